import Ledger

/// What the filter in force lets through, and which part of it hides how much.
struct FilterTally: Sendable {
    private var parts: [(part: FilterLine.Part, rows: RowSet)] = []
    /// The rows that pass; of no meaning without a filter.
    private(set) var passing = RowSet(rows: 0)

    /// Whether anything is filtered.
    var isFiltering: Bool { !parts.isEmpty }

    /// Applies all parts to all rows; O(n) for each part that is not as it was, or that depends on the time.
    mutating func select(_ parts: [FilterLine.Part], in ledger: BookingLedger, clock: FilterClock, isFresh: Bool) {
        let before = self.parts
        self.parts = parts.map { part in
            // While one part is typed, the others stay what they are.
            if isFresh, !part.filter.isTimeDependent, let known = before.first(where: { $0.part == part }) {
                return known
            }
            return (part, ledger.select(part.filter, clock: clock))
        }
        passing = rows(without: nil, count: ledger.count)
    }

    /// Takes in a row that was added or changed; says whether it passes.
    mutating func note(_ row: Int, in ledger: BookingLedger, clock: FilterClock) -> Bool {
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
