import Ledger
import Screen

extension FilterLine {
    /// Writes the typed and the chosen part of the filter, and what is wrong with it.
    ///
    /// The tabs of the views stand before it; `percent` tells how far a slow filter has come.
    func render(
        into frame: inout Frame,
        _ layout: Layout,
        tabs: StyledLine,
        isEditing: Bool,
        percent: Int?,
        glyphs: GlyphSet
    ) {
        var rect = layout.filter.columns > 30 ? layout.filter.inset(left: 1) : layout.filter
        if !tabs.spans.isEmpty {
            rect = rect.inset(left: frame.write(tabs, row: rect.row, column: rect.column, width: rect.columns) + 2)
        }
        guard rect.rows > 0 else { return }
        guard isEditing || !isEmpty else {
            let text = tabs.spans.isEmpty ? "all bookings" : "all"
            frame.write(text, row: rect.row, column: rect.column, width: rect.columns, role: .muted)
            return
        }
        let prompt = StyledLine(glyphs.text(.more) + " ", .filterPrompt)
        let place = rect.inset(left: frame.write(prompt, row: rect.row, column: rect.column, width: rect.columns))
        let tail = [choicesText, isOn ? "" : "(off)", percent.map { "searching \($0) %" } ?? ""].filter { !$0.isEmpty }
            .joined(separator: "  ")
        let tailRoom = tail.isEmpty ? 0 : min(DisplayWidth.of(tail) + 2, place.columns / 2)
        let typed = editor.render(
            into: &frame,
            in: place.inset(right: tailRoom),
            role: isOn ? .filterText : .muted,
            hasCursor: isEditing
        )
        let rest = place.inset(left: typed.columns + (typed.columns > 0 ? 2 : 0))
        frame.write(
            tail,
            row: rest.row,
            column: rest.column,
            width: rest.columns,
            role: isOn ? .facetChosen : .muted
        )
        renderError(into: &frame, in: layout.filterError, textColumn: place.column, skipped: typed.skipped)
    }

    /// The caret under the character at fault; what is wrong stands beside it, or below where that is narrow.
    private func renderError(into frame: inout Frame, in rect: Rect, textColumn: Int, skipped: Int) {
        guard let error, rect.rows > 0 else { return }
        let end = min(max(error.position, skipped), editor.characters.count)
        let before = DisplayWidth.of(String(editor.characters[min(skipped, end)..<end]))
        let caret = min(textColumn + before, max(0, rect.endColumn - 1))
        frame.write("^", row: rect.row, column: caret, width: 1, role: .filterError)
        let width = DisplayWidth.of(error.message)
        func write(row: Int, from start: Int, to end: Int) {
            frame.write(error.message, row: row, column: start, width: end - start, role: .filterError)
        }
        if rect.rows > 1 {
            write(row: rect.row + 1, from: max(rect.column, min(caret, rect.endColumn - width)), to: rect.endColumn)
        } else if caret + 2 + width <= rect.endColumn || caret < rect.columns / 2 {
            write(row: rect.row, from: caret + 2, to: rect.endColumn)
        } else {
            write(row: rect.row, from: max(rect.column, caret - 1 - width), to: caret - 1)
        }
    }
}
