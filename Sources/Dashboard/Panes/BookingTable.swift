import Bookings
import Ledger
import Screen

/// The rows of the list that are on the screen.
struct BookingTable {
    let pane: ListPane
    let context: RenderContext
    let layout: Layout
    /// Whether the list has the keys: then the selected row is lit, else only pointed at.
    let isFocused: Bool
    private var ledger: BookingLedger { context.ledger }

    func render(into frame: inout Frame) {
        let columns = ListColumns(width: layout.list.columns, startWidth: context.timeDisplay.width)
        renderHeader(columns, into: &frame)
        let visible = layout.visibleBookings
        let top = pane.top(visible: visible)
        let selected = pane.selectedIndex
        for line in 0..<visible where top + line < pane.rows.count {
            let row = pane.rows[top + line]
            let place = Rect(
                row: layout.list.row + line * layout.linesPerBooking,
                column: layout.list.column,
                columns: layout.list.columns,
                rows: min(layout.linesPerBooking, layout.list.rows)
            )
            if layout.linesPerBooking == 2, place.rows == 2 {
                renderTwoLines(row, into: &frame, in: place)
            } else {
                renderRow(row, columns, into: &frame, in: place)
            }
            frame.light(context.query, in: place)
            if top + line == selected { mark(place, into: &frame) }
        }
    }

    private func mark(_ place: Rect, into frame: inout Frame) {
        frame.write(context.glyphs.text(.selected), row: place.row, column: place.column, width: 1, role: .accent)
        guard isFocused else { return }
        // Lit cells keep their light: the search shows through the selection.
        frame.overlaySelection(on: place)
    }

    private func renderHeader(_ columns: ListColumns, into frame: inout Frame) {
        guard layout.tableHeader.rows > 0 else { return }
        for column in columns.columns {
            frame.write(
                title(of: column.kind),
                row: layout.tableHeader.row,
                column: layout.tableHeader.column + column.offset,
                width: column.width,
                role: .tableHeader,
                alignment: column.kind == .received || column.kind == .starts ? .right : .left
            )
        }
    }

    private func title(of kind: ListColumns.Kind) -> String {
        switch kind {
        case .received: "received"
        case .customer: "customer"
        case .company: "company"
        case .eventType: "event type"
        case .masterPage: "master page"
        case .product: "product"
        case .status: "status"
        case .starts:
            switch context.timeDisplay {
            case .relative: "starts"
            case .mine: "starts, my time"
            case .customer: "starts, theirs"
            case .utc: "starts, UTC"
            }
        }
    }

    private func renderRow(_ row: Int, _ columns: ListColumns, into frame: inout Frame, in place: Rect) {
        let look = RowLook(row: row, context)
        frame.write(look.sign, row: place.row, column: place.column + 1, width: 1, role: look.signRole)
        for column in columns.columns {
            let cell = look.cell(column.kind, hasStatusColumn: columns.hasStatus)
            frame.write(
                cell.text,
                row: place.row,
                column: place.column + column.offset,
                width: column.width,
                role: cell.role,
                alignment: column.kind == .received || column.kind == .starts ? .right : .left
            )
        }
    }

    /// Name and start on the first line, the rest in one dim line below.
    private func renderTwoLines(_ row: Int, into frame: inout Frame, in place: Rect) {
        let look = RowLook(row: row, context)
        frame.write(look.sign, row: place.row, column: place.column + 1, width: 1, role: look.signRole)
        let inner = place.inset(left: ListColumns.gutter, right: 1)
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
        let parts = [ListColumns.Kind.eventType, .masterPage].map { look.cell($0, hasStatusColumn: false).text }
        let line = ([look.shortReceived] + parts).filter { !$0.isEmpty }.joined(separator: dot)
        frame.write(line, row: inner.row + 1, column: inner.column, width: inner.columns, role: .muted)
    }
}
