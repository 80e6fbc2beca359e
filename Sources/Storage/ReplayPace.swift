/// How far a replay is, as real time passes.
///
/// Times are in milliseconds: of the replay, counted from its first record, and of a clock that never goes back.
struct ReplayPace: Sendable {
    /// Log time that passes in a second; infinity for all at once.
    private(set) var speed: Double
    private(set) var isPaused = false
    private let length: Int64
    /// A fraction too, or a slow replay would stand still when it is looked at often.
    private var exactPosition = 0.0
    private var lastLook: Int64

    /// Beyond these, nothing would seem to move, or everything at once.
    private static let speeds = 0.001...100_000

    init(speed: Double, length: Int64, now: Int64) {
        self.speed =
            speed == .infinity
            ? speed : speed.isNaN ? 1 : min(max(speed, ReplayPace.speeds.lowerBound), ReplayPace.speeds.upperBound)
        self.length = length
        lastLook = now
    }

    /// The time of the replay that is reached.
    var position: Int64 { Int64(exactPosition) }

    /// Lets the time since the last look pass.
    mutating func advance(to now: Int64) {
        let elapsed = Double(max(0, now - lastLook))
        lastLook = now
        guard !isPaused else { return }
        exactPosition = speed == .infinity ? Double(length) : min(exactPosition + elapsed * speed, Double(length))
    }

    /// How long it takes until a time of the replay, in milliseconds, at least one; nil while it stands still.
    func delay(until due: Int64) -> Int64? {
        guard !isPaused, position < length else { return nil }
        let delay = ((Double(due) - exactPosition) / speed).rounded(.up)
        return Int64(min(max(delay, 1), 1e9))
    }

    mutating func togglePause() { isPaused.toggle() }

    mutating func pause() { isPaused = true }

    mutating func faster() {
        if speed != .infinity { speed = min(speed * 2, ReplayPace.speeds.upperBound) }
    }

    mutating func slower() {
        speed = max(min(speed, ReplayPace.speeds.upperBound) / 2, ReplayPace.speeds.lowerBound)
    }

    /// Goes to a time of the replay, at most to its ends.
    mutating func move(to position: Int64) {
        exactPosition = Double(min(max(position, 0), length))
    }

    /// Goes on, or back, by a time.
    mutating func move(by distance: Int64) {
        let (position, overflows) = position.addingReportingOverflow(distance)
        move(to: overflows ? (distance < 0 ? 0 : length) : position)
    }
}
