import Bookings
import Ledger
import Testing

/// Which sightings are one booking (contract.md section 6, quirk 6).
@Suite struct MergingTests {
    /// One booking of Booking Pages as the three channels tell it.
    private enum Harriet {
        static let redirect = """
            Name=Harriet%20Boone&Email=harriet.boone@example.com&subject=Mortgage%20review&company=Boone%20Bakery\
            &phone=1-2065550133&bookingPage=lending&creationTime=2026-01-20T18:22:07.481Z\
            &meetingTime=2026-01-22T10:45:00.000Z&timeZone=Eastern%20time&utcOffset=-5
            """
        static let embed = """
            {"errorStatus":0,"bookingInfo":{"statusCode":"1","CustomerName":"Harriet Boone",
            "CustomerEmail":"Harriet.Boone@example.com","EventTypeName":"Mortgage review","MeetingTimes":[
            {"UTCTime":"2026-01-22T14:45:00","CustomerTime":"2026-01-22T09:45:00","SOTime":"2026-01-22T10:45:00"}]}}
            """
        static let webhook = """
            {"id":"EVNT-1","object":"event","type":"booking.scheduled","data":{"object":"booking","id":"BKNG-HARRIET",
            "status":"scheduled","starting_time":"2026-01-22T14:45:00Z","creation_time":"2026-01-20T18:22:07.481Z",
            "event_type":{"id":"ET-1","name":"Mortgage review"},"master_page":{"id":"MP-1","name":"Branch"},
            "booking_page":{"id":"BP-1","name":"lending"},
            "form_submission":{"name":"Harriet Boone","email":"harriet.boone@example.com"}}}
            """

        static func sightings() throws -> [Channel: Sighting] {
            [
                .redirect: try .decoded(.query(Array(redirect.utf8)), channel: .redirect),
                .embed: try .decoded(.json(Array(embed.utf8)), channel: .embed),
                .webhook: try .decoded(.json(Array(webhook.utf8)), channel: .webhook, isSigned: true),
            ]
        }
    }

    @Test(arguments: [
        [Channel.embed, .redirect, .webhook],
        [.redirect, .embed, .webhook],
        [.redirect, .webhook, .embed],
        [.embed, .webhook, .redirect],
        [.webhook, .redirect, .embed],
        [.webhook, .embed, .redirect],
    ])
    func redirectEmbedAndWebhookOfOneBookingAreOneRow(order: [Channel]) throws {
        let sightings = try Harriet.sightings()
        let ledger = BookingLedger(order.compactMap { sightings[$0] })
        #expect(ledger.count == 1)
        #expect(ledger.sightings(of: 0).map(\.channel) == order)
        #expect(ledger.sightings(of: 0).map(\.sequence) == [1, 2, 3])
        let booking = ledger.booking(at: 0)
        #expect(booking.id == "BKNG-HARRIET")
        #expect(booking.masterPage == "Branch")
        #expect(booking.company == "Boone Bakery")
        #expect(booking.email == "harriet.boone@example.com")
        // The redirect alone would say 15:45.
        #expect(booking.startsAt == .at("2026-01-22T14:45:00Z"))
        #expect(!booking.startIsUncertain)
        #expect(ledger.pageTime(0)?.iso8601 == "2026-01-22T10:45:00")
    }

    @Test func calendarsAreMergedById() {
        let redirect = Sighting.fixture(.redirect, .bookingCalendars) { $0.id = "BKNG-1" }
        let embed = Sighting.fixture(.embed, .bookingCalendars) { $0.id = "BKNG-1" }
        let other = Sighting.fixture(.embed, .bookingCalendars) { $0.id = "BKNG-2" }
        let ledger = BookingLedger([redirect, other, embed])
        #expect(ledger.count == 2)
        #expect(ledger.sightings(of: 0).map(\.sequence) == [1, 3])
    }

    @Test func idsAreComparedByTheirBytes() {
        let composed = Sighting.fixture { $0.id = "BKNG-\u{E9}" }
        let decomposed = Sighting.fixture { $0.id = "BKNG-e\u{301}" }
        let lower = Sighting.fixture { $0.id = "bkng-\u{E9}" }
        #expect(BookingLedger([composed, decomposed, lower]).count == 3)
    }

    @Test func twoIdsAreTwoBookingsWhateverElseAgrees() {
        // Each session of a package has its own event, with one address and one time of creation.
        func session(_ id: String) -> Sighting {
            .fixture(.webhook) {
                $0.id = id
                $0.email = "a@example.com"
                $0.createdAt = .at("2026-02-03T11:00:00Z")
                $0.startsAt = .at("2026-02-05T11:00:00Z")
            }
        }
        let redirect = Sighting.fixture {
            $0.email = "a@example.com"
            $0.createdAt = .at("2026-02-03T11:00:00Z")
        }
        let ledger = BookingLedger([redirect, session("BKNG-1"), session("BKNG-2"), session("BKNG-1")])
        #expect(ledger.bookings.map(\.id) == ["BKNG-1", "BKNG-2"])
        #expect(ledger.sightings(of: 0).map(\.sequence) == [1, 2, 4])
    }

