import Bookings

/// How many times of a column fall into each quarter of an hour.
///
/// No zone changes its offset within one, so that a zone need be asked once for each, and not for each time.
struct QuarterHours {
    private static let length: Int64 = 900_000

    private var counts: [Int64: Int] = [:]
    /// The rows without a time.
    private(set) var unknown = 0
    /// The first and the last time.
    private(set) var span: ClosedRange<Timestamp>?

    /// Counts the times of some rows; O(n).
    init(_ column: PackedColumn, in rows: RowSet) {
        var (first, last) = (Int64.max, Int64.min)
        column.visit(rows) { time in
            guard time != PackedColumn.none else { return unknown += 1 }
            (first, last) = (min(first, time), max(last, time))
            let intoIt = (time % QuarterHours.length + QuarterHours.length) % QuarterHours.length
            counts[(time &- intoIt) / QuarterHours.length, default: 0] += 1
        }
        if first <= last { span = Timestamp(milliseconds: first)...Timestamp(milliseconds: last) }
    }

    /// The quarters as the clocks of a zone show them, with their counts, in no order.
    func visit(in zone: ZoneRules, _ body: (CivilTime, Int) -> Void) {
        for (index, count) in counts {
            let instant = Timestamp(milliseconds: index * QuarterHours.length)
            body(CivilTime(instant, offset: zone.offset(at: instant)), count)
        }
    }

    /// The days of a zone that have any, in order, with their counts.
    func days(in zone: ZoneRules) -> [DayCount] {
        var byDay: [Int: Int] = [:]
        visit(in: zone) { byDay[$0.dayNumber, default: 0] += $1 }
        return byDay.sorted { $0.key < $1.key }.map { DayCount(day: CalendarDay(number: $0.key), count: $0.value) }
    }
}
