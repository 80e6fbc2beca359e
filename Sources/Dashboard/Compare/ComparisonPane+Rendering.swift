import Bookings
import Ledger
import Screen

extension ComparisonPane {
    /// From this width on the two stand side by side.
    private static let columnsForTwo = 100
    private static let signWidth = 2

    /// The lines below the title, within the overlay.
    static func text(in rect: Rect) -> Rect {
        let inner = rect.columns > 30 ? rect.inset(left: 2, right: 1) : rect
        let head = rect.rows >= 8 ? 2 : 1
        return Rect(row: rect.row + head, column: inner.column, columns: inner.columns, rows: max(0, rect.rows - head))
    }

    func render(_ sides: Sides?, into frame: inout Frame, in rect: Rect, _ context: RenderContext) {
        guard rect.rows > 0 else { return }
        let text = ComparisonPane.text(in: rect)
        let title = StyledLine("Compare", .overlayTitle).appending("  " + summary(sides), .muted)
        frame.write(title, row: rect.row, column: text.column, width: text.columns)
        let lines = lines(sides, width: text.columns, context)
        let top = min(scroll, max(0, lines.count - text.rows))
        for line in 0..<text.rows where top + line < lines.count {
            frame.write(lines[top + line], row: text.row + line, column: text.column, width: text.columns)
        }
    }

    private func summary(_ sides: Sides?) -> String {
        guard let sides else { return "" }
        let count = sides.comparison.differences
        let same = sides.comparison.rows.count - count
        let differ = count == 0 ? "no difference" : count == 1 ? "1 field differs" : "\(count) fields differ"
        return differ + (same == 0 ? "" : showsAll ? ", \(same) the same" : ", \(same) the same are hidden")
    }

    /// All lines, for a width.
    func lines(_ sides: Sides?, width: Int, _ context: RenderContext) -> [StyledLine] {
        guard let sides else {
            return [StyledLine("The records of this booking are not here yet, or it was seen once.", .muted)]
        }
        let rows = sides.comparison.rows.filter { showsAll || $0.change != .same }
        return width >= ComparisonPane.columnsForTwo
            ? sideBySide(sides, rows, width: width) : stacked(sides, rows, width: width)
    }

    private func sideBySide(_ sides: Sides, _ rows: [FieldComparison.Row], width: Int) -> [StyledLine] {
        let longest = rows.map { DisplayWidth.of($0.name) }.max() ?? 0
        let nameWidth = min(max(12, longest), width / 4)
        let side = (width - nameWidth - 2 - 2 - ComparisonPane.signWidth * 2) / 2
        func line(_ name: String, _ before: StyledLine, _ after: StyledLine) -> StyledLine {
            var line = StyledLine.side([StyledLine(name, .detailLabel)], [before], width: nameWidth, gap: 2)[0]
            line = StyledLine.side([line], [after], width: nameWidth + 2 + side + ComparisonPane.signWidth, gap: 2)[0]
            return line
        }
        func heading(_ title: String) -> StyledLine { StyledLine("  " + title, .detailTitle) }
        var lines = [line("", heading(sides.titles.before), heading(sides.titles.after)), StyledLine()]
        for row in rows {
            let before = ComparisonPane.parts(row.before, row.change, isBefore: true, width: side)
            let after = ComparisonPane.parts(row.after, row.change, isBefore: false, width: side)
            for index in 0..<max(before.count, after.count) {
                lines.append(
                    line(
                        index == 0 ? row.name : "",
                        index < before.count ? before[index] : StyledLine(),
                        index < after.count ? after[index] : StyledLine()
                    )
                )
            }
        }
        return lines
    }

    private func stacked(_ sides: Sides, _ rows: [FieldComparison.Row], width: Int) -> [StyledLine] {
        var lines = [
            StyledLine("- ", .diffRemoved).appending(sides.titles.before, .detailTitle),
            StyledLine("+ ", .diffAdded).appending(sides.titles.after, .detailTitle),
        ]
        for row in rows {
            lines.append(StyledLine())
            lines.append(StyledLine(row.name, .detailLabel))
            let room = width - ComparisonPane.signWidth
            if row.change != .added {
                lines += ComparisonPane.parts(row.before, row.change, isBefore: true, width: room)
            }
            if row.change == .added || row.change == .changed {
                lines += ComparisonPane.parts(row.after, row.change, isBefore: false, width: room)
            }
        }
        return lines
    }

    /// A value with its sign, over as many lines as it needs.
    private static func parts(
        _ value: String?,
        _ change: FieldComparison.Change,
        isBefore: Bool,
        width: Int
    ) -> [StyledLine] {
        guard let value else { return [StyledLine()] }
        let isSame = change == .same
        let role: StyleRole = isSame ? .muted : isBefore ? .diffRemoved : .diffAdded
        let sign = isSame ? "  " : isBefore ? "- " : "+ "
        return TextWrap.lines(VisibleText.of(value), width: width).enumerated().map { index, part in
            StyledLine(index == 0 ? sign : "  ", role).appending(String(part), role)
        }
    }
}
