/// How far a log is read.
public struct LogProgress: Equatable, Sendable {
    /// Is told how far the reading is, on the thread that reads, about four times a megabyte.
    public typealias Observer = (LogProgress) -> Void

    /// The bytes that were read.
    public var read: Int
    /// The bytes that there were at the start; never less than those that were read.
    public var size: Int

    /// Makes a report.
    public init(read: Int, size: Int) {
        self.read = read
        self.size = size
    }
}
