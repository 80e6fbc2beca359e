import Bookings
import BookwatchTestSupport
import Testing

/// Lines that other tools, other versions and accidents made.
@Suite struct RecordReadingTests {
    static let booking = #""booking":{"product":"booking_pages","name":"Ada"}"#
    static let received = #""received_at":"2026-02-03T09:12:45.310Z""#

    private func read(_ line: String) throws -> DecodedRecord {
        try SightingRecord.decode(Array(line.utf8))
    }

    @Test func keysMayStandInAnyOrderAndBeEscaped() throws {
        let line = #" { "booking" : {"name":"Ada","\u0070roduct":"booking_pages"}, \#(Self.received), "s\u0065q": 3 } "#
        let read = try read(line)
        #expect(read.record.sequence == 3)
        #expect(read.record.sighting.booking.name == "Ada")
        #expect(read.record.sighting.booking.product == .bookingPages)
        #expect(read.record.sighting.channel == .redirect)
        #expect(read.record.sighting.event == "booking.scheduled")
        #expect(read.record.sighting.raw == .query(""))
        #expect(read.checksum == .absent)
    }

    @Test func whatANewerVersionAddsIsPassedOver() throws {
        let line =
            #"{"v":99,"x":[{"y":[1,{}]}],"seq":1,\#(Self.received),"channel":"pigeon",\#(Self.booking),"shape":null}"#
        #expect(try read(line).record.sighting.booking.name == "Ada")
    }

    @Test func fieldsMayStandBesideThoseOfTheRecord() throws {
        let line = #"{"seq":1,"received":"2026-02-03T09:12:45.310Z","id":"BKNG-1","custom_fields":{"a":"b"}}"#
        let sighting = try read(line).record.sighting
        #expect(sighting.receivedAt.iso8601 == "2026-02-03T09:12:45.310Z")
        #expect(sighting.booking.id == "BKNG-1")
        #expect(sighting.booking.customFields == [CustomField(name: "a", value: .text("b"))])
    }

    @Test func aValueOfTheWrongTypeIsMissing() throws {
        let line = #"""
            {"seq":1,\#(Self.received),"signed":1,"labelled":{},"source":[1],"booking":{"name":7,"email":null,"starts_at":0,
            "utc_offset":"5","custom_fields":[1],"guests":"x","utm":[],"sessions":[1,{"id":"BKNG-1"}],"payment":{},
            "duration_minutes":1e99,"created_at":"soon","company":"","note":{"a":[]},"id":"BKNG-1"}}
            """#
        var booking = Booking(product: .bookingCalendars)
        booking.id = "BKNG-1"
        booking.details.sessions = [BookingSession(id: "BKNG-1", startsAt: nil)]
        let sighting = try read(line).record.sighting
        #expect(sighting.booking == booking)
        #expect(sighting.source == nil && !sighting.isSigned && sighting.labelled.isEmpty)
    }

    @Test(arguments: [
        (#"{"v":1,"seq":1}"#, "received_at"), ("{}", "seq"), ("[]", "seq"), ("7", "seq"),
        (#"{"seq":"x",\#(received),\#(booking)}"#, "seq"), (#"{"seq":0,\#(received),\#(booking)}"#, "seq"),
        (#"{"seq":-1,\#(received),\#(booking)}"#, "seq"), (#"{"seq":1e400,\#(received),\#(booking)}"#, "seq"),
        (#"{"seq":9223372036854775808,\#(received),\#(booking)}"#, "seq"),
        (#"{"seq":1,"received_at":"now",\#(booking)}"#, "received_at"), (#"{"seq":1,\#(received)}"#, "booking"),
        (#"{"seq":1,\#(received),"booking":[]}"#, "booking"),
    ])
    func aLineWithoutItsKeysIsNoRecord(line: String, key: String) {
        #expect(throws: RecordError.notARecord(key: key)) { try read(line) }
    }

    @Test(arguments: [
        #"{"seq":1,"seq":2,\#(received),\#(booking)}"#, #"{"seq":1,\#(received),"booking":{"name":"a","name":"b"}}"#,
        #"{"seq":1,\#(received),"booking":{"custom_fields":{"a":"1","\u0061":"2"}}}"#,
        #"{"seq":1,\#(received),\#(booking)}{}"#, #"{"seq":1,\#(received),\#(booking)"#, "", "\u{FEFF}",
        #"{"seq":1,\#(received),\#(booking),"x":\#(String(repeating: "[", count: 100_000))"#,
        #"{"seq":1,\#(received),\#(booking),"x":"\#u{1B}"}"#,
    ])
    func whatIsNotStrictJSONIsRefused(line: String) {
        #expect {
            try read(line)
        } throws: { error in
            if case .malformedJSON? = error as? RecordError { true } else { false }
        }
    }

    @Test func aChecksumCoversWhatStandsBeforeIt() throws {
        var line: [UInt8] = []
        SightingRecord.fixture().encode(into: &line)
        let text = String(decoding: line, as: UTF8.self)
        #expect(try read(text).checksum == .good)
        #expect(try read(text + "\r").checksum == .good)
        #expect(try read(text.dropLast() + #","x":1}"#).checksum == .bad)
        #expect(try read(text.replacing("Marta", with: "Maria")).checksum == .bad)
        #expect(try read(text.replacing(#","crc32c""#, with: #", "crc32c""#)).checksum == .bad)
        #expect(try read(text.replacing(#""crc32c":"#, with: #""crc32c":7,"x":"#)).checksum == .bad)
        let unchecked = text.prefix(upTo: try #require(text.firstRange(of: ",\"crc32c\"")).lowerBound) + "}"
        #expect(try read(String(unchecked)).checksum == .absent)
    }

    @Test func everyPrefixOfALineIsRefused() {
        var line: [UInt8] = []
        SightingRecord.fixture().encode(into: &line)
        for length in line.indices {
            #expect(throws: RecordError.self) { try SightingRecord.decode(Array(line.prefix(length))) }
        }
    }
}
