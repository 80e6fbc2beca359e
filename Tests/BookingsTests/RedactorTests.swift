import Foundation
import Testing

@testable import Bookings

/// Stand-ins in the place of personal data.
@Suite struct RedactorTests {
    private static let time = Timestamp(milliseconds: 1_790_000_000_000)

    private func redact(_ sighting: Sighting, with redactor: inout Redactor) throws -> Sighting {
        let record = redactor.redact(.sighting(SightingRecord(sequence: 7, sighting: sighting)))
        guard case .sighting(let redacted) = record else { throw RecordError.notARecord(key: "booking") }
        return redacted.sighting
    }

    private func redact(_ sighting: Sighting) throws -> Sighting {
        var redactor = Redactor(seed: "test")
        return try redact(sighting, with: &redactor)
    }

    private func decode(_ sighting: Sighting) throws -> Sighting {
        let content: Payload.Content =
            switch sighting.raw {
            case .query(let query): .query(Array(query.utf8))
            case .json(let json): .json(json)
            }
        return try Sighting(decoding: Payload(content, channel: sighting.channel, receivedAt: Self.time))
    }

    /// What a booking says that is somebody's own.
    private func personal(_ booking: Booking) -> [String] {
        let details = booking.details
        let texts = [
            booking.id, booking.subject, booking.name, booking.email, booking.phone, booking.company, booking.note,
            details.mobile, details.location, details.conferencingURL, details.hostID, details.hostName,
            details.cancelURL, details.rescheduleURL, details.cancelRescheduleURL, details.icsURL, details.packageID,
            details.cancelReason, details.rescheduledFrom,
        ].compactMap(\.self)
        let answers = booking.customFields.flatMap(\.value.texts) + details.guests + details.utm.map(\.value)
        return (texts + answers + details.sessions.compactMap(\.id)).filter { $0.utf8.count >= 5 }
    }

    @Test(arguments: VectorTests.decodable)
    func thePayloadIsDecodedToTheRedactedBookingAndHoldsNothingPersonal(vector: VectorTests.Vector) throws {
        guard let sighting = try? Sighting(decoding: vector.payload()) else { return }
        let redacted = try redact(sighting)
        #expect(try decode(redacted).booking == redacted.booking)
        #expect(redacted.booking.isCutOff == sighting.booking.isCutOff)
        var line: [UInt8] = []
        SightingRecord(sequence: 7, sighting: redacted).encode(into: &line)
        let text = String(decoding: line, as: UTF8.self)
        // What stays may say the same by chance.
        let kept = [
            sighting.booking.eventType, sighting.booking.bookingPage, sighting.booking.masterPage,
            sighting.booking.status, sighting.booking.timeZone, sighting.source,
        ].compactMap(\.self)
        for value in personal(sighting.booking) where !kept.contains(where: { $0.contains(value) }) {
            #expect(!text.contains(value), "\(value)")
            #expect(!text.contains(PercentEncoding.encode(value)), "\(value)")
        }
    }

    @Test(arguments: VectorTests.decodable)
    func whatAReplayShowsOfTheTrafficStays(vector: VectorTests.Vector) throws {
        guard let sighting = try? Sighting(decoding: vector.payload()) else { return }
        let (before, after) = (sighting.booking, try redact(sighting).booking)
        #expect(after.product == before.product && after.status == before.status)
        #expect(after.eventType == before.eventType && after.bookingPage == before.bookingPage)
        #expect(after.masterPage == before.masterPage && after.bookingCalendar == before.bookingCalendar)
        #expect(after.startsAt == before.startsAt && after.createdAt == before.createdAt)
        #expect(after.timeZone == before.timeZone && after.details.durationMinutes == before.details.durationMinutes)
        #expect((after.id == nil) == (before.id == nil) && (after.email == nil) == (before.email == nil))
        #expect(after.customFields.map(\.name) == before.customFields.map(\.name))
    }

    @Test func onePersonHasOneStandInOnAllChannels() throws {
        var redactor = Redactor()
        func booking(_ change: (inout Booking) -> Void) throws -> Booking {
            var booking = Booking(product: .bookingCalendars)
            change(&booking)
            let sighting = Sighting(receivedAt: Self.time, channel: .embed, booking: booking, raw: .query(""))
            return try redact(sighting, with: &redactor).booking
        }
        let first = try booking { ($0.id, $0.name, $0.email) = ("BKNG-4T8WQ2ZP61MX", "Ann Smith", "ann@example.com") }
        let other = try booking { ($0.id, $0.name, $0.email) = ("BKNG-4T8WQ2ZP61MY", "Ann Smith", "bob@example.com") }
        let later = try booking { ($0.id, $0.name) = ("BKNG-4T8WQ2ZP61MX", "A. Smith") }
        let again = try booking { ($0.email, $0.name) = ("ANN@example.com", "Ann") }
        let moved = try booking { ($0.id, $0.email) = ("BKNG-4T8WQ2ZP61MX", "ann@example.org") }
        #expect(first.name == "Customer 1" && first.email == "customer1@example.com")
        #expect(other.name == "Customer 2" && other.email == "customer2@example.com")
        #expect(later.name == first.name && later.id == first.id && first.id != other.id)
        #expect(again.name == first.name && again.email == first.email)
        #expect(moved.email == "customer1-2@example.com", "two addresses stay two")
        #expect(first.id?.wholeMatch(of: /BKNG-[A-Z0-9]{12}/) != nil)
        #expect(redactor.personCount == 2)
    }

    @Test func aPayloadOfAnotherKindIsRedactedByItsKeys() throws {
        let json = #"""
            {"unknown":"Ann Smith","nested":[{"deep":"ann@example.com","ip":"203.0.113.7"}],"number":3512025550124,\#
            "custom_fields":[{"name":"Your mother","value":"Eve"},{"name":"age","value":42}],"status":"scheduled"}
            """#
        var booking = Booking(product: .bookingPages)
        booking.status = "scheduled"
        let sighting = Sighting(
            receivedAt: Self.time,
            channel: .webhook,
            booking: booking,
            raw: .json(Array(json.utf8))
        )
        guard case .json(let bytes) = try redact(sighting).raw else { throw PayloadError.noBookingData }
        let text = String(decoding: bytes, as: UTF8.self)
        for value in ["Ann", "ann@", "203.0", "2025550124", "Eve", "42"] { #expect(!text.contains(value), "\(value)") }
        #expect(text.contains("Your mother") && text.contains(#""status":"scheduled""#))
    }

    @Test func whatStaysIsReplacedWhereItNamesAnAddress() throws {
        var booking = Booking(product: .bookingPages)
        booking.bookingPage = "ann@example.com"
        let raw = RawPayload.query("bookingPage=ann%40example.com&ann%40example.com=1&ann%40example.com&meetingTime=x")
        let redacted = try redact(Sighting(receivedAt: Self.time, channel: .redirect, booking: booking, raw: raw))
        #expect(redacted.booking.bookingPage?.contains("ann") == false)
        guard case .query(let query) = redacted.raw else { throw PayloadError.noBookingData }
        #expect(!query.contains("ann"), "\(query)")
    }

    @Test func theHashIsSipHash() {
        // The test vector of the paper, appendix A.
        let hash = KeyedHash(0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908)
        #expect(hash.of(Array(0..<15)) == 0xA129_CA61_49BE_45E5)
    }
}
