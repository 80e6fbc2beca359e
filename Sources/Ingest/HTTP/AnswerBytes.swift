import NIOCore
import NIOHTTP1

/// Answers as they go over the wire (RFC 9112), each in one buffer.
extension ByteBuffer {
    /// About what the head of an answer takes.
    static let answerHeadCapacity = 512

    /// Adds a whole answer; its body only in length where it answers HEAD.
    mutating func writeAnswer(_ answer: Answer, date: String, keepsConnection: Bool, toHead isHead: Bool) {
        writeHead(answer.status, answer.headers, date: date)
        if answer.status != .noContent, answer.status != .notModified {
            writeField("content-length", String(answer.body.count))
        }
        if !keepsConnection { writeField("connection", "close") }
        writeStaticString("\r\n")
        if !isHead { writeBytes(answer.body) }
    }

    /// Adds the head of a stream of live events, which no proxy is to hold back; chunks follow.
    mutating func writeEventStreamHead(date: String) {
        let fields = [
            ("content-type", "text/event-stream"), ("cache-control", "no-store"), ("x-content-type-options", "nosniff"),
            ("x-accel-buffering", "no"), ("transfer-encoding", "chunked"),
        ]
        writeHead(.ok, fields, date: date)
        writeStaticString("\r\n")
    }

    /// Adds the answer that asks for the body.
    mutating func writeContinue() {
        writeStaticString("HTTP/1.1 100 Continue\r\n\r\n")
    }

    /// The bytes as one chunk (RFC 9112 section 7.1); none for none, which would be the last.
    var chunk: ByteBuffer {
        guard readableBytes > 0 else { return self }
        var chunk = ByteBuffer()
        chunk.reserveCapacity(readableBytes + 16)
        chunk.writeString(String(readableBytes, radix: 16))
        chunk.writeStaticString("\r\n")
        chunk.writeImmutableBuffer(self)
        chunk.writeStaticString("\r\n")
        return chunk
    }

    /// The last chunk of a stream.
    static let lastChunk = ByteBuffer(string: "0\r\n\r\n")

    private mutating func writeHead(
        _ status: HTTPResponseStatus,
        _ fields: [(name: String, value: String)],
        date: String
    ) {
        writeStaticString("HTTP/1.1 ")
        writeString(String(status.code))
        writeStaticString(" ")
        writeString(status.reasonPhrase)
        writeStaticString("\r\n")
        for field in fields { writeField(field.name, field.value) }
        writeField("date", date)
    }

    private mutating func writeField(_ name: String, _ value: String) {
        writeString(name)
        writeStaticString(": ")
        writeString(value)
        writeStaticString("\r\n")
    }
}
