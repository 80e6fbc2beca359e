import Bookings
import Ledger

/// The list: which bookings it shows, which is selected, and what is on the screen of it.
///
/// The view hangs on the selection: the selected booking keeps its line on the screen whatever comes, goes or is filtered
/// around it.
struct ListPane: Sendable {
    /// The rows of the ledger that pass the filter, in order of arrival.
    private(set) var rows: [Int] = []
    /// The booking that the user chose; it stays chosen while a filter hides it.
    private(set) var wanted: Int?
    /// The lines (in bookings) between the top of the list and the selection.
    private(set) var offset = 0
    /// Whether the selection goes to each new booking.
    private(set) var isFollowing = true
    /// The bookings that came since following stopped.
    private(set) var arrived = Arrivals()

    /// What came while nobody followed.
    struct Arrivals: Equatable, Sendable {
        var count = 0
        var matching = 0
        var oldest: Timestamp?
    }

    /// The place of the selection among the rows; nil for an empty list.
    ///
    /// A hidden booking is stood in for by the one before it.
    var selectedIndex: Int? {
        guard let wanted, !rows.isEmpty else { return rows.isEmpty ? nil : rows.count - 1 }
        let place = rows.firstIndex(notBelow: wanted)
        if place < rows.count, rows[place] == wanted { return place }
        return max(0, place - 1)
    }

    /// The selected row of the ledger.
    var selection: Int? { selectedIndex.map { rows[$0] } }

    /// The first place shown when the list has room for some bookings.
    func top(visible: Int) -> Int {
        guard let index = selectedIndex else { return 0 }
        let kept = min(max(0, offset), max(0, visible - 1))
        return max(0, min(index - kept, rows.count - visible))
    }

    /// Remembers where the selection stands on the screen.
    mutating func settle(visible: Int) {
        guard let index = selectedIndex else { return }
        if isFollowing { offset = visible - 1 }
        offset = index - top(visible: visible)
    }

    /// Takes all rows anew, as when the filter changed.
    mutating func replace(_ rows: [Int]) {
        self.rows = rows
        choose()
    }

    /// Takes in a row that was added to the ledger or changed there.
    mutating func place(_ row: Int, matches: Bool) {
        let place = rows.last.map { $0 < row } ?? true ? rows.count : rows.firstIndex(notBelow: row)
        let isListed = place < rows.count && rows[place] == row
        if matches, !isListed { rows.insert(row, at: place) }
        if !matches, isListed { rows.remove(at: place) }
        choose()
    }

    /// The newest while following; else what was chosen, or the first that there is to choose.
    private mutating func choose() {
        if isFollowing || wanted == nil { wanted = rows.last }
    }

    /// Counts a booking that came.
    mutating func countArrival(at time: Timestamp, matches: Bool) {
        guard !isFollowing else { return }
        arrived.count += 1
        if matches { arrived.matching += 1 }
        arrived.oldest = arrived.oldest ?? time
    }

    /// Moves the selection, and the view only as far as it must; stops following unless nothing moved.
    mutating func move(by distance: Int, visible: Int) {
        guard let index = selectedIndex else { return }
        let target = min(max(0, index.addingReportingOverflow(distance).partialValue), rows.count - 1)
        guard target != index else { return }
        settle(visible: visible)
        stopFollowing()
        wanted = rows[target]
        offset = min(max(0, offset + target - index), max(0, visible - 1))
        settle(visible: visible)
    }

    /// Moves the selection and the view by a number of bookings.
    mutating func scroll(by distance: Int, visible: Int) {
        guard let index = selectedIndex else { return }
        let target = min(max(0, index + distance), rows.count - 1)
        guard target != index else { return }
        stopFollowing()
        wanted = rows[target]
        settle(visible: visible)
    }

    /// Selects a row that is listed.
    mutating func select(_ row: Int, visible: Int) {
        guard let index = selectedIndex, row != rows[index] else { return }
        move(by: rows.firstIndex(notBelow: row) - index, visible: visible)
    }

    /// Goes to the newest booking and stays with the newest.
    mutating func follow() {
        isFollowing = true
        arrived = Arrivals()
        wanted = rows.last
    }

    /// Keeps the selection where it is.
    mutating func stopFollowing() {
        isFollowing = false
        if wanted == nil { wanted = selection }
    }

    /// Where the user is in the list.
    struct Place: Equatable, Sendable {
        fileprivate var wanted: Int?
        fileprivate var offset: Int
        fileprivate var isFollowing: Bool
    }

    var place: Place { Place(wanted: wanted, offset: offset, isFollowing: isFollowing) }

    /// Goes back to where the user was; who followed, follows.
    mutating func restore(_ place: Place) {
        if place.isFollowing { return follow() }
        (wanted, offset, isFollowing) = (place.wanted, place.offset, false)
    }

    /// Forgets everything, as when another log begins.
    mutating func reset() {
        self = ListPane()
    }
}

extension [Int] {
    /// The place of the first element that is not below a value.
    ///
    /// The array ascends. O(log n).
    func firstIndex(notBelow value: Int) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
