import Bookings
import Ledger

/// The bookings that pass the filter, in their order and their groups.
///
/// A line is a booking, or the head of a group; those of a folded group are not lines.
struct ListRows: Sendable {
    /// What stands on a line.
    enum Line: Equatable {
        case booking(Int)
        case group(GroupKey)
    }

    /// Which groups there are, and in which order.
    struct Groups: Equatable, Sendable {
        var grouping: Grouping
        /// The largest first; else by name or by day.
        var isLargestFirst = false

        /// Whether a group of so many bookings stands before another.
        func precedes(_ left: GroupKey, _ count: Int, _ right: GroupKey, _ other: Int, _ ledger: BookingLedger) -> Bool
        {
            if isLargestFirst, count != other { return count > other }
            return ledger.precedes(left, right, by: grouping)
        }
    }

    private(set) var sections: [ListSection] = []
    private(set) var ordering = RowOrdering(at: Timestamp(milliseconds: 0))
    private(set) var groups: Groups?
    /// The zone whose days bookings are grouped by.
    private(set) var zone = ZoneRules.utc
    /// The number of lines.
    private(set) var lineCount = 0
    /// All rows that are listed, on a line or folded away.
    private var listed = RowSet(rows: 0)
    /// The groups that are folded, also while they are empty.
    private(set) var folded: Set<GroupKey> = []

    var order: SortOrder { ordering.order }

    /// The rows in the order of the list, those of folded groups too.
    var rows: [Int] {
        if groups == nil { return sections.first?.rows ?? [] }
        return sections.flatMap(\.rows)
    }

    /// The number of bookings, those of folded groups too.
    var count: Int { sections.reduce(0) { $0 + $1.rows.count } }

    /// Whether no booking ever moves: they stand as they came.
    var keepsPlaces: Bool { groups == nil && order.arrivalDirection != nil }

    func contains(_ row: Int) -> Bool { listed.contains(row) }

    /// The highest row: the booking that was first seen last.
    var newest: Int? {
        if groups == nil, order.arrivalDirection != nil, let section = sections.first {
            return order.arrivalDirection == .newestLast ? section.rows.last : section.rows.first
        }
        return listed.last
    }

    /// The lines from one on, at most so many.
    func lines(from first: Int, count: Int) -> [Line] {
        var lines: [Line] = []
        var start = 0
        for section in sections {
            let end = start + section.lineCount
            if end > first {
                let head = section.key == nil ? 0 : 1
                for line in max(first, start)..<max(first, start, min(first + count, end)) {
                    let place = line - start - head
                    lines.append(place < 0 ? .group(section.key ?? .unknown) : .booking(section.rows[place]))
                }
            }
            start = end
            if lines.count >= count { break }
        }
        return lines
    }

    func line(at index: Int) -> Line? { index < 0 ? nil : lines(from: index, count: 1).first }

    /// The line of the head of a group.
    func line(of group: GroupKey) -> Int? {
        var start = 0
        for section in sections {
            if section.key == group { return start }
            start += section.lineCount
        }
        return nil
    }

    func section(of group: GroupKey) -> ListSection? { sections.first { $0.key == group } }

    /// The line of a booking; that of its group where that is folded; where it is not listed, the line before the one that
    /// it would have.
    func line(of row: Int, in ledger: BookingLedger) -> Int? {
        guard lineCount > 0 else { return nil }
        let key = groups.map { ledger.group(of: row, by: $0.grouping, zone: zone) }
        var start = 0
        for section in sections {
            if section.key == key {
                if section.isFolded { return start }
                let place = ordering.place(of: row, in: section.rows, ledger)
                let isHere = place < section.rows.count && section.rows[place] == row
                let line = start + (section.key == nil ? 0 : 1) + place
                return isHere ? line : max(0, line - 1)
            }
            if let key, let other = section.key, let groups,
                groups.precedes(key, 0, other, section.rows.count, ledger)
            {
                break
            }
            start += section.lineCount
        }
        return max(0, start - 1)
    }
}

/// Changes; each leaves rows and groups in order.
extension ListRows {
    /// Takes all rows anew; they ascend.
    mutating func replace(_ rows: [Int], in ledger: BookingLedger) {
        listed = RowSet(rows: 0)
        if let last = rows.last { listed.include(last) }
        for row in rows { listed.include(row) }
        arrange(ordering.sorted(rows, in: ledger), in: ledger)
    }

