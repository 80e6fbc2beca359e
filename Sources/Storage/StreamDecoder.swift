public import Bookings

/// Makes records of the lines of a stream.
public struct StreamDecoder: Sendable {
    private let meetingTime: MeetingTimeReading
    private let clock: @Sendable () -> Timestamp
    private let explain: @Sendable (PayloadError) -> String
    private var numbering = Numbering()
    private var badCount = 0

    /// The faults that are told one by one.
    private static let listLimit = 20

    /// Makes a decoder.
    ///
    /// - Parameters:
    ///   - meetingTime: how `meetingTime` of a Booking Pages redirect is read.
    ///   - clock: the present instant, at which payloads count as received.
    ///   - explain: says in words why a payload is no booking.
    public init(
        meetingTime: MeetingTimeReading,
        clock: @escaping @Sendable () -> Timestamp,
        explain: @escaping @Sendable (PayloadError) -> String
    ) {
        self.meetingTime = meetingTime
        self.clock = clock
        self.explain = explain
    }

    /// The number of the last record.
    var last: UInt64 { numbering.last }

    /// How many lines were passed over without being told; nil for none.
    var summary: String? {
        let rest = badCount - StreamDecoder.listLimit
        return rest > 0 ? "\(rest) more \(rest == 1 ? "line was" : "lines were") passed over" : nil
    }

    /// The record of a line, or what is wrong with it; neither for a blank one.
    mutating func read(_ line: StreamLines.Line) -> (record: LogRecord?, notice: String?) {
        guard let bytes = line.bytes else { return (nil, fault(line, "longer than any record")) }
        let content = StreamDecoder.trimmed(bytes)
        guard let first = content.first else { return (nil, nil) }
        let isObject = first == UInt8(ascii: "{")
        if isObject, let decoded = try? DecodedLine(content) {
            let record = decoded.record.numbered(numbering.number(bearing: decoded.record.sequence))
            return (record, decoded.checksum == .bad ? fault(line, "the record disagrees with its checksum") : nil)
        }
        let isJSON = isObject || first == UInt8(ascii: "[") || first >= 0x80
        let payload = Payload(isJSON ? .json(content) : .query(content), receivedAt: clock())
        do throws(PayloadError) {
            let sighting = try Sighting(decoding: payload, meetingTime: meetingTime)
            return (.sighting(SightingRecord(sequence: numbering.number(bearing: 0), sighting: sighting)), nil)
        } catch {
            let reason = payload.isRecognizable ? explain(error) : "neither a record, nor a redirect URL, nor JSON"
            return (nil, fault(line, reason))
        }
    }

    private mutating func fault(_ line: StreamLines.Line, _ reason: String) -> String? {
        badCount += 1
        return badCount <= StreamDecoder.listLimit ? "line \(line.number): \(reason)" : nil
    }

    /// Without white space at both ends, and without a byte order mark.
    private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        var content = bytes[...]
        if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
        while let first = content.first, [0x20, 0x09, 0x0D].contains(first) { content.removeFirst() }
        while let last = content.last, [0x20, 0x09, 0x0D].contains(last) { content.removeLast() }
        return Array(content)
    }
}