    @Test func aBookingIsFoundByTheIdThatCameLater() {
        let redirect = Sighting.fixture {
            $0.email = "a@example.com"
            $0.createdAt = .at("2026-02-03T11:00:00Z")
        }
        let webhook = Sighting.fixture(.webhook) {
            $0.id = "BKNG-1"
            $0.email = "A@Example.com"
            $0.createdAt = .at("2026-02-03T11:00:00Z")
        }
        let canceled = Sighting.fixture(.webhook, event: "booking.canceled") {
            $0.id = "BKNG-1"
            $0.status = "canceled"
        }
        let ledger = BookingLedger([redirect, webhook, canceled])
        #expect(ledger.count == 1)
        #expect(ledger.text(.status, at: 0) == "canceled")
    }

    @Test(arguments: [
        (599, "lending", true), (600, "lending", true), (601, "lending", false),
        (1, nil, true), (1, "sales", false),
    ])
    func withoutIdAddressStartAndPageDecideForTenMinutes(seconds: Int, page: String?, isOne: Bool) {
        let first = Sighting.fixture {
            $0.email = "a@example.com"
            $0.startsAt = .at("2026-02-05T11:00:00Z")
            $0.bookingPage = "lending"
        }
        let second = Sighting.fixture(.embed, receivedAt: first.receivedAt + seconds) {
            $0.email = "A@EXAMPLE.com"
            $0.startsAt = .at("2026-02-05T11:00:00Z")
            $0.bookingPage = page
        }
        #expect(BookingLedger([first, second]).count == (isOne ? 1 : 2))
    }

    @Test func theTwoProductsAreNeverOneBooking() {
        let pages = Sighting.fixture(.redirect, .bookingPages) {
            $0.email = "a@example.com"
            $0.startsAt = .at("2026-02-05T11:00:00Z")
        }
        let calendars = Sighting.fixture(.redirect, .bookingCalendars) {
            $0.email = "a@example.com"
            $0.startsAt = .at("2026-02-05T11:00:00Z")
        }
        #expect(BookingLedger([pages, calendars]).count == 2)
    }

    @Test func whatIsNotKnownIsNotTheSame() {
        let visitor = Sighting.fixture { $0.name = "Harriet" }
        #expect(BookingLedger([visitor, visitor]).count == 2)
        let addressOnly = Sighting.fixture { $0.email = "a@example.com" }
        #expect(BookingLedger([addressOnly, addressOnly]).count == 2)
    }

    @Test func anOldStartDoesNotCatchALaterBooking() {
        let first = Sighting.fixture(.webhook) {
            $0.id = "BKNG-1"
            $0.email = "a@example.com"
            $0.startsAt = .at("2026-02-05T11:00:00Z")
        }
        let moved = Sighting.fixture(.webhook, event: "booking.rescheduled") {
            $0.id = "BKNG-1"
            $0.startsAt = .at("2026-02-06T11:00:00Z")
        }
        let next = Sighting.fixture(.embed) {
            $0.email = "a@example.com"
            $0.startsAt = .at("2026-02-05T11:00:00Z")
        }
        #expect(BookingLedger([first, moved, next]).count == 2)
    }

    @Test func keysThatCameFromDifferentSightingsWorkTogether() {
        // The address is known from the embed, the creation time only from the webhook.
        let embed = Sighting.fixture(.embed) {
            $0.id = "BKNG-1"
            $0.email = "a@example.com"
        }
        let webhook = Sighting.fixture(.webhook) {
            $0.id = "BKNG-1"
            $0.createdAt = .at("2026-02-03T11:00:00Z")
        }
        let redirect = Sighting.fixture {
            $0.email = "a@example.com"
            $0.createdAt = .at("2026-02-03T11:00:00Z")
        }
        #expect(BookingLedger([embed, webhook, redirect]).count == 1)
    }

    @Test func aSequenceLeadsToItsRow() {
        var ledger = BookingLedger()
        for (sequence, id) in [(3, "BKNG-1"), (4, "BKNG-2"), (9, "BKNG-1")] as [(UInt64, String)] {
            ledger.apply(SightingRecord(sequence: sequence, sighting: .fixture { $0.id = id }))
        }
        #expect([2, 3, 4, 5, 9, 10].map { ledger.row(ofSequence: $0) } == [nil, 0, 1, nil, 0, nil])
        #expect(ledger.lastSequence == 9)
        #expect(ledger.lastSequence(of: 0) == 9)
        #expect(ledger.sightingCount == 3)
    }
}
