public import Bookings

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What could not be decoded, whole, with the reason: `rejected.jsonl` beside the log.
struct RejectedLog: Sendable {
    private let path: String

    /// Anyone who reaches the endpoint can fill this file, so it ends somewhere.
    private static let sizeLimit = 16 << 20

    init(besides log: String) {
        let folder = log.lastIndex(of: "/").map { String(log[...$0]) } ?? ""
        path = folder + "rejected.jsonl"
    }

    /// Appends a line; does nothing where that fails or the file is full.
    func append(_ rejection: Rejection) {
        guard let file = try? OpenFile(path: path, flags: O_WRONLY | O_CREAT | O_APPEND),
            (try? file.size).map({ $0 < RejectedLog.sizeLimit }) == true
        else { return }
        var line: [UInt8] = []
        var object = ObjectWriter(writesNull: false)
        object.add("received_at", rejection.receivedAt.iso8601, to: &line)
        object.add("channel", rejection.channel.rawValue, to: &line)
        object.add("source", rejection.source, to: &line)
        object.add("reason", rejection.reason, to: &line)
        object.add("raw", String(decoding: rejection.bytes, as: UTF8.self), to: &line)
        object.close(&line)
        try? file.append(line + [0x0A])
    }
}

/// A payload that is not a booking.
public struct Rejection: Sendable {
    /// When it was received.
    public var receivedAt: Timestamp
    /// How it came.
    public var channel: Channel
    /// The source that was named.
    public var source: String?
    /// Why it is not a booking.
    public var reason: String
    /// What arrived.
    public var bytes: [UInt8]

    /// Makes a rejection.
    public init(receivedAt: Timestamp, channel: Channel, source: String?, reason: String, bytes: [UInt8]) {
        self.receivedAt = receivedAt
        self.channel = channel
        self.source = source
        self.reason = reason
        self.bytes = bytes
    }
}
