import Bookings
import Ledger

/// The list: which bookings it shows in which order, which line is selected, and what is on the screen of it.
///
/// The view hangs on the selection: the selected line keeps its place on the screen whatever comes, goes, is sorted, folded or
/// filtered around it.
struct ListPane: Sendable {
    private(set) var content = ListRows()
    /// The booking that the user chose; it stays chosen while a filter or a folded group hides it.
    private(set) var wanted: Int?
    /// The group whose head the user chose instead.
    private(set) var wantedGroup: GroupKey?
    /// The line of the selection; nil for an empty list.
    private(set) var selectedLine: Int?
    /// What stands there.
    private(set) var selected: ListRows.Line?
    /// The lines between the top of the list and the selection.
    private(set) var offset = 0
    /// Empty lines that may stand below the last, to be filled by what comes.
    private(set) var slack = 0
    /// Whether the selection goes to each new booking.
    private(set) var isFollowing = true
    /// The bookings that came since following stopped.
    private(set) var arrived = Arrivals()
    /// The lines that the list had room for when it was last settled.
    private var room = 1

    /// What came while nobody followed.
    struct Arrivals: Equatable, Sendable {
        var count = 0
        var matching = 0
        var oldest: Timestamp?
    }

    /// The rows of the ledger that pass the filter, in the order of the list; those of folded groups too.
    var rows: [Int] { content.rows }
    /// The number of bookings that pass the filter.
    var count: Int { content.count }
    /// Whether nothing passes the filter.
    var isEmpty: Bool { content.lineCount == 0 }

    /// The selected row of the ledger; nil on the head of a group.
    var selection: Int? {
        if case .booking(let row)? = selected { row } else { nil }
    }

    /// The group whose head is selected.
    var selectedGroup: GroupKey? {
        if case .group(let key)? = selected { key } else { nil }
    }

    /// Whether the newest booking is selected.
    var isAtNewest: Bool { selection != nil && selection == content.newest }

    /// The first line shown when the list has room for some.
    func top(visible: Int) -> Int {
        guard let index = selectedLine else { return 0 }
        let kept = min(max(0, offset), max(0, visible - 1))
        return max(0, min(index - kept, content.lineCount + slack - visible))
    }

    /// Remembers where the selection stands on the screen.
    mutating func settle(visible: Int) {
        room = visible
        slack = min(slack, visible - 1)
        guard let index = selectedLine else { return }
        offset = index - top(visible: visible)
    }
}

/// Changes of what is listed.
extension ListPane {
    /// Takes all rows anew, as when the filter changed; they ascend.
    mutating func replace(_ rows: [Int], in ledger: BookingLedger) {
        content.replace(rows, in: ledger)
        choose(in: ledger)
    }

    /// Takes in rows that were added to the ledger or changed there.
    ///
    /// With `jump` the view leaves so many lines free for what comes, where it must move at all.
    mutating func update(_ changes: [(row: Int, matches: Bool)], in ledger: BookingLedger, jump: Int = 0) {
        content.update(changes, in: ledger)
        choose(in: ledger, jump: jump)
    }

    /// Puts the rows in another order or into other groups; who chooses an order wants to read it, not to be led away.
    mutating func arrange(
        by order: SortOrder,
        at instant: Timestamp,
        _ groups: ListRows.Groups?,
        zone: ZoneRules,
        in ledger: BookingLedger
    ) {
        content.arrange(by: order, at: instant, groups, zone: zone, in: ledger)
        choose(in: ledger)
    }

    /// The newest while following; else what was chosen, or the first that there is to choose.
    private mutating func choose(in ledger: BookingLedger, jump: Int = 0) {
        let newest = content.newest
        guard isFollowing else {
            if wanted == nil, wantedGroup == nil { wanted = newest }
            return locate(in: ledger)
        }
        let before = selectedLine == nil ? nil : (locatedTop(in: ledger))
        (wanted, wantedGroup) = (newest, nil)
        locate(in: ledger)
        guard let line = selectedLine else { return }
        lead(to: line, from: before, jump: jump)
    }

    /// The first line shown, were the selection left as it is.
    private mutating func locatedTop(in ledger: BookingLedger) -> Int {
        locate(in: ledger)
        return top(visible: room)
    }

    /// Has the view follow the newest: where it comes at an end of the list, as far as it must; elsewhere to the middle,
    /// where it is not in sight already.
    private mutating func lead(to line: Int, from top: Int?, jump: Int) {
        slack = 0
        let isInSight = top.map { line >= $0 && line < $0 + room } ?? false
        guard content.groups == nil, let direction = content.order.arrivalDirection else {
            offset = isInSight ? line - (top ?? 0) : room / 2
            return
        }
        switch direction {
        case .newestFirst:
            offset = 0
        case .newestLast where jump == 0:
            offset = room - 1
        case .newestLast:
            // Below stays free what the next ones will take.
            offset = isInSight ? line - (top ?? 0) : room - 1 - min(jump, room - 1)
            slack = room - 1 - offset
        }
    }

    /// Has what was left free below filled again, once little comes.
    mutating func fillSlack() {
        guard slack > 0, isFollowing else { return }
        (slack, offset) = (0, room - 1)
    }

