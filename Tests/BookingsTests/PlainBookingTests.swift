import Bookings
import Testing

/// Bookings that a site hands on itself: told by an id as OnceHub gives it.
@Suite struct PlainBookingTests {
    private func booking(query: String) throws -> Booking {
        try Sighting(decoding: Payload(.query(Array(query.utf8)), receivedAt: Timestamp(milliseconds: 0))).booking
    }

    private func booking(json: String) throws -> Booking {
        let payload = Payload(.json(Array(json.utf8)), channel: .embed, receivedAt: Timestamp(milliseconds: 0))
        return try Sighting(decoding: payload).booking
    }

    @Test(arguments: ["booking_id", "Booking_ID", "id"])
    func aRedirectThatNamesABookingIsOne(name: String) throws {
        let booking = try booking(query: "?name=Ana+M%C3%BCller&email=ana%40example.com&\(name)=BKNG-V00001&plan=pro")
        #expect(booking.product == .bookingCalendars)
        #expect(booking.id == "BKNG-V00001")
        #expect(booking.name == "Ana Müller")
        #expect(booking.customFields == [CustomField(name: "plan", value: .text("pro"))])
    }

    @Test(arguments: ["?id=42&name=Ana", "?booking_id=42", "?booking_id=", "?note=BKNG-1"])
    func aRedirectThatNamesNoneIsNone(query: String) {
        #expect(throws: PayloadError.noBookingData) { try booking(query: query) }
    }

    @Test func aFieldOfThatNameStaysOneWhereOnceHubNamesTheBooking() throws {
        let booking = try booking(query: "?booking_calendar=BKC-1&id=BKNG-1&booking_id=BKNG-2")
        #expect(booking.id == "BKNG-1")
        #expect(booking.customFields == [CustomField(name: "booking_id", value: .text("BKNG-2"))])
    }

    @Test func anObjectThatNamesABookingIsOne() throws {
        let booking = try booking(
            json: #"{"name":"Ana","email":"ana@example.com","booking_id":"BKNG-T3","event_type":"Intro call 15m"}"#
        )
        #expect(booking.product == .bookingPages)
        #expect(booking.id == "BKNG-T3")
        #expect(booking.eventType == "Intro call 15m")
        #expect(booking.email == "ana@example.com")
    }

    @Test(arguments: [#"{"id":"BKC-1"}"#, #"{"booking_id":7}"#, #"{"name":"Ana"}"#, #"{"type":"x","id":"BKNG-1"}"#])
    func anObjectThatNamesNoneIsNone(json: String) {
        #expect(throws: PayloadError.self) { try booking(json: json) }
    }
}
