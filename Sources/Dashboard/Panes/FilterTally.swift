import Ledger

/// What the filter in force lets through, and which part of it hides how much.
struct FilterTally: Sendable {
    /// What is to take the place of the parts, once all rows have been looked at.
    private struct Pending: Sendable {
        var parts: [FilterLine.Part]
        var known: [RowSet?]
        var scans: [FilterScan?]
        /// The rows that changed meanwhile.
        var touched: [Int] = []
    }

    private var parts: [(part: FilterLine.Part, rows: RowSet)] = []
    private var pending: Pending?
    /// The rows that pass; of no meaning without a filter.
    private(set) var passing = RowSet(rows: 0)

    /// Whether anything is filtered.
    var isFiltering: Bool { !parts.isEmpty }

    /// How much of a slow filter has been applied; nil where none is.
    var percent: Int? { pending?.scans.compactMap(\.?.percent).min() }

    /// Applies all parts to all rows; O(n) for each part that is not as it was, or that depends on the time.
    ///
    /// What would keep a key press waiting is only begun if it is fresh; until `advance` has done it all stays as it was.
    ///
    /// - Returns: whether all is done.
    mutating func select(
        _ parts: [FilterLine.Part],
        in ledger: BookingLedger,
        clock: FilterClock,
        isFresh: Bool
    ) -> Bool {
        if isFresh, pending?.parts == parts { return false }
        var next = Pending(parts: parts, known: [], scans: [])
        for part in parts {
            // While one part is typed, the others stay what they are.
            let isSettled = isFresh && !part.filter.isTimeDependent
            var known = isSettled ? self.parts.first { $0.part == part }?.rows : nil
            let isScanned = known == nil && isFresh && part.filter.isSlow(rows: ledger.count)
            if known == nil, !isScanned { known = ledger.select(part.filter, clock: clock) }
            next.known.append(known)
            next.scans.append(isScanned ? FilterScan(part.filter, in: ledger, clock: clock) : nil)
        }
        pending = next
        return settle(in: ledger, clock: clock)
    }

    /// Goes on with what was begun, by so many rows; says whether all is done.
    mutating func advance(rows: Int, in ledger: BookingLedger, clock: FilterClock) -> Bool {
        guard let index = pending?.scans.firstIndex(where: { $0.map { $0.result == nil } ?? false }) else {
            return false
        }
        pending?.scans[index]?.advance(rows: rows, in: ledger)
        return settle(in: ledger, clock: clock)
    }

    /// Puts what is pending in force, if nothing of it is left to do.
    private mutating func settle(in ledger: BookingLedger, clock: FilterClock) -> Bool {
        guard let pending, pending.scans.allSatisfy({ $0.map { $0.result != nil } ?? true }) else { return false }
        parts = pending.parts.enumerated().map { index, part in
            var rows = pending.known[index] ?? pending.scans[index]?.result ?? RowSet(rows: 0)
            let added = pending.scans[index]?.added(in: ledger) ?? 0..<0
            for row in Array(added) + pending.touched {
                rows.set(row, ledger.matches(part.filter, row: row, clock: clock))
            }
            return (part, rows)
        }
        self.pending = nil
        passing = rows(without: nil, count: ledger.count)
        return true
    }

    /// Takes in a row that was added or changed; says whether it passes.
    mutating func note(_ row: Int, in ledger: BookingLedger, clock: FilterClock) -> Bool {
        pending?.touched.append(row)
        guard isFiltering else { return true }
        var passes = true
        for index in parts.indices {
            let isIn = ledger.matches(parts[index].part.filter, row: row, clock: clock)
            parts[index].rows.set(row, isIn)
            passes = passes && isIn
        }
        passing.set(row, passes)
        return passes
    }

    /// The rows that all parts but that of a facet let through: those among which its values are counted.
    func rows(without facet: Facet?, count: Int) -> RowSet {
        var rows = RowSet(rows: count, filled: true)
        for (part, passing) in parts where facet == nil || part.reason != facet.map({ .facet($0) }) {
            rows = rows.intersection(passing)
        }
        return rows
    }

    /// Whether a row passes all parts but that of a facet.
    func passes(_ row: Int, without facet: Facet) -> Bool {
        parts.allSatisfy { $0.part.reason == .facet(facet) || $0.rows.contains(row) }
    }

    /// How many rows each part hides that none before it does; O(n / 64).
    func hidden(of count: Int) -> [(reason: FilterLine.Part.Reason, count: Int)] {
        var left = RowSet(rows: count, filled: true)
        return parts.map { part, rows in
            let before = left.count
            left = left.intersection(rows)
            return (part.reason, before - left.count)
        }
        .filter { $0.count > 0 }
    }
}
