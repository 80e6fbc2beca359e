import Bookings
import Ledger
import Screen

extension FunnelPane {
    func render(into frame: inout Frame, in rect: Rect, isReplay: Bool, _ context: RenderContext) {
        frame.fill(rect, role: .overlayText)
        guard rect.rows > 0 else { return }
        let most = report.rows.map(\.knownLoads).max() ?? 0
        let layout = FunnelLayout(rect, digits: NumberText.grouped(most).count)
        renderTitle(into: &frame, layout, context)
        guard !report.rows.isEmpty else {
            return renderEmpty(into: &frame, layout, isReplay: isReplay)
        }
        if layout.summary.rows > 0 {
            let line = FunnelPane.steps(report.total, context, isShort: layout.inner.columns < 50)
            frame.write(line, row: layout.summary.row, column: layout.inner.column, width: layout.inner.columns)
        }
        renderHeader(into: &frame, layout)
        let top = max(0, min(scroll, report.rows.count - layout.visibleRows))
        for (index, row) in report.rows.dropFirst(top).prefix(layout.visibleRows).enumerated() {
            if layout.isTable {
                renderLine(row, most, into: &frame, layout.table.row + index, layout, context)
            } else {
                renderLines(row, most, into: &frame, layout.table.line(index * 2), layout, context)
            }
        }
        renderLegend(into: &frame, layout, context)
    }

    private func renderTitle(into frame: inout Frame, _ layout: FunnelLayout, _ context: RenderContext) {
        let inner = layout.inner
        frame.write("Funnel", row: inner.row, column: inner.column, width: inner.columns, role: .overlayTitle)
        guard let since = report.since else { return }
        let day = ClockText.recent(ClockText.civil(since, in: context.clock.zone), today: context.clock.today)
        frame.write(
            "since " + day,
            row: inner.row,
            column: inner.column + 8,
            width: max(0, inner.columns - 8),
            role: .muted,
            alignment: .right
        )
    }

    private func renderHeader(into frame: inout Frame, _ layout: FunnelLayout) {
        guard layout.tableHeader.rows > 0 else { return }
        let columns: [(String, FunnelLayout.Column, Alignment)] = [
            ("CALENDAR", layout.name, .left), ("SOURCE", layout.source, .left), ("LOADED", layout.loaded, .right),
            ("SLOT", layout.slots, .right), ("BOOKED", layout.booked, .right), ("SLOT %", layout.slotRate, .right),
            ("BOOK %", layout.bookingRate, .right),
        ]
        for (title, column, alignment) in columns {
            frame.write(
                title,
                row: layout.tableHeader.row,
                column: column.start,
                width: column.width,
                role: .tableHeader,
                alignment: alignment
            )
        }
    }

    private func renderLine(
        _ row: FunnelReport.Row,
        _ most: Int,
        into frame: inout Frame,
        _ line: Int,
        _ layout: FunnelLayout,
        _ context: RenderContext
    ) {
        let used = frame.write(
            FunnelPane.name(row),
            row: line,
            column: layout.name.start,
            width: layout.name.width,
            role: .overlayText
        )
        // The id tells calendars of one name apart.
        if row.count.name != nil, let id = row.count.key.bookingCalendar, layout.name.width - used > id.utf8.count + 2 {
            frame.write(
                id,
                row: line,
                column: layout.name.start + used + 2,
                width: layout.name.width - used - 2,
                role: .muted
            )
        }
        func write(_ text: String, _ column: FunnelLayout.Column, _ role: StyleRole, _ alignment: Alignment = .right) {
            frame.write(text, row: line, column: column.start, width: column.width, role: role, alignment: alignment)
        }
        write(FunnelPane.source(row, context), layout.source, .muted, .left)
        write(NumberText.grouped(row.count.loaded), layout.loaded, .overlayText)
        write(NumberText.grouped(row.count.slotSelected), layout.slots, .overlayText)
        write(NumberText.grouped(row.booked), layout.booked, .accent)
        write(FunnelPane.rate(row.slotRate, row, context), layout.slotRate, .overlayText)
        write(FunnelPane.rate(row.bookingRate, row, context), layout.bookingRate, .accent)
        write(FunnelPane.bar(row, of: most, width: layout.bar.width, context.glyphs), layout.bar, .chart, .left)
    }

