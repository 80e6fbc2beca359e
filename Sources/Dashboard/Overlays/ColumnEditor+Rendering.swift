import Screen

extension ColumnEditor {
    /// The columns that are seen at once within some rows.
    static func visibleColumns(in rect: Rect) -> Int { max(1, rect.rows - 1) }

    func render(into frame: inout Frame, in rect: Rect, _ context: RenderContext) {
        guard rect.rows > 0 else { return }
        frame.fill(rect, role: .overlayText)
        let inner = rect.inset(left: 2, right: 1)
        frame.write("Columns", row: rect.row, column: inner.column, width: inner.columns, role: .overlayTitle)
        frame.write(
            "\(shown.count) shown, S keeps them",
            row: rect.row,
            column: inner.column + 9,
            width: max(0, inner.columns - 9),
            role: .muted,
            alignment: .right
        )
        let room = rect.rows - 1
        let first = max(0, min(cursor - room / 2, entries.count - room))
        for line in 0..<max(0, room) where first + line < entries.count {
            let place = rect.line(line + 1)
            render(entries[first + line], into: &frame, in: place, context)
            guard first + line == cursor else { continue }
            frame.write(context.glyphs.text(.selected), row: place.row, column: place.column, width: 1, role: .accent)
            frame.overlay(.selection, on: place)
        }
    }

    private func render(_ entry: Entry, into frame: inout Frame, in place: Rect, _ context: RenderContext) {
        let inner = place.inset(left: 2, right: 1)
        let sign = entry.isShown ? context.glyphs.text(.completed) : ""
        let role: StyleRole = entry.isShown ? .overlayText : .muted
        frame.write(sign, row: place.row, column: inner.column, width: 1, role: .facetChosen)
        let facts = facts(of: entry.column, context)
        let room = inner.columns - 2
        let right = room >= 30 ? DisplayWidth.of(facts) + 2 : 0
        frame.write(
            VisibleText.of(entry.column.field.title),
            row: place.row,
            column: inner.column + 2,
            width: room - right,
            role: role
        )
        guard right > 0 else { return }
        frame.write(
            facts,
            row: place.row,
            column: inner.column + 2,
            width: room,
            role: .muted,
            alignment: .right
        )
    }

    /// What was chosen for a column: `16 wide, right, start cut`.
    private func facts(of column: ListColumn, _ context: RenderContext) -> String {
        var facts: [String] = []
        if let width = column.width { facts.append("\(width) wide") }
        if column.alignment == .right { facts.append("right") }
        if column.cutsStart { facts.append("start cut") }
        return facts.joined(separator: ", ")
    }
}
