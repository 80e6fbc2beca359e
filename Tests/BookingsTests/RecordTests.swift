import Bookings
import BookwatchTestSupport
import Foundation
import Testing

@Suite struct RecordTests {
    static let hostileValues: [String] = {
        let text = (try? Fixture.bytes("hostile_fields.jsonl")) ?? []
        return text.split(separator: 0x0A).compactMap { line in
            (try? JSONParser.parse(Array(line)))?["value"]?.string
        }
        .filter { !$0.isEmpty }
    }()

    /// A record with the text in every place that takes one.
    private static func record(filledWith text: String, sequence: Int) -> SightingRecord {
        var booking = Booking.fixture(
            product: .bookingPages,
            id: text,
            subject: text,
            status: text,
            eventType: text,
            bookingPage: text,
            masterPage: text,
            bookingCalendar: text,
            name: text,
            email: text,
            phone: text,
            company: text,
            note: text,
            timeZone: text,
            customFields: [
                CustomField(name: text, value: .list([text, "", text])),
                CustomField(name: text + "2", value: .text("")),
            ]
        )
        booking.startIsUncertain = true
        booking.isCutOff = true
        booking.utcOffset = -5
        booking.details = details(filledWith: text)
        var sighting = Sighting.fixture(
            channel: .webhook,
            source: text,
            event: text,
            eventID: text,
            isSigned: true,
            booking: booking,
            labelled: [.eventType, .bookingPage],
            raw: .query(text)
        )
        sighting.occurredAt = Timestamp(milliseconds: 1_770_305_400_002)
        sighting.isStale = true
        if !sequence.isMultiple(of: 2) {
            var json: [UInt8] = []
            JSONWriter.append(.object([JSONMember(name: text, value: .array([.string(text), .null]))]), to: &json)
            sighting.raw = .json(json)
        }
        return SightingRecord(sequence: UInt64(sequence), sighting: sighting)
    }

    private static func details(filledWith text: String) -> BookingDetails {
        var details = BookingDetails()
        details.mobile = text
        details.guests = [text, "ada@example.com"]
        details.location = text
        details.durationMinutes = 30
        details.utm = [UTMTag(name: "source", value: text), UTMTag(name: text + "2", value: text)]
        details.pageTime = WallTime(milliseconds: 1_770_305_400_001)
        details.customerTime = WallTime(milliseconds: 1_770_305_400_000)
        details.sessions = [
            BookingSession(id: text, startsAt: Timestamp(milliseconds: 1)), BookingSession(id: nil, startsAt: nil),
        ]
        details.cancelURL = text
        details.rescheduleURL = text
        details.cancelRescheduleURL = text
        details.conferencingURL = text
        details.eventTypeID = text
        details.bookingPageID = text
        details.masterPageID = text
        details.bookingCalendarName = text
        details.hostID = text
        details.hostName = text
        details.icsURL = text
        details.packageID = text
        details.isInTrash = true
        details.cancelReason = text
        details.canceledBy = text
        details.rescheduledFrom = text
        details.payment = Payment(amountCharged: -4_200, currency: text)
        return details
    }

    @Test func hostileTextComesBackAsItWasAndIsHarmlessInTheLine() throws {
        #expect(Self.hostileValues.count > 200)
        for (index, value) in Self.hostileValues.enumerated() {
            let record = Self.record(filledWith: value, sequence: index + 1)
            var line: [UInt8] = []
            record.encode(into: &line)
            let scalars = String(decoding: line, as: UTF8.self).unicodeScalars
            let harmful = scalars.first { scalar in
                let isControl = [.control, .lineSeparator, .paragraphSeparator].contains(
                    scalar.properties.generalCategory
                )
                return isControl || scalar.properties.isBidiControl || scalar == "\u{FEFF}"
            }
            #expect(harmful == nil)
            #expect(throws: Never.self) { try JSONParser.parse(line) }
            let read = try SightingRecord.decode(line)
            #expect(read.record == record)
            #expect(read.checksum == .good)
        }
    }

    @Test func aRawPayloadThatCouldHarmIsWrittenWithEscapes() throws {
        let json = Array("{ \"a\" :\n\"x\u{202E}\u{85}\u{7F}\\u001b\" }".utf8)
        var line: [UInt8] = []
        SightingRecord.fixture(sighting: .fixture(channel: .embed, raw: .json(json))).encode(into: &line)
        #expect(line.allSatisfy { (0x20..<0x7F).contains($0) })
        let read = try SightingRecord.decode(line)
        #expect(read.checksum == .good)
        #expect(read.record.sighting.raw == .json(Array(#"{"a":"x\u202e\u0085\u007f\u001b"}"#.utf8)))
    }

    @Test func theFirstKeysAndTheLastAreAlwaysTheSame() {
        var line = Array("before".utf8)
        SightingRecord.fixture(sequence: 42).encode(into: &line)
        #expect(
            String(decoding: line, as: UTF8.self) == """
                before{"v":1,"seq":42,"received_at":"2026-02-03T09:12:45.310Z","channel":"redirect",\
                "source":"pricing-page","event":"booking.scheduled","booking":{"product":"booking_calendars",\
                "id":"BKNG-4T8WQ2ZP61MX","subject":"Product walkthrough","status":"scheduled",\
                "booking_calendar":"BKC-7QF2M9ZK4T","name":"Marta Quintela","email":"marta.quintela@example.com",\
                "company":"Olive & Oak","starts_at":"2026-02-05T15:30:00.000Z",\
                "created_at":"2026-02-03T09:12:44.310Z","time_zone":"Europe/Lisbon",\
                "custom_fields":{"meeting_reason":"Pricing questions"}},\
                "raw":"booking_calendar=BKC-7QF2M9ZK4T&id=BKNG-4T8WQ2ZP61MX","crc32c":"5c9dbc52"}
                """
        )
    }

    @Test func everyFlippedBitIsNoticed() throws {
        let sighting = Sighting(
            receivedAt: Timestamp(milliseconds: 1_795_359_791_120),
            channel: .redirect,
            booking: Booking(product: .bookingPages),
            raw: .query("Name=Ada")
        )
        var line: [UInt8] = []
        SightingRecord(sequence: 1, sighting: sighting).encode(into: &line)
        for index in line.indices {
            for bit in 0..<8 {
                var damaged = line
                damaged[index] ^= 1 << bit
                let read = try? SightingRecord.decode(damaged)
                // Hexadecimal digits mean the same in either case.
                let isSameDigit = bit == 5 && index >= line.count - 10 && index < line.count - 2
                #expect(read?.checksum != .good || isSameDigit, "bit \(bit) of byte \(index)")
            }
        }
    }

    @Test func theChecksumIsCastagnolis() {
        let digits = Array("123456789".utf8)
        #expect(digits.withUnsafeBytes { CRC32C.checksum($0) } == 0xE306_9283)
    }
}
