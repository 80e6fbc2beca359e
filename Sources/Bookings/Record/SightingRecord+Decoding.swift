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
    /// Log lines hold more keys than payloads may, and a payload inside.
    private static let limits = JSONParser.Limits(depth: 48, keys: 2_048)

    /// Reads a line of a log, without its newline.
    ///
    /// Keys may stand in any order, unknown ones are passed over, and a record of a newer version is read as far as it is
    /// understood.
    public static func decode(_ line: UnsafeBufferPointer<UInt8>) throws(RecordError) -> DecodedRecord {
        let value: JSONValue
        do {
            value = try JSONParser.parse(line, limits: limits)
        } catch {
            throw .malformedJSON(error)
        }
        guard let members = value.members else { throw .notARecord(key: "seq") }
        guard case .number(let digits)? = value["seq"], let sequence = UInt64(digits), sequence > 0,
            sequence < .max >> 1
        else {
            throw .notARecord(key: "seq")
        }
        guard let received = value["received_at"]?.string.flatMap({ Timestamp(iso8601: $0) }) else {
            throw .notARecord(key: "received_at")
        }
        guard let object = value["booking"], let booking = Booking(logged: object) else {
            throw .notARecord(key: "booking")
        }
        let sighting = Sighting(
            receivedAt: received,
            channel: value["channel"]?.string.flatMap(Channel.init) ?? .redirect,
            source: value["source"]?.string,
            event: value["event"]?.string ?? "booking.scheduled",
            eventID: value["event_id"]?.string,
            isSigned: value["signed"] == .bool(true),
            booking: booking,
            labelled: LabelledFields(names: value["labelled"]?.elements ?? []),
            raw: RawPayload(logged: value["raw"])
        )
        let checksum = checksum(of: line, last: members.last)
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

    /// `,"crc32c":"` and eight digits, `"}`.
    private static let trailerLength = 21

    private static func checksum(of line: UnsafeBufferPointer<UInt8>, last: JSONMember?) -> DecodedRecord.Checksum {
        guard let last, last.name == "crc32c" else { return .absent }
        guard line.count > trailerLength, let digits = last.value.string, digits.utf8.count == 8,
            let expected = UInt32(digits, radix: 16)
        else { return .bad }
        let covered = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(line)[..<(line.count - trailerLength)])
        let startsTrailer = line[(line.count - trailerLength)...].starts(with: ",\"crc32c\":\"".utf8)
        return startsTrailer && CRC32C.checksum(covered) == expected ? .good : .bad
    }
}

extension LabelledFields {
    init(names: [JSONValue]) {
        self = []
        for (name, field) in LabelledFields.named where names.contains(.string(name)) { insert(field) }
    }
}

extension RawPayload {
    init(logged value: JSONValue?) {
        switch value {
        case .string(let query)?:
            self = .query(query)
        case .some(let value):
            var bytes: [UInt8] = []
            JSONWriter.append(value, to: &bytes)
            self = .json(bytes)
        case nil:
            self = .query("")
        }
    }
}

extension Booking {
    /// Reads a booking as the log writes it; nil for what is no object. Values of the wrong type count as missing.
    init?(logged object: JSONValue) {
        guard object.members != nil else { return nil }
        self.init(product: object["product"]?.string.flatMap(Product.init) ?? .bookingCalendars)
        id = object["id"]?.nonEmptyString
        subject = object["subject"]?.nonEmptyString
        status = object["status"]?.nonEmptyString
        eventType = object["event_type"]?.nonEmptyString
        bookingPage = object["booking_page"]?.nonEmptyString
        masterPage = object["master_page"]?.nonEmptyString
        bookingCalendar = object["booking_calendar"]?.nonEmptyString
        name = object["name"]?.nonEmptyString
        email = object["email"]?.nonEmptyString
        phone = object["phone"]?.nonEmptyString
        company = object["company"]?.nonEmptyString
        note = object["note"]?.nonEmptyString
        startsAt = object["starts_at"]?.string.flatMap { Timestamp(iso8601: $0) }
        startIsUncertain = object["start_uncertain"] == .bool(true)
        createdAt = object["created_at"]?.string.flatMap { Timestamp(iso8601: $0) }
        timeZone = object["time_zone"]?.nonEmptyString
        utcOffset = object["utc_offset"]?.integer
        customFields = (object["custom_fields"]?.members ?? []).compactMap { member in
            if let elements = member.value.elements {
                return CustomField(name: member.name, value: .list(elements.compactMap(\.string)))
            }
            return member.value.string.map { CustomField(name: member.name, value: .text($0)) }
        }
        details = BookingDetails(logged: object)
    }
}

extension BookingDetails {
    init(logged object: JSONValue) {
        mobile = object["mobile"]?.nonEmptyString
        guests = object["guests"]?.elements?.compactMap(\.string) ?? []
        location = object["location"]?.nonEmptyString
        durationMinutes = object["duration_minutes"]?.integer
        utm = (object["utm"]?.members ?? []).compactMap { tag in
            tag.value.string.map { UTMTag(name: tag.name, value: $0) }
        }
        pageTime = object["page_time"]?.string.flatMap { WallTime(iso8601: $0) }
        customerTime = object["customer_time"]?.string.flatMap { WallTime(iso8601: $0) }
        sessions = (object["sessions"]?.elements ?? []).map { session in
            BookingSession(
                id: session["id"]?.string,
                startsAt: session["starts_at"]?.string.flatMap { Timestamp(iso8601: $0) }
            )
        }
        cancelURL = object["cancel_url"]?.nonEmptyString
        rescheduleURL = object["reschedule_url"]?.nonEmptyString
        cancelRescheduleURL = object["cancel_reschedule_url"]?.nonEmptyString
        cancelReason = object["cancel_reason"]?.nonEmptyString
        canceledBy = object["canceled_by"]?.nonEmptyString
        rescheduledFrom = object["rescheduled_from"]?.nonEmptyString
        if let amount = object["payment"]?["amount_charged"]?.integer {
            payment = Payment(amountCharged: amount, currency: object["payment"]?["currency"]?.nonEmptyString)
        }
    }
}