    /// On a narrow screen the name and the source stand on one line, the numbers on the next.
    private func renderLines(
        _ row: FunnelReport.Row,
        _ most: Int,
        into frame: inout Frame,
        _ place: Rect,
        _ layout: FunnelLayout,
        _ context: RenderContext
    ) {
        let source = String(TextWrap.prefix(of: FunnelPane.source(row, context), width: place.columns / 2))
        let sourceWidth = place.columns >= 30 ? DisplayWidth.of(source) + 2 : 0
        frame.write(
            FunnelPane.name(row),
            row: place.row,
            column: place.column,
            width: max(1, place.columns - sourceWidth),
            role: .overlayText
        )
        if sourceWidth > 0 {
            frame.write(
                source,
                row: place.row,
                column: place.column,
                width: place.columns,
                role: .muted,
                alignment: .right
            )
        }
        guard place.row + 1 < layout.table.endRow else { return }
        let line = FunnelPane.steps(row, context, isShort: true)
        let used = frame.write(line, row: place.row + 1, column: place.column + 2, width: place.columns - 2)
        let room = place.columns - 2 - used - 2
        guard room >= 4 else { return }
        let bar = FunnelPane.bar(row, of: most, width: min(12, room), context.glyphs)
        frame.write(bar, row: place.row + 1, column: place.endColumn - min(12, room), width: room, role: .chart)
    }

    private func renderLegend(into frame: inout Frame, _ layout: FunnelLayout, _ context: RenderContext) {
        guard layout.legend.rows > 0 else { return }
        var line = StyledLine()
        for (sign, word) in [(GlyphName.bar8, "booked"), (.bar4, "slot selected"), (.bar1, "loaded")] {
            line.append(context.glyphs.text(sign), .chart)
            line.append(" \(word)   ", .muted)
        }
        if report.rows.contains(where: \.isPartial) {
            line.append(context.glyphs.text(.uncertain) + " some steps were not told", .muted)
        }
        frame.write(line, row: layout.legend.row, column: layout.inner.column, width: layout.inner.columns)
    }

    private func renderEmpty(into frame: inout Frame, _ layout: FunnelLayout, isReplay: Bool) {
        var writer = DetailWriter(width: layout.inner.columns)
        if isReplay {
            writer.text("No booking of the log so far was made in an embedded booking calendar.", .text)
        } else {
            writer.text("No booking calendar was shown yet.", .text)
            writer.blank()
            writer.text(
                "A page with an embedded booking calendar and bookwatch's script tells how often the calendar was "
                    + "loaded and a slot selected. Here that stands beside the bookings made, for each source.",
                .muted
            )
        }
        let top = layout.inner.row + (layout.inner.rows >= 8 ? 2 : 1)
        for (index, line) in writer.lines.enumerated() where top + index < layout.inner.endRow {
            frame.write(line, row: top + index, column: layout.inner.column, width: layout.inner.columns)
        }
    }
}

/// The funnel in words and signs.
extension FunnelPane {
    private static func name(_ row: FunnelReport.Row) -> String {
        if row.count.key == .other { return "all others" }
        return VisibleText.of(row.count.name ?? row.count.key.bookingCalendar ?? "")
    }

    private static func source(_ row: FunnelReport.Row, _ context: RenderContext) -> String {
        row.count.key.source ?? context.typography.dash
    }

    /// `412 loaded → 96 slot → 31 booked  7.5 %`; short without the words.
    private static func steps(_ row: FunnelReport.Row, _ context: RenderContext, isShort: Bool = false) -> StyledLine {
        let arrow = " \(context.typography.arrow) "
        let words = isShort ? ["", "", ""] : [" loaded", " slot selected", " booked"]
        return StyledLine(NumberText.grouped(row.count.loaded), .overlayText).appending(words[0] + arrow, .muted)
            .appending(NumberText.grouped(row.count.slotSelected), .overlayText).appending(words[1] + arrow, .muted)
            .appending(NumberText.grouped(row.booked), .accent).appending(words[2] + "  ", .muted)
            .appending(rate(row.bookingRate, row, context), .accent)
    }

    /// `31 %`, `7.5 %`, `≈40 %` where some steps were not told; a dash where there is no rate.
    private static func rate(_ rate: Double?, _ row: FunnelReport.Row, _ context: RenderContext) -> String {
        guard let rate else { return context.typography.dash }
        let tenths = Int((rate * 1_000).rounded())
        let number = tenths < 100 && tenths % 10 != 0 ? "\(tenths / 10).\(tenths % 10)" : "\((tenths + 5) / 10)"
        return (row.isPartial ? context.glyphs.text(.uncertain) : "") + number + " %"
    }

    /// A bar as long as the loads, high as far as bookings were made, half as high as far as slots were selected.
    private static func bar(_ row: FunnelReport.Row, of most: Int, width: Int, _ glyphs: GlyphSet) -> String {
        guard most > 0, width > 0 else { return "" }
        func columns(_ number: Int) -> Int {
            number == 0 ? 0 : max(1, Int((Double(number) / Double(most) * Double(width)).rounded()))
        }
        let (booked, slots) = (columns(row.booked), columns(row.knownSlots))
        return (0..<min(width, columns(row.knownLoads))).map { column in
            glyphs.text(column < booked ? .bar8 : column < slots ? .bar4 : .bar1)
        }
        .joined()
    }
}
