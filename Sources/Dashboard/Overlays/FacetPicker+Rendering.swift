import Ledger
import Screen

extension FacetPicker {
    func render(into frame: inout Frame, in rect: Rect, chosen: [String?], _ context: RenderContext) {
        frame.fill(rect, role: .overlayText)
        let inner = rect.inset(left: 2, right: 1)
        frame.write(title, row: rect.row, column: inner.column, width: inner.columns, role: .overlayTitle)
        let chosenCount = chosen.isEmpty ? "all" : "\(chosen.count) chosen"
        frame.write(
            chosenCount,
            row: rect.row,
            column: inner.column,
            width: inner.columns,
            role: .muted,
            alignment: .right
        )
        let room = max(0, rect.rows - 1)
        guard room > 0 else { return }
        if counts.isEmpty {
            frame.write(
                "nothing to choose from yet",
                row: rect.row + 1,
                column: inner.column,
                width: inner.columns,
                role: .muted
            )
        }
        let top = max(0, min(cursor - room / 2, counts.count - room))
        let most = counts.map(\.count).max() ?? 0
        for line in 0..<room where top + line < counts.count {
            let place = rect.line(line + 1)
            renderValue(counts[top + line], most, chosen, into: &frame, in: place, context)
            guard top + line == cursor else { continue }
            frame.write(context.glyphs.text(.selected), row: place.row, column: place.column, width: 1, role: .accent)
            frame.overlay(.selection, on: place)
        }
    }

    private func renderValue(
        _ value: FacetCount,
        _ most: Int,
        _ chosen: [String?],
        into frame: inout Frame,
        in place: Rect,
        _ context: RenderContext
    ) {
        let isChosen = chosen.contains(value.value)
        let inner = place.inset(left: 2, right: 1)
        let number = NumberText.grouped(value.count)
        let barWidth = inner.columns >= 40 ? 12 : inner.columns >= 30 ? 8 : 0
        let numberWidth = max(5, number.count)
        let nameWidth = inner.columns - 2 - numberWidth - 1 - (barWidth > 0 ? barWidth + 1 : 0)
        let sign = isChosen ? context.glyphs.text(.completed) : " "
        let role: StyleRole = isChosen ? .facetChosen : value.value == nil ? .muted : .facet
        frame.write(sign, row: place.row, column: inner.column, width: 1, role: .facetChosen)
        frame.write(
            FacetPicker.name(of: value.value, facet: facet),
            row: place.row,
            column: inner.column + 2,
            width: nameWidth,
            role: role
        )
        frame.write(
            number,
            row: place.row,
            column: inner.column + 2 + max(0, nameWidth),
            width: numberWidth,
            role: role,
            alignment: .right
        )
        guard barWidth > 0 else { return }
        let bar = Sparkline.bar(value.count, of: most, width: barWidth, context.glyphs)
        frame.write(bar, row: place.row, column: inner.endColumn - barWidth, width: barWidth, role: .chart)
    }
}
