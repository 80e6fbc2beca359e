extension Frame {
    /// The rows as plain text, joined by line feeds; blanks at the end of a row are kept.
    public var text: String {
        (0..<size.rows).map { text(ofRow: $0) }.joined(separator: "\n")
    }

    /// The frame in the form that snapshots are kept in.
    ///
    /// A header (`80x24 cursor=5,2`: columns, rows, the cursor's row and column), the rows between `|` edges, a blank line,
    /// the same grid as role letters, a blank line, and a legend of the letters in use. `.` is the role `text`; `>` stands
    /// below the second column of a wide glyph. A cell with an overlay shows the overlay's letter. The letter of a role is
    /// the same in every frame.
    public var transcript: String {
        var lines = [header]
        for row in 0..<size.rows { lines.append("|\(text(ofRow: row))|") }
        lines.append("")
        for row in 0..<size.rows { lines.append("|\(String(self.row(row).map(Frame.letter)))|") }
        lines.append("")
        lines.append(legend)
        return lines.joined(separator: "\n") + "\n"
    }

    private func text(ofRow row: Int) -> String {
        self.row(row).map(\.glyph.description).joined()
    }

    private var header: String {
        let cursor = cursor.map { " cursor=\($0.row),\($0.column)" } ?? ""
        return "\(size.columns)x\(size.rows)\(cursor)"
    }

    private var legend: String {
        var roles: Set<StyleRole> = []
        for row in 0..<size.rows { roles.formUnion(self.row(row).map { $0.overlay ?? $0.role }) }
        return StyleRole.allCases.filter { $0 != .text && roles.contains($0) }
            .map { "\(Frame.letter(of: $0))=\($0.rawValue)" }.joined(separator: " ")
    }

    private static func letter(_ cell: Cell) -> Character {
        cell.glyph.isContinuation ? ">" : letter(of: cell.overlay ?? cell.role)
    }

    private static func letter(of role: StyleRole) -> Character {
        guard role != .text, let index = StyleRole.allCases.firstIndex(of: role) else { return "." }
        return letters[(index - 1) % letters.count]
    }

    private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
}
