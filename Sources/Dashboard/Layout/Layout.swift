import Screen

/// Where everything stands on a screen of some size.
///
/// Pure: the same wishes give the same places.
struct Layout: Equatable {
    /// What there is to show.
    struct Wishes: Equatable {
        /// The detail pane is to be shown beside or below the list, where there is room.
        var detail = true
        /// The detail has the keys; without room for both it takes the list's place.
        var detailFocused = false
        /// How the two share the room.
        var split = SplitWishes()
        /// The line of key hints.
        var hints = true
        /// The list is what the keys act on: where it has room for names alone, that is said.
        var list = false
        /// The strip of arrivals, where there is room.
        var strip = false
        /// The bar of a replay.
        var replay = false
        /// A filter is set or being typed: its line is needed even on a low screen.
        var filter = false
        /// The filter has an error to show.
        var filterError = false
        /// Something must be said on the bottom line even without hints.
        var status = false
    }

    /// How the list and the detail share the room.
    enum Arrangement: Equatable { case beside, below, listOnly, detailOnly }

    private(set) var arrangement = Arrangement.listOnly
    /// The lines that a booking takes in the list.
    private(set) var linesPerBooking = 1
    private(set) var header = Rect.none
    private(set) var filter = Rect.none
    private(set) var filterError = Rect.none
    private(set) var topRule = Rect.none
    private(set) var strip = Rect.none
    private(set) var tableHeader = Rect.none
    private(set) var list = Rect.none
    private(set) var divider = Rect.none
    private(set) var detail = Rect.none
    private(set) var bottomRule = Rect.none
    /// The progress of a replay.
    private(set) var replay = Rect.none
    private(set) var hints = Rect.none
    /// All between the header and the bottom line: for overlays.
    private(set) var body = Rect.none

    /// From this width on the detail stands beside the list, or where that is asked for.
    static let columnsForDetailBeside = 120
    static let columnsForDetailBesideOnDemand = 84
    /// The least of each pane where both are on the screen.
    static let leastDetail = Size(columns: 34, rows: 6)
    static let leastList = Size(columns: 40, rows: 6)
    /// Below this width a booking that takes one line has room for a name alone.
    static let columnsForStarts = 31
    /// From this width on a booking takes one line.
    static let columnsForTable = 80

    /// The bookings that the list shows at once.
    var visibleBookings: Int { max(1, list.rows / linesPerBooking) }
    /// Whether the detail is on the screen.
    var showsDetail: Bool { detail.rows > 0 }

    init(_ size: Size, _ wishes: Wishes) {
        let (columns, rows) = (max(0, size.columns), max(0, size.rows))
        var top = 0
        var bottom = rows
        func takeTop() -> Rect {
            top += 1
            return Rect(row: top - 1, column: 0, columns: columns, rows: 1)
        }
        func takeBottom() -> Rect {
            bottom -= 1
            return Rect(row: bottom, column: 0, columns: columns, rows: 1)
        }
        guard rows > 0 else { return }
        header = takeTop()
        let isTiny = wishes.list && columns < Layout.columnsForStarts && rows >= 4 && rows < 8
        if rows >= 3, wishes.status || wishes.hints && (rows >= 6 || isTiny) { hints = takeBottom() }
        if wishes.replay, rows >= 6 { replay = takeBottom() }
        body = Rect(row: top, column: 0, columns: columns, rows: max(0, bottom - top))
        if rows >= 10 || wishes.filter && rows >= 4 { filter = takeTop() }
        if wishes.filterError, rows >= 5 {
            filterError = takeTop()
            // On a narrow screen the message does not fit beside the caret.
            if columns < Layout.columnsForTable, rows >= 8 { filterError.rows += takeTop().rows }
        }
        if wishes.strip, rows >= 12 {
            strip = takeTop().inset(left: 1, right: 1)
            strip.rows += takeTop().rows
        }
        if rows >= 14 {
            if filterError == .none { topRule = takeTop() }
            bottomRule = takeBottom()
        }
        place(in: Rect(row: top, column: 0, columns: columns, rows: max(0, bottom - top)), wishes, rows)
    }

    /// Divides what is left between the list and the detail.
    private mutating func place(in rest: Rect, _ wishes: Wishes, _ rows: Int) {
        linesPerBooking = rest.columns < Layout.columnsForTable && rows >= 8 ? 2 : 1
        let isDivided = wishes.detail && !wishes.split.isMaximized
        if isDivided, hasRoomBeside(rest, wishes.split.place) {
            arrangement = .beside
            let wanted = wishes.split.detailColumns ?? max(44, rest.columns * 3 / 8)
            let most = wishes.split.detailColumns == nil ? 72 : rest.columns
            let limit = min(most, rest.columns - 1 - Layout.leastList.columns)
            let width = max(Layout.leastDetail.columns, min(wanted, limit))
            let left = rest.columns - width - 1
            placeList(in: Rect(row: rest.row, column: 0, columns: left, rows: rest.rows))
            divider = Rect(row: rest.row, column: left, columns: 1, rows: rest.rows)
            detail = Rect(row: rest.row, column: left + 1, columns: width, rows: rest.rows)
        } else if isDivided, hasRoomBelow(rest, wishes.split.place) {
            arrangement = .below
            let wanted = wishes.split.detailRows ?? min(18, max(8, rest.rows * 9 / 20))
            let height = max(Layout.leastDetail.rows, min(wanted, rest.rows - 1 - Layout.leastList.rows))
            placeList(in: Rect(row: rest.row, column: 0, columns: rest.columns, rows: rest.rows - height - 1))
            divider = Rect(row: rest.row + rest.rows - height - 1, column: 0, columns: rest.columns, rows: 1)
            detail = Rect(row: divider.row + 1, column: 0, columns: rest.columns, rows: height)
        } else if wishes.detailFocused {
            arrangement = .detailOnly
            detail = rest
        } else {
            placeList(in: rest)
        }
    }

    private func hasRoomBeside(_ rest: Rect, _ place: SplitWishes.Place) -> Bool {
        guard rest.rows >= 8 else { return false }
        return switch place {
        case .automatic: rest.columns >= Layout.columnsForDetailBeside
        case .right: rest.columns >= Layout.columnsForDetailBesideOnDemand
        case .below: false
        }
    }

    private func hasRoomBelow(_ rest: Rect, _ place: SplitWishes.Place) -> Bool {
        if place == .below { return rest.columns >= Layout.leastList.columns && rest.rows >= 14 }
        return rest.columns >= Layout.columnsForTable && rest.rows >= 16
    }

    private mutating func placeList(in rect: Rect) {
        list = rect
        guard linesPerBooking == 1, rect.rows >= 6, rect.columns >= 40 else { return }
        tableHeader = Rect(row: rect.row, column: rect.column, columns: rect.columns, rows: 1)
        list.row += 1
        list.rows -= 1
    }
}

extension Rect {
    /// No place at all.
    static let none = Rect(row: 0, column: 0, columns: 0, rows: 0)

    /// The column after the last.
    var endColumn: Int { column + columns }
    /// The row after the last.
    var endRow: Int { row + rows }

    /// The rectangle without some columns at its left and right edges.
    func inset(left: Int = 0, right: Int = 0) -> Rect {
        Rect(row: row, column: column + left, columns: max(0, columns - left - right), rows: rows)
    }

    /// One of its lines, from 0.
    func line(_ index: Int) -> Rect {
        Rect(row: row + index, column: column, columns: columns, rows: 1)
    }
}
