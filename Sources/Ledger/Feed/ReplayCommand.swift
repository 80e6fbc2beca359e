/// What the user does to a replay.
public enum ReplayCommand: Equatable, Sendable {
    /// Pauses, or goes on.
    case togglePause
    /// Doubles the speed.
    case faster
    /// Halves the speed.
    case slower
    /// Delivers the next record and stays paused.
    case step
    /// Moves by log time, in milliseconds; backwards starts anew and delivers all up to there.
    case seek(by: Int64)
}
