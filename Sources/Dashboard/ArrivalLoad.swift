import Bookings

/// Whether bookings come so fast that the screen had better follow them in steps.
struct ArrivalLoad: Sendable {
    /// From so many within a second on.
    private static let threshold = 6
    private static let second: Int64 = 1_000

    /// When the last few came, oldest first; only as many as make a load.
    private var recent: [Timestamp] = []
    /// Until when the load counts as one: a second after the last time that it was reached.
    private(set) var end: Timestamp?

    /// Takes in that some came.
    mutating func note(_ count: Int, at now: Timestamp) {
        recent += Array(repeating: now, count: min(count, ArrivalLoad.threshold))
        recent.removeFirst(max(0, recent.count - ArrivalLoad.threshold))
        guard recent.count == ArrivalLoad.threshold, let first = recent.first,
            now.milliseconds - first.milliseconds <= ArrivalLoad.second
        else { return }
        end = Timestamp(milliseconds: now.milliseconds + ArrivalLoad.second)
    }

    /// Ends the load when its time is over.
    ///
    /// - Returns: whether it ended now.
    mutating func advance(to now: Timestamp) -> Bool {
        guard let end, end <= now else { return false }
        self.end = nil
        return true
    }

    var isHigh: Bool { end != nil }
}
