extension SightingFields {
    /// Reads the line of a sighting whose checksum agrees, without its newline; O(n), in one pass.
    ///
    /// Such a line was written by bookwatch and is as it was: what arrived (`raw`) is not looked at. Any other line is left to
    /// `DecodedLine`, which reads them all.
    ///
    /// - Returns: whether it is such a line.
    public mutating func fill(fromSealed line: UnsafeBufferPointer<UInt8>) -> Bool {
        reset()
        guard let start = CRC32C.sealStart(of: line), CRC32C.isSealed(line, from: start) else { return false }
        seal = start
        do throws(JSONError) {
            var scanner = JSONScanner(line, limits: DecodedLine.limits)
            guard try scanner.next() == UInt8(ascii: "{") else { return false }
            try scanner.members(into: &self, by: SightingFields.members)
            try scanner.end()
        } catch {
            return false
        }
        foldEmail()
        return sequence > 0 && hasReceivedAt && hasBooking && !isUnclear && !self[.event].isEmpty
    }

    /// In the order in which `SightingRecord.encode(into:)` writes them.
    private static let members: [MemberReader<SightingFields>] = [
        MemberReader("v") { (_, scanner) throws(JSONError) in try scanner.skipValue() },
        .integer("seq") { $0.sequence = UInt64(clamping: $1 ?? 0) },
        .instant("received_at") { fields, time in
            fields.hasReceivedAt = time != nil
            fields.receivedAt = time ?? fields.receivedAt
        },
        .bytes("channel") { fields, bytes in
            let channel = Channel(bytes: bytes)
            fields.isUnclear = fields.isUnclear || channel == nil
            fields.channel = channel ?? .redirect
        },
        .bytes("source") { $0[.source] = $1 },
        .bytes("event") { fields, bytes in
            fields.isUnclear = fields.isUnclear || bytes.isSame(as: AnnotationRecord.eventName)
            fields[.event] = bytes
        },
        .bytes("event_id") { $0[.eventID] = $1 },
        .instant("occurred_at") { $0.occurredAt = $1 },
        MemberReader("signed") { (fields, scanner) throws(JSONError) in fields.isSigned = try scanner.isTrue() },
        MemberReader("stale") { (fields, scanner) throws(JSONError) in fields.isStale = try scanner.isTrue() },
        MemberReader("labelled") { (fields, scanner) throws(JSONError) in
            fields.labelled = LabelledFields(names: try scanner.texts())
        },
        MemberReader("booking") { (fields, scanner) throws(JSONError) in
            guard try scanner.next() == UInt8(ascii: "{") else { return try scanner.skipValue() }
            fields.hasBooking = true
            try scanner.members(into: &fields, by: SightingFields.bookingMembers)
        },
        MemberReader("raw") { (fields, scanner) throws(JSONError) in
            guard let seal = fields.seal, scanner.index <= seal else { return try scanner.skipValue() }
            fields.raw = UnsafeBufferPointer(rebasing: scanner.bytes[scanner.index..<seal])
            scanner.advance(to: seal)
        },
        MemberReader("crc32c") { (_, scanner) throws(JSONError) in try scanner.skipValue() },
    ]

    /// In the order in which `BookingJSON` writes them; those that a ledger does not keep are passed over.
    private static let bookingMembers: [MemberReader<SightingFields>] = [
        .bytes("product") { fields, bytes in
            fields.product = Product(bytes: bytes) ?? fields.product
        },
        .bytes("id") { $0[.id] = $1 },
        .bytes("subject") { $0[.subject] = $1 },
        .bytes("status") { $0[.status] = $1 },
        .bytes("event_type") { $0[.eventType] = $1 },
        .bytes("booking_page") { $0[.bookingPage] = $1 },
        .bytes("booking_calendar") { $0[.bookingCalendar] = $1 },
        .bytes("master_page") { $0[.masterPage] = $1 },
        .bytes("name") { $0[.name] = $1 },
        .bytes("email") { $0[.email] = $1 },
        .bytes("phone") { $0[.phone] = $1 },
        .bytes("company") { $0[.company] = $1 },
        .bytes("note") { $0[.note] = $1 },
        .instant("starts_at") { $0.startsAt = $1 },
        .instant("created_at") { $0.createdAt = $1 },
        .bytes("time_zone") { $0[.timeZone] = $1 },
        .integer("utc_offset") { $0.utcOffset = $1 },
        MemberReader("custom_fields") { (fields, scanner) throws(JSONError) in try fields.readAnswers(&scanner) },
        MemberReader("start_uncertain") { (fields, scanner) throws(JSONError) in
            fields.startIsUncertain = try scanner.isTrue()
        },
        MemberReader("cut_off") { (fields, scanner) throws(JSONError) in fields.isCutOff = try scanner.isTrue() },
        .bytes("location") { $0[.location] = $1 },
        .bytes("event_type_id") { $0[.eventTypeID] = $1 },
        .bytes("booking_page_id") { $0[.bookingPageID] = $1 },
        .bytes("master_page_id") { $0[.masterPageID] = $1 },
        .bytes("host_id") { $0[.hostID] = $1 },
        .bytes("host_name") { $0[.hostName] = $1 },
        .integer("duration_minutes") { $0.durationMinutes = $1 },
        .wallTime("page_time") { $0.pageTime = $1 },
        .bytes("rescheduled_from") { $0[.rescheduledFrom] = $1 },
    ]

    /// The answers under their names; those that are neither a text nor a list are passed over, a name twice is refused.
    private mutating func readAnswers(_ scanner: inout JSONScanner) throws(JSONError) {
        try scanner.namedValues { key, scanner throws(JSONError) in
            let name = bytes(of: key, in: scanner)
            guard !answerNames.contains(where: { $0.elementsEqual(name) }) else {
                throw JSONError(.duplicateKey, at: key.range.lowerBound - 1)
            }
            answerNames.append(name)
            if try scanner.next() == UInt8(ascii: "[") {
                try scanner.elements { scanner throws(JSONError) in
                    guard let token = try scanner.optionalString() else { return }
                    answers.append((name, bytes(of: token, in: scanner)))
                }
            } else if let token = try scanner.optionalString() {
                answers.append((name, bytes(of: token, in: scanner)))
            }
        }
    }
}

extension Channel {
    fileprivate init?(bytes: UnsafeBufferPointer<UInt8>) {
        if bytes.isSame(as: "redirect") {
            self = .redirect
        } else if bytes.isSame(as: "embed") {
            self = .embed
        } else if bytes.isSame(as: "webhook") {
            self = .webhook
        } else {
            return nil
        }
    }
}

extension Product {
    fileprivate init?(bytes: UnsafeBufferPointer<UInt8>) {
        if bytes.isSame(as: "booking_pages") {
            self = .bookingPages
        } else if bytes.isSame(as: "booking_calendars") {
            self = .bookingCalendars
        } else {
            return nil
        }
    }
}

extension MemberReader<SightingFields> {
    /// A member that is a text; empty for what is none.
    fileprivate static func bytes(
        _ name: StaticString,
        _ set: @escaping @Sendable (inout SightingFields, UnsafeBufferPointer<UInt8>) -> Void
    ) -> MemberReader {
        MemberReader(name) { (fields, scanner) throws(JSONError) in
            let token = try scanner.optionalString()
            set(&fields, token.map { fields.bytes(of: $0, in: scanner) } ?? UnsafeBufferPointer(start: nil, count: 0))
        }
    }
}
