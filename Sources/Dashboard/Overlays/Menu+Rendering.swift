import Screen

extension Menu {
    /// The rows that it would fill: title, line to type in, items.
    var wantedRows: Int { items.count + (isSearched ? 2 : 1) }

    /// The columns that it would fill: those of its widest item, so that they stay while it is searched; 64 at most.
    var wantedColumns: Int {
        let widths = items.map { DisplayWidth.of($0.label) + ($0.remark.isEmpty ? 0 : DisplayWidth.of($0.remark) + 3) }
        let widest = max(DisplayWidth.of(title), (widths.max() ?? 0) + (isSearched ? 0 : 2))
        return min(64, max(isSearched ? 40 : 24, widest + 3))
    }

    /// The items that are seen at once within some rows.
    func visibleItems(in rect: Rect) -> Int { max(1, rect.rows - (isSearched ? 2 : 1)) }

    func render(into frame: inout Frame, in rect: Rect, _ context: RenderContext) {
        guard rect.rows > 0 else { return }
        frame.fill(rect, role: .overlayText)
        let inner = rect.inset(left: 2, right: 1)
        frame.write(title, row: rect.row, column: inner.column, width: inner.columns, role: .overlayTitle)
        var top = rect.row + 1
        if isSearched, rect.rows > 1 {
            frame.write(
                context.glyphs.text(.prompt),
                row: top,
                column: rect.column,
                width: 1,
                role: .filterPrompt
            )
            let line = Rect(row: top, column: inner.column, columns: inner.columns, rows: 1)
            _ = editor.render(into: &frame, in: line, role: .filterText, hasCursor: true)
            top += 1
        }
        let room = rect.endRow - top
        guard room > 0 else { return }
        guard !shown.isEmpty else {
            frame.write("nothing of that name", row: top, column: inner.column, width: inner.columns, role: .muted)
            return
        }
        let shown = shown
        let first = firstShown(room: room)
        for line in 0..<room where first + line < shown.count {
            let place = Rect(row: top + line, column: rect.column, columns: rect.columns, rows: 1)
            renderItem(shown[first + line], into: &frame, in: place, context)
            guard first + line == cursor else { continue }
            frame.write(context.glyphs.text(.selected), row: place.row, column: place.column, width: 1, role: .accent)
            frame.overlay(.selection, on: place)
        }
    }

    private func firstShown(room: Int) -> Int { max(0, min(cursor - room / 2, shown.count - room)) }

    /// The item at a row of the screen; nil where there is none.
    func index(atRow row: Int, in rect: Rect) -> Int? {
        let top = rect.row + (isSearched && rect.rows > 1 ? 2 : 1)
        let index = firstShown(room: rect.endRow - top) + row - top
        return row >= top && shown.indices.contains(index) ? index : nil
    }

    private func renderItem(_ item: Item, into frame: inout Frame, in place: Rect, _ context: RenderContext) {
        let inner = place.inset(left: 2, right: 1)
        var column = inner.column
        if !isSearched {
            frame.write(item.key.map(String.init) ?? "", row: place.row, column: column, width: 2, role: .hintKey)
            column += 2
        }
        let room = inner.endColumn - column
        let role: StyleRole = item.isCurrent ? .facetChosen : .overlayText
        let remark = DisplayWidth.of(item.remark) + 2 < room / 2 ? DisplayWidth.of(item.remark) + 2 : room / 2
        let used = frame.write(
            item.label,
            row: place.row,
            column: column,
            width: item.remark.isEmpty ? room : room - remark,
            role: role
        )
        let left = room - used - 2
        guard left > 0 else { return }
        frame.write(
            item.remark,
            row: place.row,
            column: inner.endColumn - left,
            width: left,
            role: .muted,
            alignment: .right
        )
    }
}
