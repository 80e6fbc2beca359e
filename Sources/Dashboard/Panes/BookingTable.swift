import Bookings
import Ledger
import Screen

/// The lines of the list that are on the screen.
struct BookingTable {
    let pane: ListPane
    let context: RenderContext
    let layout: Layout
    let columns: ListColumns
    /// The column that the column keys act on.
    let current: ListField
    /// Whether the list has the keys: then the selected line is lit, else only pointed at.
    let isFocused: Bool
    private var ledger: BookingLedger { context.ledger }

    func render(into frame: inout Frame) {
        renderHeader(into: &frame)
        let visible = layout.visibleBookings
        let top = pane.top(visible: visible)
        for (index, line) in pane.content.lines(from: top, count: visible).enumerated() {
            let place = Rect(
                row: layout.list.row + index * layout.linesPerBooking,
                column: layout.list.column,
                columns: layout.list.columns,
                rows: min(layout.linesPerBooking, layout.list.rows)
            )
            switch line {
            case .group(let key): renderGroup(key, into: &frame, in: place)
            case .booking(let row) where place.rows == 2: renderTwoLines(row, into: &frame, in: place)
            case .booking(let row): renderRow(row, into: &frame, in: place)
            }
            frame.light(context.query, in: place)
            if top + index == pane.selectedLine { mark(place, into: &frame) }
        }
    }

    private func mark(_ place: Rect, into frame: inout Frame) {
        frame.write(context.glyphs.text(.selected), row: place.row, column: place.column, width: 1, role: .accent)
        guard isFocused else { return }
        // Lit cells keep their light: the search shows through the selection.
        frame.overlaySelection(on: place)
    }

    private func renderRow(_ row: Int, into frame: inout Frame, in place: Rect) {
        let look = RowLook(row: row, context)
        renderSigns(look, into: &frame, in: place)
        for column in columns.columns {
            let cell = look.cell(column.field, hasStatusColumn: columns.hasStatus)
            let text = column.column.cutsStart ? endOfText(cell.text, width: column.width) : cell.text
            let used = frame.write(
                text,
                row: place.row,
                column: place.column + column.offset,
                width: column.width,
                role: cell.role,
                alignment: column.column.alignment
            )
            guard column.field == .customer, column.width - used > 8 else { continue }
            frame.write(
                look.remark,
                row: place.row,
                column: place.column + column.offset + used + 2,
                width: column.width - used - 2,
                role: .muted
            )
        }
    }

    private func renderSigns(_ look: RowLook, into frame: inout Frame, in place: Rect) {
        frame.write(look.sign, row: place.row, column: place.column + 1, width: 1, role: look.signRole)
        let isBelow = place.rows > 1
        frame.write(
            look.annotation,
            row: place.row + (isBelow ? 1 : 0),
            column: place.column + (isBelow ? 1 : 2),
            width: 1,
            role: .mark
        )
    }

    /// A text without so much of its beginning that the rest fits.
    private func endOfText(_ text: String, width: Int) -> String {
        guard DisplayWidth.of(text) > width, width > 1 else { return text }
        var rest = Substring(text)
        while DisplayWidth.of(rest) > width - 1 { rest.removeFirst() }
        return context.glyphs.text(.ellipsis) + rest
    }

    /// Name and start on the first line, the rest in one dim line below.
    private func renderTwoLines(_ row: Int, into frame: inout Frame, in place: Rect) {
        let look = RowLook(row: row, context)
        renderSigns(look, into: &frame, in: place)
        let inner = place.inset(left: 3, right: 1)
        let start = look.cell(.starts, hasStatusColumn: false)
        let startWidth = min(DisplayWidth.of(start.text), max(0, inner.columns / 2))
        let name = look.cell(.customer, hasStatusColumn: false)
        frame.write(
            name.text,
            row: inner.row,
            column: inner.column,
            width: inner.columns - startWidth - 2,
            role: name.role
        )
        frame.write(
            start.text,
            row: inner.row,
            column: inner.endColumn - startWidth,
            width: startWidth,
            role: start.role,
            alignment: .right
        )
        let dot = " \(context.typography.dot) "
        let fields = [ListField.eventType, .masterPage].map { look.cell($0, hasStatusColumn: false).text }
        let line = ([look.shortReceived] + fields + [look.remark]).filter { !$0.isEmpty }.joined(separator: dot)
        frame.write(line, row: inner.row + 1, column: inner.column, width: inner.columns, role: .muted)
    }
}

