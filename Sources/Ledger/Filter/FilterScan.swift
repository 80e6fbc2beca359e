/// A filter that is applied to all bookings a slice of rows at a time, so that nobody waits for it.
public struct FilterScan: Sendable {
    /// The filter.
    public let filter: Filter
    private let clock: FilterClock
    /// The rows that there were when it began.
    private let end: Int
    private var next = 0
    private var passing: RowSet

    /// Begins at the first row.
    public init(_ filter: Filter, in ledger: BookingLedger, clock: FilterClock) {
        self.filter = filter
        self.clock = clock
        end = ledger.count
        passing = RowSet(rows: end)
    }

    /// The rows that pass, once all have been looked at; those that came or changed since it began are to be looked at again.
    public var result: RowSet? { next == end ? passing : nil }

    /// How much has been looked at.
    public var percent: Int { end == 0 ? 100 : next * 100 / end }

    /// The rows that came since it began.
    public func added(in ledger: BookingLedger) -> Range<Int> { end..<max(end, ledger.count) }

    /// Looks at so many more rows; O(number of them).
    public mutating func advance(rows: Int, in ledger: BookingLedger) {
        let slice = next..<min(end, next + rows)
        for row in ledger.rows(passing: filter, in: slice, clock: clock) { passing.insert(row) }
        next = slice.upperBound
    }
}

extension Filter {
    /// Whether so many rows take longer to filter than a key press may wait: 16 milliseconds, roughly.
    public func isSlow(rows: Int) -> Bool {
        condition.readsTexts && rows >= (condition.hasRegex ? 50_000 : 250_000)
    }
}
