/// What became of bookings.
public struct Outcomes: Equatable, Sendable {
    /// The number of bookings.
    public internal(set) var bookings = 0
    /// Those that stand as canceled, also because another booking took their place.
    public internal(set) var canceled = 0
    /// Those that were moved at least once, whatever came after.
    public internal(set) var rescheduled = 0
    /// Those whose customer did not come.
    public internal(set) var noShows = 0
    /// Those that took place.
    public internal(set) var completed = 0

    static func + (left: Outcomes, right: Outcomes) -> Outcomes {
        var sum = left
        sum.bookings += right.bookings
        sum.canceled += right.canceled
        sum.rescheduled += right.rescheduled
        sum.noShows += right.noShows
        sum.completed += right.completed
        return sum
    }
}

/// What became of the bookings of each event type.
public struct EventTypeOutcomes: Equatable, Sendable {
    /// One event type.
    public struct Row: Equatable, Sendable {
        /// Its name, else its id.
        public let eventType: String
        /// What became of its bookings.
        public let outcomes: Outcomes
    }

    /// The event types with most bookings, in the order of ``RankedCounts``.
    public let top: [Row]
    /// The number of the other event types.
    public let otherValues: Int
    /// What became of their bookings.
    public let others: Outcomes
    /// What became of bookings without an event type.
    public let without: Outcomes
    /// What became of all.
    public let total: Outcomes

    /// Looks at some rows; O(n), and O(m) in the sightings.
    init(_ ledger: BookingLedger, in rows: RowSet, limit: Int) {
        let columns = ledger.columns
        let moved = ledger.log.rows(withEvent: "booking.rescheduled", of: ledger.count)
        let status = columns.status
        let (canceled, rescheduled) = (status.known("canceled"), status.known("rescheduled"))
        let (noShow, completed) = (status.known("no_show"), status.known("completed"))
        var byType = [Outcomes](repeating: Outcomes(), count: columns.eventType.nameCount)
        rows.visit { row in
            let type = Int(columns.eventType[row])
            let status = columns.status[row]
            byType[type].bookings += 1
            if status == canceled { byType[type].canceled += 1 }
            if status == noShow { byType[type].noShows += 1 }
            if status == completed { byType[type].completed += 1 }
            if status == rescheduled || moved.contains(row) { byType[type].rescheduled += 1 }
        }
        let found = byType.indices.dropFirst().filter { byType[$0].bookings > 0 }
        let named = found.map { Row(eventType: columns.eventType.name(ofID: $0), outcomes: byType[$0]) }
        let ranked = named.sorted { left, right in
            let (leftCount, rightCount) = (left.outcomes.bookings, right.outcomes.bookings)
            return leftCount != rightCount ? leftCount > rightCount : left.eventType < right.eventType
        }
        top = Array(ranked.prefix(limit))
        otherValues = ranked.count - top.count
        others = ranked.dropFirst(limit).reduce(Outcomes()) { $0 + $1.outcomes }
        without = byType[0]
        total = byType.reduce(Outcomes(), +)
    }
}