    /// Puts the rows in another order, or groups them otherwise.
    mutating func arrange(
        by order: SortOrder,
        at instant: Timestamp,
        _ groups: Groups?,
        zone: ZoneRules,
        in ledger: BookingLedger
    ) {
        if groups?.grouping != self.groups?.grouping { folded = [] }
        ordering = RowOrdering(order, at: instant)
        self.groups = groups
        self.zone = zone
        arrange(ordering.sorted(listed.rows, in: ledger), in: ledger)
    }

    /// Divides rows that are in order among their groups.
    private mutating func arrange(_ rows: [Int], in ledger: BookingLedger) {
        defer { countLines() }
        guard let groups else {
            sections = [ListSection(key: nil, rows: rows)]
            return
        }
        var places: [GroupKey: Int] = [:]
        sections = []
        for row in rows {
            let key = ledger.group(of: row, by: groups.grouping, zone: zone)
            let place = places[key] ?? sections.count
            if place == sections.count {
                places[key] = place
                sections.append(ListSection(key: key, isFolded: folded.contains(key)))
            }
            sections[place].append(row, receivedAt: ledger.receivedAt(row))
        }
        sortSections(in: ledger)
    }

    /// Takes in rows that were added to the ledger or changed there: each goes to its place, or away.
    mutating func update(_ changes: [(row: Int, matches: Bool)], in ledger: BookingLedger) {
        let isFixed = keepsPlaces
        // All that may stand wrong go first: places are looked for among rows that are in order.
        for (row, matches) in changes where listed.contains(row) && !(isFixed && matches) { remove(row, in: ledger) }
        for (row, matches) in changes where matches && !listed.contains(row) { insert(row, in: ledger) }
        if groups?.isLargestFirst ?? false { sortSections(in: ledger) }
        countLines()
    }

    private mutating func remove(_ row: Int, in ledger: BookingLedger) {
        listed.exclude(row)
        for index in sections.indices {
            // Where it stands by what it was, nobody remembers.
            guard let place = sections[index].rows.firstIndex(of: row) else { continue }
            sections[index].remove(at: place, receivedAt: ledger.receivedAt(row))
            if groups != nil, sections[index].rows.isEmpty { sections.remove(at: index) }
            return
        }
    }

    private mutating func insert(_ row: Int, in ledger: BookingLedger) {
        listed.include(row)
        let key = groups.map { ledger.group(of: row, by: $0.grouping, zone: zone) }
        let index = sections.firstIndex { $0.key == key } ?? addSection(key, in: ledger)
        let section = sections[index]
        let isLast = section.rows.last.map { ordering.precedes($0, row, in: ledger) } ?? true
        let place = isLast ? section.rows.count : ordering.place(of: row, in: section.rows, ledger)
        sections[index].insert(row, at: place, receivedAt: ledger.receivedAt(row))
    }

    private mutating func addSection(_ key: GroupKey?, in ledger: BookingLedger) -> Int {
        let section = ListSection(key: key, isFolded: key.map(folded.contains) ?? false)
        let place =
            key.flatMap { key in
                sections.firstIndex { groups?.precedes(key, 0, $0.key ?? .unknown, $0.rows.count, ledger) ?? false }
            } ?? sections.count
        sections.insert(section, at: place)
        return place
    }

    private mutating func sortSections(in ledger: BookingLedger) {
        guard let groups else { return }
        sections.sort { groups.precedes($0.key ?? .unknown, $0.rows.count, $1.key ?? .unknown, $1.rows.count, ledger) }
    }

    private mutating func countLines() {
        lineCount = sections.reduce(0) { $0 + $1.lineCount }
    }
}

/// Folding.
extension ListRows {
    /// Folds or unfolds a group.
    mutating func toggle(_ group: GroupKey) {
        setFolded(!folded.contains(group), group)
    }

    /// Folds all groups, or unfolds all where all are folded.
    mutating func toggleAll() {
        let isFolding = sections.contains { !$0.isFolded }
        for section in sections {
            if let key = section.key { setFolded(isFolding, key) }
        }
        if !isFolding { folded = [] }
    }

    private mutating func setFolded(_ isFolded: Bool, _ group: GroupKey) {
        if isFolded { folded.insert(group) } else { folded.remove(group) }
        if let index = sections.firstIndex(where: { $0.key == group }) { sections[index].isFolded = isFolded }
        countLines()
    }

    /// Moves the bars of all groups on to the present five minutes.
    mutating func advance(to instant: Timestamp) {
        for index in sections.indices { sections[index].arrivals.advance(to: instant) }
    }
}
