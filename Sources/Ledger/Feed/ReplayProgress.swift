public import Bookings

/// Where a replay stands.
public struct ReplayProgress: Equatable, Sendable {
    /// The time in the log that the replay has reached.
    public var position: Timestamp
    /// The time of the first record in the range.
    public var start: Timestamp
    /// The time of the last record in the range, as far as the log is read.
    public var end: Timestamp
    /// Log time that passes in a second of real time; infinity for "all at once".
    public var speed: Double
    /// Whether it stands still.
    public var isPaused: Bool
    /// Whether the last record was delivered.
    public var isFinished: Bool
    /// How long the rest takes at this speed, in whole seconds.
    public var secondsLeft: Int64 = 0
    /// The records received in each of equal parts of the time from `start` to `end`; empty for no records.
    public var density: [Int] = []
    /// When the bookings that are marked came, in order.
    public var markers: [Timestamp] = []
    /// What is repeated, or would be.
    public var loop = Loop()
    /// The share of the log that was read, from 0 to 1; the rest is read meanwhile.
    public var loaded: Double = 1
    /// Whether it looks for a record that was asked for.
    public var isSearching = false

    /// A part of the log that is repeated.
    public struct Loop: Equatable, Sendable {
        /// Where it begins; nil for the first record.
        public var start: Timestamp?
        /// Where it ends; nil for the last record.
        public var end: Timestamp?
        /// Whether the replay goes back to its start at its end.
        public var isOn: Bool

        /// Makes a loop.
        public init(start: Timestamp? = nil, end: Timestamp? = nil, isOn: Bool = false) {
            self.start = start
            self.end = end
            self.isOn = isOn
        }
    }

    /// Makes a progress report.
    public init(
        position: Timestamp,
        start: Timestamp,
        end: Timestamp,
        speed: Double,
        isPaused: Bool,
        isFinished: Bool
    ) {
        self.position = position
        self.start = start
        self.end = end
        self.speed = speed
        self.isPaused = isPaused
        self.isFinished = isFinished
    }
}

/// All that there is at a place of a replay, in place of what was delivered before.
public struct ReplaySnapshot: Sendable {
    /// The bookings as they were there.
    public var ledger: BookingLedger
    /// Where that is.
    public var progress: ReplayProgress
    /// The record that was looked for; nil where none was.
    public var found: UInt64?

    /// Makes a snapshot.
    public init(ledger: BookingLedger, progress: ReplayProgress, found: UInt64? = nil) {
        self.ledger = ledger
        self.progress = progress
        self.found = found
    }
}
