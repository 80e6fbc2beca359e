public import Bookings

/// A day of the proleptic Gregorian calendar, whatever the zone.
public struct CalendarDay: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    public let number: Int

    /// Makes the day that is so many days after 1970-01-01.
    public init(number: Int) { self.number = number }

    /// The day on which an instant falls, on the clocks of a zone.
    public init(_ instant: Timestamp, in zone: ZoneRules) {
        number = CivilTime(instant, offset: zone.offset(at: instant)).dayNumber
    }

    /// Its midnight, without a zone.
    public var civil: CivilTime { CivilTime(WallTime(milliseconds: Int64(number) * 86_400_000)) }

    /// `2026-02-05`.
    public var text: String { String(Timestamp(milliseconds: Int64(number) * 86_400_000).iso8601.prefix(10)) }

    /// The day of the week: 0 is Monday, 6 is Sunday (ISO 8601).
    public var weekday: Int { (civil.weekday + 6) % 7 }

    /// Whether one day comes before the other.
    public static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }
}
