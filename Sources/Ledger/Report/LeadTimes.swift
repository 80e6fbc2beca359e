/// How long before their starts bookings were made.
///
/// A booking was made when it says so, else when it was first received, as for `lead:` of the filter language.
public struct LeadTimes: Equatable, Sendable {
    /// The bookings whose lead is within two bounds.
    public struct Part: Equatable, Sendable {
        /// The least lead, in milliseconds; nil for none.
        public let from: Int64?
        /// What the lead is less than, in milliseconds; nil for nothing.
        public let to: Int64?
        /// The number of bookings.
        public let count: Int
    }

    /// The distribution; the first part is that of starts before the booking was made.
    public let parts: [Part]
    /// The bookings that have a lead.
    public let known: Int
    /// The bookings without a start.
    public let unknown: Int
    /// Half of the bookings were made at most so many milliseconds ahead (nearest rank); nil where none has a lead.
    public let median: Int64?
    /// Nine tenths of the bookings were made at most so many milliseconds ahead (nearest rank).
    public let ninetieth: Int64?

    private static let hour: Int64 = 3_600_000
    private static let day: Int64 = 86_400_000
    private static let bounds = [
        0, hour, 4 * hour, day, 2 * day, 3 * day, 7 * day, 14 * day, 28 * day, 84 * day,
    ]

    /// Looks at some rows; O(n log n) in the bookings with a start.
    init(_ columns: Columns, in rows: RowSet) {
        var leads: [Int64] = []
        leads.reserveCapacity(rows.count)
        rows.visit { row in
            if let lead = columns.lead(row) { leads.append(lead) }
        }
        leads.sort()
        var counts = [Int](repeating: 0, count: LeadTimes.bounds.count + 1)
        var part = 0
        for lead in leads {
            while part < LeadTimes.bounds.count, lead >= LeadTimes.bounds[part] { part += 1 }
            counts[part] += 1
        }
        let bounds = [nil] + LeadTimes.bounds.map(Optional.some) + [nil]
        parts = counts.indices.map { Part(from: bounds[$0], to: bounds[$0 + 1], count: counts[$0]) }
        known = leads.count
        unknown = rows.count - leads.count
        median = LeadTimes.percentile(50, of: leads)
        ninetieth = LeadTimes.percentile(90, of: leads)
    }

    private static func percentile(_ percent: Int, of sorted: [Int64]) -> Int64? {
        sorted.isEmpty ? nil : sorted[(sorted.count * percent + 99) / 100 - 1]
    }
}
