/// How a log is written: when it is forced to the disk, where it is cut into segments, and how long those are kept.
public struct LogPolicy: Equatable, Sendable {
    /// When what was written is forced to the disk.
    public enum Sync: String, CaseIterable, Sendable {
        /// Before it is acknowledged, together with all that waits.
        case each
        /// Once a second; acknowledged when it is written. A power cut may cost a second.
        case everySecond = "1s"
        /// When the system likes, and when a segment or the log is closed.
        case off
    }

    /// When a segment is closed for its age.
    public enum Rotation: String, CaseIterable, Sendable {
        case never
        /// With the first tick of a day, by UTC.
        case daily
    }

    /// What is kept of a log; only whole segments are ever removed, and never the one that is written to.
    public enum Keeping: Equatable, Sendable {
        case everything
        /// Segments with a record received in so many seconds.
        case seconds(Int64)
        /// Segments with any of so many newest records.
        case records(Int)
    }

    /// When what was written is forced to the disk.
    public var sync = Sync.each
    /// A segment that has this many bytes is closed; 0 for never.
    public var rotateSize = 64 << 20
    /// When a segment is closed for its age.
    public var rotation = Rotation.never
    /// Whether closed segments are compressed.
    public var compresses = true
    /// What is kept.
    public var keeping = Keeping.everything

    /// Makes the policy that holds where nothing else is said.
    public init() {}
}
