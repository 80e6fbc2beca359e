public import Bookings

extension BookingLedger {
    /// The rows that pass a filter; all rows without one.
    ///
    /// Conditions on names cost O(n) over one column of ids; conditions on texts read the text of each row.
    public func select(_ filter: Filter?, clock: FilterClock) -> RowSet {
        guard let filter else { return RowSet(rows: count, filled: true) }
        return FilterEvaluation(ledger: self, clock: clock, rows: 0..<count).rows(filter.condition)
    }

    /// The rows of the bookings that need attention now: those that pass `is:alarm`; O(n).
    public func alarms(clock: FilterClock) -> RowSet {
        FilterEvaluation(ledger: self, clock: clock, rows: 0..<count).rows(.alarm)
    }

    /// Whether the booking in a row needs attention now.
    public func isAlarm(_ row: Int, clock: FilterClock) -> Bool {
        AlarmRule(columns: columns, now: clock.now).holds(row)
    }

    /// Whether one row passes a filter.
    public func matches(_ filter: Filter, row: Int, clock: FilterClock) -> Bool {
        FilterEvaluation(ledger: self, clock: clock, rows: row..<row + 1).rows(filter.condition)
            .contains(0)
    }

    /// The rows among some in which a text stands anywhere, remarks and custom fields included.
    ///
    /// Case matters where the text has a capital (`Filter.matchesCase`). O(n).
    public func rows(containing text: String, in rows: RowSet) -> RowSet {
        let clock = FilterClock(now: Timestamp(milliseconds: 0), zone: .utc)
        let condition = FilterCondition.anywhere(SearchText.smartPattern(text))
        var found = FilterEvaluation(ledger: self, clock: clock, rows: 0..<count).rows(condition)
        found.formIntersection(rows)
        return found
    }

    /// The sequence number of a row's last sighting.
    public func lastSequence(of row: Int) -> UInt64 { log.lastSequence(of: row) }

    /// The bookings first received in each of `buckets` equal parts of a time span; O(n).
    public func arrivals(in window: Range<Timestamp>, buckets: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: max(0, buckets))
        let (start, end) = (window.lowerBound.milliseconds, window.upperBound.milliseconds)
        guard buckets > 0, start < end else { return counts }
        let length = Double(end) - Double(start)
        columns.receivedAt.visit(in: start..<end) { _, received in
            let part = (Double(received) - Double(start)) / length
            counts[min(buckets - 1, Int(part * Double(buckets)))] += 1
        }
        return counts
    }

    /// The number of bookings first received at an instant or later; O(n), but in steps of a page over those before it.
    public func arrivals(since instant: Timestamp) -> Int {
        var count = 0
        columns.receivedAt.visit(in: instant.milliseconds..<Int64.max) { _, _ in count += 1 }
        return count
    }

    /// The row whose meeting starts next, among those that still take place; O(n).
    ///
    /// It looks at some rows only where they are given.
    public func nextStarting(after now: Timestamp, in rows: RowSet? = nil) -> Int? {
        let over = columns.idsOfOverStatuses
        var best: Int?
        var earliest = Int64.max
        columns.startsAt.visit(in: (now.milliseconds &+ 1)..<Int64.max) { row, start in
            guard start < earliest, rows?.contains(row) ?? true, !over.contains(columns.status[row]) else { return }
            (best, earliest) = (row, start)
        }
        return best
    }
}
