public import Bookings

/// What the user does to a replay.
public enum ReplayCommand: Equatable, Sendable {
    /// Pauses, or goes on.
    case togglePause
    /// Doubles the speed, up to 1,000; beyond that all comes at once.
    case faster
    /// Halves the speed, down to a tenth.
    case slower
    /// Sets the speed: log time that passes in a second; infinity for all at once.
    case speed(Double)
    /// Moves by so many records, and stays paused.
    case step(by: Int)
    /// Moves by time of the replay, in milliseconds: pauses that are shortened count as long as they last.
    case seek(by: Int64)
    /// Moves to a place.
    case jump(ReplayPlace)
    /// Moves to the next record, or the one before, after which its booking passes a filter.
    case find(Filter, isForward: Bool)
    /// Moves to the next record of a marked booking, or the one before.
    case marker(isForward: Bool)
    /// Has the loop begin here.
    case loopFromHere
    /// Has the loop end here.
    case loopToHere
    /// Repeats the loop, or the whole log where none is set; or no longer.
    case toggleLoop
}

/// A place in a replay.
public enum ReplayPlace: Equatable, Sendable {
    /// The time in the log.
    case time(Timestamp)
    /// A share of the log's time, from 0 to 1.
    case share(Double)
}
