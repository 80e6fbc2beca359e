import Ledger
import Screen

extension FacetPanel {
    func layout(in rect: Rect) -> FacetPanelLayout {
        FacetPanelLayout(
            rect.inset(left: rect.column > 0 ? 2 : 1),
            wanted: sections.map { max(2, $0.shown.count + 1) },
            focused: focused
        )
    }

    /// The values of the focused section that are seen at once.
    func visibleValues(in rect: Rect) -> Int {
        let layout = layout(in: rect)
        let rows = layout.sections.first { $0.index == focused }?.rect.rows ?? 1
        return max(1, rows - (layout.hasHeadings ? 1 : 0))
    }

    func render(into frame: inout Frame, in rect: Rect, _ choices: [Facet: FacetChoice], _ context: RenderContext) {
        frame.fill(rect, role: .overlayText)
        if rect.column > 0 {
            let edge = Rect(row: rect.row, column: rect.column, columns: 1, rows: rect.rows)
            frame.fill(edge, with: context.glyphs[.divider], role: .rule)
        }
        let layout = layout(in: rect)
        renderTitle(choices, into: &frame, in: layout.title, context)
        for (index, place) in layout.sections {
            let section = sections[index]
            let choice = choices[section.facet] ?? FacetChoice()
            var values = place
            if layout.hasHeadings, place.rows > 0 {
                renderHeading(section, choice, isFocused: index == focused, into: &frame, in: place.line(0))
                values.row += 1
                values.rows -= 1
            }
            render(section, choice, isFocused: index == focused, into: &frame, in: values, context)
        }
    }

    /// The names of the facets around the focused one, as many as fit; a dot after those of which something is chosen.
    private func renderTitle(
        _ choices: [Facet: FacetChoice],
        into frame: inout Frame,
        in rect: Rect,
        _ context: RenderContext
    ) {
        let names = sections.map { section in
            FilterText.name(of: section.facet) + (choices[section.facet] == nil ? "" : context.glyphs.text(.new))
        }
        func width(_ range: ClosedRange<Int>) -> Int { names[range].reduce(0) { $0 + DisplayWidth.of($1) + 2 } }
        var range = focused...focused
        // On both sides in turn, so that the next and the one before are in sight.
        for distance in 1..<max(2, names.count) {
            for side in [focused + distance, focused - distance] where names.indices.contains(side) {
                let wider = min(range.lowerBound, side)...max(range.upperBound, side)
                if width(wider) <= rect.columns { range = wider }
            }
        }
        var line = StyledLine()
        for index in range { line.append(names[index] + "  ", index == focused ? .overlayTitle : .muted) }
        frame.write(line, row: rect.row, column: rect.column, width: rect.columns)
    }

    private func render(
        _ section: Section,
        _ choice: FacetChoice,
        isFocused: Bool,
        into frame: inout Frame,
        in rect: Rect,
        _ context: RenderContext
    ) {
        let shown = section.shown
        let room = rect.rows
        guard room > 0 else { return }
        guard !shown.isEmpty else {
            let text = section.search.isEmpty ? "no booking is left" : "no value has that in it"
            frame.write(text, row: rect.row, column: rect.column + 2, width: rect.columns - 2, role: .muted)
            return
        }
        let top = max(0, min(section.cursor - room / 2, shown.count - room))
        let most = shown.map(\.count).max() ?? 0
        for line in 0..<room where top + line < shown.count {
            let place = rect.line(line)
            render(shown[top + line], of: section.facet, most, choice, into: &frame, in: place, context)
            guard isFocused, top + line == section.cursor else { continue }
            frame.write(context.glyphs.text(.selected), row: place.row, column: place.column, width: 1, role: .accent)
            frame.overlay(.selection, on: place)
        }
    }

    private func renderHeading(
        _ section: Section,
        _ choice: FacetChoice,
        isFocused: Bool,
        into frame: inout Frame,
        in rect: Rect
    ) {
        var line = StyledLine(FilterText.name(of: section.facet), isFocused ? .overlayTitle : .tableHeader)
        if !section.search.isEmpty { line.append("  /\(section.search)", .filterText) }
        frame.write(line, row: rect.row, column: rect.column, width: rect.columns)
        let chosen = choice.kept.count + choice.dropped.count
        let count = section.shown.count
        let text = chosen > 0 ? "\(chosen) chosen of \(count)" : "\(count)"
        let width = DisplayWidth.of(text)
        guard line.width + width + 2 <= rect.columns else { return }
        frame.write(text, row: rect.row, column: rect.endColumn - width, width: width, role: .muted)
    }

    private func render(
        _ value: FacetCount,
        of facet: Facet,
        _ most: Int,
        _ choice: FacetChoice,
        into frame: inout Frame,
        in place: Rect,
        _ context: RenderContext
    ) {
        let (isKept, isDropped) = (choice.kept.contains(value.value), choice.dropped.contains(value.value))
        let inner = place.inset(left: 1)
        let number = NumberText.grouped(value.count)
        let barWidth = inner.columns >= 44 ? 12 : inner.columns >= 36 ? 7 : inner.columns >= 30 ? 4 : 0
        let numberWidth = max(4, number.count)
        let nameWidth = inner.columns - 2 - numberWidth - 1 - (barWidth > 0 ? barWidth + 1 : 0)
        let role: StyleRole =
            isKept ? .facetChosen : isDropped || value.value == nil || value.count == 0 ? .muted : .facet
        let sign = isKept ? context.glyphs.text(.completed) : isDropped ? context.glyphs.text(.canceled) : " "
        frame.write(
            sign,
            row: place.row,
            column: inner.column,
            width: 1,
            role: isDropped ? .statusCanceled : isKept ? .facetChosen : .text
        )
        let name = FilterText.name(of: value.value, facet: facet)
        frame.write(
            isDropped ? "not " + name : name,
            row: place.row,
            column: inner.column + 2,
            width: nameWidth,
            role: role
        )
        let numberColumn = inner.column + 2 + max(0, nameWidth)
        frame.write(
            number,
            row: place.row,
            column: numberColumn,
            width: numberWidth,
            role: role,
            alignment: .right
        )
        guard barWidth > 0 else { return }
        let bar = Sparkline.bar(value.count, of: most, width: barWidth, context.glyphs)
        frame.write(bar, row: place.row, column: inner.endColumn - barWidth, width: barWidth, role: .chart)
    }
}
