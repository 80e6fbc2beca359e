import Bookings

/// How many bookings there are in each hour of the week.
public struct WeekHours: Equatable, Sendable {
    /// An hour of the week with its bookings.
    public struct Hour: Equatable, Sendable {
        /// 0 is Monday, 6 is Sunday.
        public let weekday: Int
        /// 0 to 23.
        public let hour: Int
        /// The number of bookings.
        public let count: Int
    }

    /// Seven rows of 24 counts; the first row is Monday's.
    public private(set) var counts = [[Int]](repeating: [Int](repeating: 0, count: 24), count: 7)

    init(_ quarters: QuarterHours, in zone: ZoneRules) {
        quarters.visit(in: zone) { civil, count in counts[(civil.weekday + 6) % 7][civil.hour] += count }
    }

    /// The count of the busiest hour.
    public var greatest: Int { counts.joined().max() ?? 0 }

    /// The number of bookings.
    public var total: Int { counts.joined().reduce(0, +) }

    /// The busiest hours with at least one booking, at most so many: the busiest first, then as they follow in the week.
    public func busiest(_ limit: Int) -> [Hour] {
        let hours = counts.enumerated().flatMap { weekday, row in
            row.enumerated().map { Hour(weekday: weekday, hour: $0.offset, count: $0.element) }
        }
        let ranked = hours.filter { $0.count > 0 }.sorted { left, right in
            left.count != right.count
                ? left.count > right.count : (left.weekday, left.hour) < (right.weekday, right.hour)
        }
        return Array(ranked.prefix(limit))
    }
}
