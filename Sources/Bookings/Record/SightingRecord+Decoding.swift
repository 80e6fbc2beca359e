/// A line of a log, read.
public struct DecodedRecord: Equatable, Sendable {
    /// What the line says.
    public var record: SightingRecord
    /// Whether its checksum agrees.
    public var checksum: Checksum

    /// What a line's checksum tells.
    public enum Checksum: Sendable {
        /// It agrees with the bytes before it.
        case good
        /// It disagrees: the line was changed after it was written.
        case bad
        /// There is none: the line was made by hand or by another tool.
        case absent
    }
}

/// Why a line of a log is not a record.
public enum RecordError: Error, Equatable, Sendable {
    /// It is not strict JSON.
    case malformedJSON(JSONError)
    /// It is JSON, but a key that every record has is missing or of the wrong type.
    case notARecord(key: String)
}

extension SightingRecord {
    /// Log lines hold more keys than payloads may, and a payload inside; how long a line is, its reader has seen to.
    private static let limits = JSONParser.Limits(depth: 48, keys: 2_048, string: .max)

    /// Reads a line of a log, without its newline; O(n), in one pass.
    ///
    /// Keys may stand in any order, unknown ones are passed over, and a record of a newer version is read as far as it is
    /// understood. Where the channel is unknown or missing, the record counts as a redirect.
    public static func decode(_ line: UnsafeBufferPointer<UInt8>) throws(RecordError) -> DecodedRecord {
        var draft = RecordDraft()
        do throws(JSONError) {
            var scanner = JSONScanner(line, limits: limits)
            if try scanner.next() == UInt8(ascii: "{") {
                try scanner.members(into: &draft, by: RecordDraft.members)
            } else {
                try scanner.skipValue()
            }
            try scanner.end()
        } catch {
            throw .malformedJSON(error)
        }
        guard let sequence = draft.sequence, sequence > 0, sequence < .max >> 1 else { throw .notARecord(key: "seq") }
        guard let received = draft.receivedAt else { throw .notARecord(key: "received_at") }
        guard let booking = draft.booking else { throw .notARecord(key: "booking") }
        let sighting = Sighting(
            receivedAt: received,
            channel: draft.channel ?? .redirect,
            source: draft.source,
            event: draft.event ?? "booking.scheduled",
            eventID: draft.eventID,
            isSigned: draft.isSigned,
            booking: booking,
            labelled: draft.labelled,
            raw: draft.raw ?? .query("")
        )
        let checksum = draft.checksumStart.map { SightingRecord.checksum(of: line, from: $0) } ?? .absent
        return DecodedRecord(record: SightingRecord(sequence: sequence, sighting: sighting), checksum: checksum)
    }

    /// Reads a line of a log, without its newline.
    public static func decode(_ line: [UInt8]) throws(RecordError) -> DecodedRecord {
        let result: Result<DecodedRecord, RecordError> = line.withUnsafeBufferPointer { buffer in
            do throws(RecordError) {
                return .success(try decode(buffer))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Compares the checksum with the bytes before its member, which begins at `start` and has to be the last.
    private static func checksum(of line: UnsafeBufferPointer<UInt8>, from start: Int) -> DecodedRecord.Checksum {
        let prefix = ",\"crc32c\":\"".utf8
        let trailer = line[start...]
        let digits = trailer.dropFirst(prefix.count).prefix(8)
        guard trailer.starts(with: prefix), trailer.dropFirst(prefix.count + 8).starts(with: "\"}".utf8) else {
            return .bad
        }
        var expected: UInt32 = 0
        for byte in digits {
            guard let digit = hexadecimalDigit(byte) else { return .bad }
            expected = expected << 4 | UInt32(digit)
        }
        let covered = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(line)[..<start])
        return CRC32C.checksum(covered) == expected ? .good : .bad
    }
}

/// The members of a record as far as they were read.
private struct RecordDraft {
    var sequence: UInt64?
    var receivedAt: Timestamp?
    var channel: Channel?
    var source: String?
    var event: String?
    var eventID: String?
    var isSigned = false
    var labelled: LabelledFields = []
    var booking: Booking?
    var raw: RawPayload?
    var checksumStart: Int?

    /// In the order in which `SightingRecord.encode(into:)` writes them.
    static let members: [MemberReader<RecordDraft>] = [
        MemberReader("v") { (_, scanner) throws(JSONError) in try scanner.skipValue() },
        MemberReader("seq") { (draft, scanner) throws(JSONError) in
            draft.sequence = try scanner.optionalInteger()
        },
        .instant("received_at") { $0.receivedAt = $1 },
        .text("channel") { $0.channel = $1.flatMap(Channel.init) },
        .text("source") { $0.source = $1 },
        .text("event") { $0.event = $1 },
        .text("event_id") { $0.eventID = $1 },
        MemberReader("signed") { (draft, scanner) throws(JSONError) in draft.isSigned = try scanner.isTrue() },
        MemberReader("labelled") { (draft, scanner) throws(JSONError) in
            draft.labelled = LabelledFields(names: try scanner.texts())
        },
        MemberReader("booking") { (draft, scanner) throws(JSONError) in
            guard try scanner.next() == UInt8(ascii: "{") else { return try scanner.skipValue() }
            var booking = Booking(product: .bookingCalendars)
            try scanner.members(into: &booking, by: Booking.members)
            draft.booking = booking
        },
        MemberReader("raw") { (draft, scanner) throws(JSONError) in draft.raw = try scanner.rawPayload() },
        MemberReader("crc32c") { (draft, scanner) throws(JSONError) in
            draft.checksumStart = scanner.memberStart
            try scanner.skipValue()
        },
    ]
}

extension JSONScanner {
    fileprivate mutating func rawPayload() throws(JSONError) -> RawPayload {
        guard try next() != UInt8(ascii: "\"") else { return .query(text(of: try string())) }
        let start = index
        try skipValue()
        var json: [UInt8] = []
        json.reserveCapacity(index - start)
        JSONWriter.appendCompacted(UnsafeBufferPointer(rebasing: bytes[start..<index]), to: &json)
        return .json(json)
    }
}

extension LabelledFields {
    fileprivate init(names: [String]) {
        self = []
        for (name, field) in LabelledFields.named where names.contains(name) { insert(field) }
    }
}
