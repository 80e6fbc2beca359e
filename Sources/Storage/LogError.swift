/// Why a log cannot be opened, read or written.
public enum LogError: Error, Equatable, Sendable {
    /// A call of the operating system failed.
    case system(call: String, path: String, errno: Int32)
    /// The path leads to something that is not an ordinary file, or for writing to a link.
    case notAFile(path: String)
    /// The file holds something, but not one record: it is no log, and is left alone.
    case notALog(path: String)
    /// The file is compressed by gzip, and its name does not say so.
    case compressed(path: String)
    /// The file belongs to another user.
    case notOurs(path: String)
    /// The path is that of a closed segment of a log, which nothing is written to.
    case isSegment(path: String)
    /// Another process writes to the log; its id, where it could be read.
    case locked(path: String, owner: Int32?)
}

/// Why the store did not take a sighting or an annotation.
public enum StoreError: Error, Equatable, Sendable {
    /// The log cannot be written now; trying again later may help.
    case unavailable(call: String, errno: Int32)
    /// As many sightings wait as the store takes, by count or by bytes.
    case overloaded(limit: Int)
    /// The sighting is longer than a line of the log may be; trying again cannot help.
    case tooLong(limit: Int)
    /// No record of the log has the number that an annotation names.
    case noSuchRecord
    /// The store is closed.
    case closed
}

/// What the store answers for a sighting that is on the disk.
public struct Receipt: Equatable, Sendable {
    /// The sighting's place in the log; for a repeat, that of the first.
    public var sequence: UInt64
    /// The id of the booking, if it has one.
    public var id: String?
    /// Whether the very same was received before; then nothing was written.
    public var isRepeat: Bool
}