/// The heads: of the columns, and of groups.
extension BookingTable {
    private func renderHeader(into frame: inout Frame) {
        guard layout.tableHeader.rows > 0 else { return }
        let place = layout.tableHeader
        for column in columns.columns {
            let isCurrent = column.field == current
            frame.write(
                title(of: column.field, width: column.width),
                row: place.row,
                column: place.column + column.offset,
                width: column.width,
                role: isCurrent ? .columnCurrent : .tableHeader,
                alignment: column.column.alignment
            )
        }
        if columns.hides.left {
            frame.write(context.typography.less, row: place.row, column: place.column, width: 1, role: .muted)
        }
        if columns.hides.right {
            frame.write(context.glyphs.text(.more), row: place.row, column: place.endColumn - 1, width: 1, role: .muted)
        }
    }

    /// The title with the sign of the order, and a number where it counts second.
    private func title(of field: ListField, width: Int) -> String {
        let title = VisibleText.of(plainTitle(of: field))
        let keys = pane.content.order.keys
        guard let place = keys.firstIndex(where: { $0.column == field.sortColumn }) else { return title }
        let sign =
            context.glyphs.text(keys[place].isDescending ? .sortDown : .sortUp) + (place == 0 ? "" : "\(place + 1)")
        let room = width - sign.count
        return DisplayWidth.of(title) < room ? "\(title) \(sign)" : TextWrap.prefix(of: title, width: room) + sign
    }

    private func plainTitle(of field: ListField) -> String {
        guard field == .starts else { return field.title }
        return switch context.timeDisplay {
        case .relative: "starts"
        case .mine: "starts, my time"
        case .customer: "starts, theirs"
        case .utc: "starts, UTC"
        }
    }

    /// `▾ Product demo   1,204   ▁▂▁▁▃▁▁▁▁▁▂█ 12/h`; the bars stand on the second line where there is one.
    private func renderGroup(_ key: GroupKey, into frame: inout Frame, in place: Rect) {
        guard let grouping = pane.content.groups?.grouping, let section = pane.content.section(of: key) else { return }
        let sign = context.glyphs.text(section.isFolded ? .folded : .unfolded)
        frame.write(sign, row: place.row, column: place.column + 1, width: 1, role: .group)
        let inner = place.inset(left: 3, right: 1)
        let counts = section.arrivals.counts(at: context.clock.minute)
        let rate = counts.reduce(0, +)
        let chart = StyledLine(Sparkline.text(counts, context.glyphs), .chart)
            .appending(" " + NumberText.padded(rate, to: 5) + "/h", .muted)
        let number = NumberText.grouped(section.rows.count)
        let isBelow = place.rows > 1
        let chartWidth = rate > 0 && (isBelow || inner.columns >= 48) ? chart.width : 0
        let room = inner.columns - (isBelow || chartWidth == 0 ? 0 : chartWidth + 2) - number.count - 2
        let used = frame.write(
            GroupText.name(of: key, by: grouping, context),
            row: inner.row,
            column: inner.column,
            width: min(room, max(12, inner.columns / 2)),
            role: .group
        )
        frame.write(number, row: inner.row, column: inner.column + used + 2, width: number.count, role: .muted)
        guard chartWidth > 0 else { return }
        frame.write(
            chart,
            row: isBelow ? inner.row + 1 : inner.row,
            column: isBelow ? inner.column : inner.endColumn - chartWidth,
            width: inner.columns
        )
    }
}
