/// An instant, to the millisecond.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
    public var milliseconds: Int64

    /// Makes the instant that many milliseconds after the epoch.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Whether one instant comes before the other.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

/// A date and time on some wall clock, without its zone.
public struct WallTime: Hashable, Comparable, Sendable {
    /// The milliseconds that a clock in UTC showing this date and time would be past the epoch.
    public var milliseconds: Int64

    /// Makes the wall time that a UTC clock shows that many milliseconds after the epoch.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Whether one reading comes before the other.
    public static func < (left: WallTime, right: WallTime) -> Bool {
        left.milliseconds < right.milliseconds
    }
}
