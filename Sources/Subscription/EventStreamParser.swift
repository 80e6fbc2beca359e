/// An event of a server-sent event stream.
struct StreamEvent: Equatable, Sendable {
    /// The event's type; "message" where the stream names none.
    var type = "message"
    /// Its data, lines joined by newlines.
    var data: [UInt8] = []
    /// The last id that the stream has given up to here.
    var id = ""
}

/// Takes a server-sent event stream apart as the WHATWG HTML standard says (section 9.2.6): lines end in LF, CR or CRLF, a
/// byte order mark at the start is passed over, comments count as a sign of life only.
struct EventStreamParser {
    /// Larger than any record.
    private static let sizeLimit = 2 << 20

    private var line: [UInt8] = []
    private var event = StreamEvent()
    private var hasData = false
    private var lastID = ""
    private var skipsLineFeed = false
    private var isAtStart = true

    /// An event was longer than any record; the stream cannot be trusted further.
    struct TooLong: Error {}

    /// Takes bytes as they come; gives the events that they complete.
    mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>) throws(TooLong) -> [StreamEvent] {
        var events: [StreamEvent] = []
        var rest = bytes[...]
        while let byte = rest.first {
            if byte == 0x0A, skipsLineFeed {
                rest = rest.dropFirst()
                skipsLineFeed = false
                continue
            }
            let end = rest.firstIndex { $0 == 0x0A || $0 == 0x0D }
            line.append(contentsOf: UnsafeBufferPointer(rebasing: rest[..<(end ?? rest.endIndex)]))
            skipsLineFeed = false
            guard let end else { break }
            skipsLineFeed = bytes[end] == 0x0D
            if let event = endLine() { events.append(event) }
            rest = rest[(end + 1)...]
        }
        guard line.count + event.data.count <= EventStreamParser.sizeLimit else { throw TooLong() }
        return events
    }

    private mutating func endLine() -> StreamEvent? {
        defer { line.removeAll(keepingCapacity: true) }
        if isAtStart, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        isAtStart = false
        if line.isEmpty {
            defer {
                event = StreamEvent()
                hasData = false
            }
            guard hasData else { return nil }
            event.id = lastID
            return event
        }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[min(colon + 1, line.endIndex)...]
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        let name = line[..<colon]
        if name.elementsEqual("data".utf8) {
            if hasData { event.data.append(0x0A) }
            event.data += value
            hasData = true
        } else if name.elementsEqual("event".utf8) {
            event.type = String(decoding: value, as: UTF8.self)
        } else if name.elementsEqual("id".utf8), !value.contains(0) {
            lastID = String(decoding: value, as: UTF8.self)
        }
        return nil
    }
}
