import Screen

/// Where the parts of the funnel stand in an overlay of some size.
struct FunnelLayout {
    /// A column of the table.
    struct Column {
        var start = 0
        var width = 0
    }

    /// The rectangle within the overlay's margins.
    let inner: Rect
    private(set) var summary = Rect.none
    private(set) var tableHeader = Rect.none
    private(set) var table = Rect.none
    private(set) var legend = Rect.none
    /// Whether a calendar takes one line; else two, without a table header.
    let isTable: Bool

    private(set) var name = Column()
    private(set) var source = Column()
    private(set) var loaded = Column()
    private(set) var slots = Column()
    private(set) var booked = Column()
    private(set) var slotRate = Column()
    private(set) var bookingRate = Column()
    private(set) var bar = Column()

    /// From this width on a calendar takes one line.
    private static let columnsForTable = 70

    /// The calendars that fit.
    var visibleRows: Int { max(1, table.rows / (isTable ? 1 : 2)) }

    /// Makes the layout for a table whose longest number has `digits` characters.
    init(_ rect: Rect, digits: Int = 0) {
        inner = HelpOverlay.inner(rect)
        isTable = inner.columns >= FunnelLayout.columnsForTable
        var (top, bottom) = (inner.row + min(1, inner.rows), inner.endRow)
        func line(_ row: Int) -> Rect { Rect(row: row, column: inner.column, columns: inner.columns, rows: 1) }
        if inner.rows >= 5 {
            summary = line(top)
            top += inner.rows >= 14 ? 2 : 1
        }
        if isTable, inner.rows >= 4 {
            tableHeader = line(top)
            top += 1
        }
        if inner.rows >= 12 {
            legend = line(bottom - 1)
            bottom -= 2
        }
        table = Rect(row: top, column: inner.column, columns: inner.columns, rows: max(0, bottom - top))
        if isTable { placeColumns(digits: max(6, digits)) }
    }

    private mutating func placeColumns(digits: Int) {
        let isWide = inner.columns >= 110
        let gap = isWide ? 3 : 1
        var end = inner.endColumn
        func take(_ width: Int, gap: Int) -> Column {
            end -= width
            defer { end -= gap }
            return Column(start: end, width: width)
        }
        // Beside long numbers the names matter more than bars.
        if isWide || digits <= 6 { bar = take(isWide ? 24 : 8, gap: 2) }
        bookingRate = take(6, gap: gap)
        slotRate = take(6, gap: gap)
        booked = take(digits, gap: gap)
        slots = take(digits, gap: gap)
        loaded = take(digits, gap: 2)
        source = take(isWide ? 20 : 12, gap: 2)
        name = Column(start: inner.column, width: max(1, end - inner.column))
    }
}