    /// Finds the line of what was chosen, or of what stands in for it.
    private mutating func locate(in ledger: BookingLedger) {
        let before = selectedLine ?? 0
        selectedLine = wantedGroup.flatMap { content.line(of: $0) }
        if wantedGroup != nil, selectedLine == nil, content.lineCount > 0 {
            // The group went away: what came to its place.
            select(content.line(at: min(before, content.lineCount - 1)))
            selectedLine = wantedGroup.flatMap { content.line(of: $0) }
        }
        if wantedGroup == nil { selectedLine = wanted.flatMap { content.line(of: $0, in: ledger) } }
        selected = selectedLine.flatMap { content.line(at: $0) }
    }

    private mutating func select(_ line: ListRows.Line?) {
        switch line {
        case .booking(let row)?: (wanted, wantedGroup) = (row, nil)
        case .group(let key)?: (wanted, wantedGroup) = (nil, key)
        case nil: break
        }
    }

    /// Counts a booking that came.
    mutating func countArrival(at time: Timestamp, matches: Bool) {
        guard !isFollowing else { return }
        arrived.count += 1
        if matches { arrived.matching += 1 }
        arrived.oldest = arrived.oldest ?? time
    }

    /// Moves the bars of the groups on.
    mutating func advance(to instant: Timestamp) { content.advance(to: instant) }

    /// Forgets the rows from a number on; who had chosen one of them gets the newest of the others.
    mutating func leaveOut(rowsFrom count: Int) {
        if let row = wanted, row >= count { wanted = nil }
        arrived = Arrivals()
    }

    /// Forgets everything but the order, as when another log begins.
    mutating func reset(in ledger: BookingLedger) {
        var empty = ListPane()
        empty.room = room
        empty.content.arrange(
            by: content.order,
            at: content.ordering.instant,
            content.groups,
            zone: content.zone,
            in: ledger
        )
        self = empty
    }
}

/// Moving about.
extension ListPane {
    /// Where the user is in the list.
    struct Place: Equatable, Sendable {
        fileprivate var wanted: Int?
        fileprivate var wantedGroup: GroupKey?
        fileprivate var offset: Int
        fileprivate var isFollowing: Bool
    }

    var place: Place { Place(wanted: wanted, wantedGroup: wantedGroup, offset: offset, isFollowing: isFollowing) }

    /// Goes back to where the user was; who followed, follows, and who was where there is nothing any more.
    mutating func restore(_ place: Place, in ledger: BookingLedger) {
        let isGone = place.wanted.map { $0 >= ledger.count } ?? false
        guard !place.isFollowing, !isGone else { return follow(in: ledger) }
        (wanted, wantedGroup, offset, isFollowing) = (place.wanted, place.wantedGroup, place.offset, false)
        locate(in: ledger)
    }

    /// Moves the selection, and the view only as far as it must; stops following unless nothing moved.
    mutating func move(by distance: Int, visible: Int) {
        guard let index = selectedLine else { return }
        let target = min(max(0, index.addingReportingOverflow(distance).partialValue), content.lineCount - 1)
        guard target != index else { return }
        settle(visible: visible)
        stopFollowing()
        offset = min(max(0, offset + target - index), max(0, visible - 1))
        go(to: target)
        settle(visible: visible)
    }

    /// Moves the selection and the view by a number of lines.
    mutating func scroll(by distance: Int, visible: Int) {
        guard let index = selectedLine else { return }
        let target = min(max(0, index + distance), content.lineCount - 1)
        guard target != index else { return }
        stopFollowing()
        go(to: target)
        settle(visible: visible)
    }

    private mutating func go(to line: Int) {
        slack = 0
        selectedLine = line
        selected = content.line(at: line)
        select(selected)
    }

    /// Selects a row that is listed; where its group is folded, the group.
    mutating func select(_ row: Int, in ledger: BookingLedger, visible: Int) {
        guard content.contains(row), row != selection, let index = selectedLine,
            let target = content.line(of: row, in: ledger)
        else { return }
        stopFollowing()
        move(by: target - index, visible: visible)
        (wanted, wantedGroup) = (row, nil)
    }

    /// Goes to the newest booking and stays with the newest.
    mutating func follow(in ledger: BookingLedger) {
        isFollowing = true
        arrived = Arrivals()
        choose(in: ledger)
    }

    /// Keeps the selection where it is.
    mutating func stopFollowing() {
        isFollowing = false
        if wanted == nil { wanted = selection }
    }

    /// Folds or unfolds the group of the selected line; of a booking that is folded away the head is selected instead.
    mutating func toggleFold(in ledger: BookingLedger) {
        guard let groups = content.groups else { return }
        let key =
            selectedGroup ?? selection.map { ledger.group(of: $0, by: groups.grouping, zone: content.zone) }
        guard let key else { return }
        keepingTop(in: ledger) { $0.content.toggle(key) }
    }

    /// Folds all groups, or unfolds them.
    mutating func toggleAllFolds(in ledger: BookingLedger) {
        keepingTop(in: ledger) { $0.content.toggleAll() }
    }

    private mutating func keepingTop(in ledger: BookingLedger, _ change: (inout ListPane) -> Void) {
        stopFollowing()
        let top = top(visible: room)
        change(&self)
        locate(in: ledger)
        if let line = selectedLine { offset = min(max(0, line - top), room - 1) }
    }
}
