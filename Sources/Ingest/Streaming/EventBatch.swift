import Bookings
import NIOCore
import Storage

/// Some records as server-sent events.
struct EventBatch: Sendable {
    /// The number of the record before the first.
    var after: UInt64
    /// The number of the last record.
    var last: UInt64
    /// The bytes to send, as one chunk.
    var events: ByteBuffer

    /// Makes a batch of log lines; nil where there are none.
    ///
    /// A line has no line break in it: the log ends each record with the only one.
    init?(_ lines: LineBatch, after sequence: UInt64) {
        guard let last = lines.lines.last?.sequence else { return nil }
        after = sequence
        self.last = last
        events = ByteBuffer()
        events.reserveCapacity(lines.lines.reduce(0) { $0 + $1.bytes.count + 32 })
        for line in lines.lines {
            events.writeString("id: \(line.sequence)\ndata: ")
            events.writeBytes(line.bytes)
            events.writeStaticString("\n\n")
        }
        events = events.chunk
    }

    /// The first event of a stream, as one chunk.
    static func greeting(version: String, log: String, last: UInt64, heartbeatSeconds: Int) -> ByteBuffer {
        var data: [UInt8] = []
        var object = ObjectWriter(writesNull: true)
        object.add("version", version, to: &data)
        object.add("log", log, to: &data)
        object.add("last", last, to: &data)
        object.add("heartbeat", heartbeatSeconds, to: &data)
        object.close(&data)
        var event = ByteBuffer(string: "event: hello\ndata: ")
        event.writeBytes(data)
        event.writeStaticString("\n\n")
        return event.chunk
    }
}

/// The batches read last, for streams want the same ones at about the same time, and then share their bytes.
///
/// A batch that ended where the log ended then stays good: what has come since is the next one.
struct BatchCache {
    private static let limit = 16

    private var batches: [EventBatch] = []

    subscript(sequence: UInt64) -> EventBatch? { batches.last { $0.after == sequence } }

    mutating func add(_ batch: EventBatch) {
        if batches.count == BatchCache.limit { batches.removeFirst() }
        batches.append(batch)
    }
}
