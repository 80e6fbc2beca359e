extension Frame {
    /// The frame as text for snapshot tests: its rows between bars, then the same grid as letters for the roles, then what the
    /// letters mean. Roles instead of colours: a change of theme changes no snapshot, a lost highlight does.
    public var transcript: String {
        let cursor = cursor.map { " cursor=\($0.row),\($0.column)" } ?? ""
        var lines = ["\(size.columns)x\(size.rows)\(cursor)"]
        lines += (0..<size.rows).map { index in
            "|" + row(index).map { $0.glyph.width == 0 ? "" : $0.glyph.text }.joined() + "|"
        }
        lines.append("")
        var letters: [String: Character] = [:]
        var legend: [String] = []
        var free = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789").reversed()[...]
        for index in 0..<size.rows {
            lines.append("|" + String(row(index).map { cell in
                if cell.glyph.width == 0 { return ">" }
                let name = cell.role.rawValue + (cell.overlay.map { "+" + $0.rawValue } ?? "")
                if name == "text" { return "." }
                if let letter = letters[name] { return letter }
                let letter = free.popLast() ?? "?"
                letters[name] = letter
                legend.append("\(letter)=\(name)")
                return letter
            }) + "|")
        }
        lines.append(legend.joined(separator: " "))
        return lines.joined(separator: "\n") + "\n"
    }
}
