/// A line of a log, read, of whatever kind.
public struct DecodedLine: Equatable, Sendable {
    /// What the line says.
    public var record: LogRecord
    /// Whether its checksum agrees.
    public var checksum: DecodedRecord.Checksum

    /// Log lines hold more keys than payloads may, and a payload inside; how long a line is, its reader has seen to.
    static let limits = JSONParser.Limits(depth: 48, keys: 2_048, string: .max)

    /// Reads a line of a log, without its newline; O(n), in one pass.
    ///
    /// Keys may stand in any order, unknown ones are passed over, and a record of a newer version is read as far as it is
    /// understood. Where the channel is unknown or missing, the record counts as a redirect. The fields of the booking may
    /// also stand beside those of the record.
    public init(_ line: UnsafeBufferPointer<UInt8>) throws(RecordError) {
        var draft = RecordDraft()
        do throws(JSONError) {
            var scanner = JSONScanner(line, limits: DecodedLine.limits)
            if try scanner.next() == UInt8(ascii: "{") {
                try scanner.members(into: &draft, by: RecordDraft.members)
            } else {
                try scanner.skipValue()
            }
            try scanner.end()
        } catch {
            throw .malformedJSON(error)
        }
        guard draft.record.sequence > 0 else { throw .notARecord(key: "seq") }
        guard draft.hasReceivedAt else { throw .notARecord(key: "received_at") }
        checksum = draft.checksumStart.map { DecodedLine.checksum(of: line, from: $0) } ?? .absent
        if draft.record.sighting.event == AnnotationRecord.event {
            guard draft.annotation.of > 0 else { throw .notARecord(key: "of") }
            record = .annotation(draft.annotationRecord)
            return
        }
        if !draft.hasBooking, draft.record.sighting.event == ErasedRecord.event {
            record = .erased(draft.erasedRecord)
            return
        }
        if !draft.hasBooking {
            guard let booking = DecodedLine.flatBooking(line) else { throw .notARecord(key: "booking") }
            draft.record.sighting.booking = booking
        }
        record = .sighting(draft.record)
    }

    /// Reads a line of a log, without its newline.
    public init(_ line: [UInt8]) throws(RecordError) {
        let result: Result<DecodedLine, RecordError> = line.withUnsafeBufferPointer { buffer in
            do throws(RecordError) {
                return .success(try DecodedLine(buffer))
            } catch {
                return .failure(error)
            }
        }
        self = try result.get()
    }

    /// The booking of a line made by hand or by another tool, whose fields stand beside those of the record; nil where
    /// nothing tells whose it is.
    private static func flatBooking(_ line: UnsafeBufferPointer<UInt8>) -> Booking? {
        var booking = Booking(product: .bookingCalendars)
        var scanner = JSONScanner(line, limits: limits)
        guard (try? scanner.next()) == UInt8(ascii: "{"),
            (try? scanner.members(into: &booking, by: Booking.members)) != nil,
            (booking.id ?? booking.name ?? booking.email) != nil
        else { return nil }
        return booking
    }

    /// Compares the checksum with the bytes before its member, which begins at `start` and has to be the last.
    private static func checksum(of line: UnsafeBufferPointer<UInt8>, from start: Int) -> DecodedRecord.Checksum {
        CRC32C.isSealed(line, from: start) ? .good : .bad
    }
}

/// A record as far as it was read; a sequence number of 0 stands for none.
private struct RecordDraft {
    var record = SightingRecord(
        sequence: 0,
        sighting: Sighting(
            receivedAt: Timestamp(milliseconds: 0),
            channel: .redirect,
            booking: Booking(product: .bookingCalendars),
            raw: .query("")
        )
    )
    /// What it says where it is an annotation.
    var annotation = Annotation(of: 0)
    var hasReceivedAt = false
    var hasBooking = false
    var checksumStart: Int?

    var annotationRecord: AnnotationRecord {
        AnnotationRecord(
            sequence: record.sequence,
            receivedAt: record.sighting.receivedAt,
            annotation: annotation
        )
    }

    var erasedRecord: ErasedRecord {
        ErasedRecord(sequence: record.sequence, receivedAt: record.sighting.receivedAt)
    }

    /// In the order in which `SightingRecord.encode(into:)` writes them.
    static let members: [MemberReader<RecordDraft>] = [
        MemberReader("v") { (_, scanner) throws(JSONError) in try scanner.skipValue() },
        .integer("seq") { $0.record.sequence = UInt64(clamping: $1 ?? 0) },
        .instant("received_at") { draft, time in
            guard let time else { return }
            draft.hasReceivedAt = true
            draft.record.sighting.receivedAt = time
        },
        // What other tools call it.
        .instant("received") { draft, time in
            guard !draft.hasReceivedAt, let time else { return }
            draft.hasReceivedAt = true
            draft.record.sighting.receivedAt = time
        },
        .text("channel") { $0.record.sighting.channel = $1.flatMap(Channel.init) ?? .redirect },
        .text("source") { $0.record.sighting.source = $1 },
        .text("event") { $0.record.sighting.event = $1 ?? $0.record.sighting.event },
        .integer("of") { $0.annotation.of = UInt64(clamping: $1 ?? 0) },
        MemberReader("marked") { (draft, scanner) throws(JSONError) in
            draft.annotation.isMarked = try scanner.isTrue()
        },
        MemberReader("remark") { (draft, scanner) throws(JSONError) in
            // An empty one takes the remark away, so it is not the same as none.
            guard try scanner.next() == UInt8(ascii: "\"") else { return try scanner.skipValue() }
            draft.annotation.remark = scanner.text(of: try scanner.string())
        },
        .text("event_id") { $0.record.sighting.eventID = $1 },
        .instant("occurred_at") { $0.record.sighting.occurredAt = $1 },
        MemberReader("signed") { (draft, scanner) throws(JSONError) in
            draft.record.sighting.isSigned = try scanner.isTrue()
        },
        MemberReader("stale") { (draft, scanner) throws(JSONError) in
            draft.record.sighting.isStale = try scanner.isTrue()
        },
        MemberReader("labelled") { (draft, scanner) throws(JSONError) in
            draft.record.sighting.labelled = LabelledFields(names: try scanner.texts())
        },
        MemberReader("booking") { (draft, scanner) throws(JSONError) in
            guard try scanner.next() == UInt8(ascii: "{") else { return try scanner.skipValue() }
            draft.hasBooking = true
            try scanner.members(into: &draft.record.sighting.booking, by: Booking.members)
        },
        MemberReader("raw") { (draft, scanner) throws(JSONError) in
            draft.record.sighting.raw = try scanner.rawPayload()
        },
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
    init(names: [String]) {
        self = []
        for (name, field) in LabelledFields.named where names.contains(name) { insert(field) }
    }
}
