public import Bookings
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What could not be decoded, whole, with the reason: `rejected.jsonl` beside the log.
final class RejectedLog: Sendable {
    private let path: String
    private let turn = Mutex<Void>(())

    /// Anyone who reaches the endpoint can fill this file, so it ends somewhere.
    private static let sizeLimit = 16 << 20

    init(besides log: String) {
        let folder = log.lastIndex(of: "/").map { String(log[...$0]) } ?? ""
        path = folder + "rejected.jsonl"
    }

    /// Does something during which nothing is appended.
    func whileStill<Value: Sendable>(_ body: () throws(LogError) -> Value) throws(LogError) -> Value {
        var outcome: Result<Value, LogError>?
        turn.withLock { _ in
            do throws(LogError) {
                outcome = .success(try body())
            } catch {
                outcome = .failure(error)
            }
        }
        guard let outcome else { throw .system(call: "write", path: path, errno: EIO) }
        return try outcome.get()
    }

    /// Appends a line, and says whether it could: the disk may be full, and so may the file.
    ///
    /// What is no UTF-8 is written in Base64 (RFC 4648, section 4), so that it can be had back.
    func append(_ rejection: Rejection) -> Bool { turn.withLock { _ in appendNow(rejection) } }

    private func appendNow(_ rejection: Rejection) -> Bool {
        let flags = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW
        guard let file = try? OpenFile(path: path, flags: flags), let size = try? file.size,
            size < RejectedLog.sizeLimit
        else { return false }
        var line: [UInt8] = []
        var object = ObjectWriter(writesNull: false)
        object.add("received_at", rejection.receivedAt.iso8601, to: &line)
        object.add("channel", rejection.channel.rawValue, to: &line)
        object.add("source", rejection.source, to: &line)
        object.add("reason", rejection.reason, to: &line)
        let text = String(validating: rejection.bytes, as: UTF8.self)
        object.add("raw", text, to: &line)
        if text == nil { object.add("raw_base64", Base64.text(rejection.bytes), to: &line) }
        object.close(&line)
        return (try? file.write(line + [0x0A])) != nil
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
