/// How far a replay is, as real time passes.
///
/// Times are in milliseconds: of the replay, counted from its first record, and of a clock that never goes back.
struct ReplayPace: Sendable {
    /// Log time that passes in a second; infinity for all at once.
    private(set) var speed: Double
    private(set) var isPaused = false
    /// The time of the last record; it grows while the log is read.
    var length: Int64
    /// A fraction too, or a slow replay would stand still when it is looked at often.
    private var exactPosition = 0.0
    private var lastLook: Int64

    /// Beyond these, nothing would seem to move, or everything at once.
    private static let speeds = 0.001...100_000
    /// What the keys go to, one after the other; who wants less or more names it.
    private static let keySpeeds = 0.1...1_000

    init(speed: Double, length: Int64 = 0, now: Int64) {
        self.speed = ReplayPace.tamed(speed)
        self.length = length
        lastLook = now
    }

    private static func tamed(_ speed: Double) -> Double {
        if speed == .infinity { return speed }
        return speed.isNaN ? 1 : min(max(speed, speeds.lowerBound), speeds.upperBound)
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

    /// How long the rest takes at this speed, in seconds; a pause counts for nothing.
    var secondsLeft: Int64 {
        let seconds = ((Double(length) - exactPosition) / speed / 1_000).rounded(.up)
        return Int64(min(max(seconds, 0), 1e12))
    }

    mutating func togglePause() { isPaused.toggle() }

    mutating func pause() { isPaused = true }

    mutating func set(speed: Double) { self.speed = ReplayPace.tamed(speed) }

    mutating func faster() {
        let most = ReplayPace.keySpeeds.upperBound
        speed = speed >= most ? .infinity : min(speed * 2, most)
    }

    mutating func slower() {
        let least = ReplayPace.keySpeeds.lowerBound
        if speed == .infinity { return speed = ReplayPace.keySpeeds.upperBound }
        speed = max(speed / 2, speed < least ? ReplayPace.speeds.lowerBound : least)
    }

    /// Goes to a time of the replay, at most to its ends.
    mutating func move(to position: Int64) {
        exactPosition = Double(min(max(position, 0), length))
    }
}
