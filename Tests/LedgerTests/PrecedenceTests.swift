import Bookings
import Ledger
import Testing

/// Which of several values of a field is shown: signed webhook over payload over label, later over earlier.
@Suite struct PrecedenceTests {
    private func row(_ sightings: Sighting...) -> Booking {
        let ledger = BookingLedger(sightings)
        #expect(ledger.count == 1)
        return ledger.booking(at: 0)
    }

    private func sighting(
        _ channel: Channel = .redirect,
        isSigned: Bool = false,
        labelled: LabelledFields = [],
        _ change: (inout Booking) -> Void
    ) -> Sighting {
        .fixture(channel, isSigned: isSigned, labelled: labelled) {
            $0.id = "BKNG-1"
            change(&$0)
        }
    }

    @Test func aSignedWebhookWinsOverTheBrowserInEitherOrder() {
        let browser = sighting { $0.name = "Mallory" }
        let signed = sighting(.webhook, isSigned: true) { $0.name = "Marta" }
        #expect(row(browser, signed).name == "Marta")
        #expect(row(signed, browser).name == "Marta")
    }

    @Test func noSenderFillsABookingWithoutEnd() {
        func answers(_ prefix: String, _ count: Int, isSigned: Bool = false) -> Sighting {
            sighting(isSigned ? .webhook : .embed, isSigned: isSigned) {
                $0.customFields = (0..<count).map { CustomField(name: "\(prefix)\($0)", value: .text(prefix)) }
            }
        }
        let limit = CustomField.limit
        let flooded = BookingLedger((0..<3).map { answers("flood \($0) ", limit) })
        #expect(flooded.customFields(at: 0).count == limit)
        let (flood, signed) = (answers("flood ", limit), answers("signed ", 2, isSigned: true))
        for order in [[flood, signed], [signed, flood], [signed, flood, signed]] {
            let names = BookingLedger(order).customFields(at: 0).map(\.name)
            #expect(names.count <= limit)
            #expect(names.contains("signed 0") && names.contains("signed 1"))
        }
    }

    @Test func theProductIsThatOfWhoeverTellsItBest() {
        func sighting(_ product: Product, isSigned: Bool = false, calendar: String? = nil) -> Sighting {
            .fixture(isSigned ? .webhook : .redirect, product, isSigned: isSigned) {
                $0.id = "BKNG-1"
                $0.bookingCalendar = calendar
            }
        }
        let untold = sighting(.bookingCalendars)
        let (pages, calendars) = (sighting(.bookingPages), sighting(.bookingCalendars, calendar: "BKC-1"))
        let signed = sighting(.bookingPages, isSigned: true)
        for (other, expected) in [(untold, Product.bookingPages), (pages, .bookingPages), (calendars, .bookingPages)] {
            #expect(row(other, signed).product == expected)
            #expect(row(signed, other).product == expected)
        }
        #expect(row(untold, pages).product == .bookingPages)
        #expect(row(pages, untold).product == .bookingPages)
    }

    @Test func laterWinsWithinARank() {
        let first = sighting { $0.name = "Marta" }
        let second = sighting(.embed) { $0.name = "Marta Q." }
        #expect(row(first, second).name == "Marta Q.")
        #expect(row(second, first).name == "Marta")
    }

    @Test func whatIsKnownIsNeverReplacedByNothing() {
        let full = sighting {
            $0.subject = "s"
            $0.name = "n"
            $0.email = "e@example.com"
            $0.phone = "1"
            $0.company = "c"
            $0.note = "o"
            $0.status = "scheduled"
            $0.eventType = "t"
            $0.masterPage = "m"
            $0.bookingPage = "p"
            $0.timeZone = "z"
            $0.utcOffset = -5
            $0.startsAt = .at("2026-02-05T11:00:00Z")
            $0.createdAt = .at("2026-02-03T11:00:00Z")
            $0.customFields = [CustomField(name: "a", value: .text("b"))]
            $0.details.durationMinutes = 30
            $0.details.pageTime = WallTime(iso8601: "2026-02-05T06:00:00")
        }
        #expect(row(full, sighting(.webhook, isSigned: true) { _ in }) == full.booking)
    }

    @Test func aLabelGivesWayToAPayloadAndFillsWhatIsEmpty() {
        let labelled = sighting(labelled: [.eventType, .masterPage]) {
            $0.eventType = "Demo"
            $0.masterPage = "sales"
        }
        let payload = sighting(.embed) { $0.eventType = "Product demo" }
        for sightings in [[labelled, payload], [payload, labelled]] {
            let ledger = BookingLedger(sightings)
            #expect(ledger.text(.eventType, at: 0) == "Product demo")
            #expect(ledger.text(.masterPage, at: 0) == "sales")
            #expect(!ledger.isLabelled(.eventType, at: 0))
            #expect(ledger.isLabelled(.masterPage, at: 0))
            #expect(!ledger.isLabelled(.bookingPage, at: 0))
        }
    }

    @Test func anExactStartSettlesAnUncertainOneAndNotTheReverse() {
        let uncertain = sighting {
            $0.startsAt = .at("2026-02-05T15:00:00Z")
            $0.startIsUncertain = true
        }
        let exact = sighting(.embed) { $0.startsAt = .at("2026-02-05T14:00:00Z") }
        for booking in [row(uncertain, exact), row(exact, uncertain)] {
            #expect(booking.startsAt == .at("2026-02-05T14:00:00Z"))
            #expect(!booking.startIsUncertain)
        }
        #expect(row(uncertain).startIsUncertain)
    }

    @Test func anExactStartThatEqualsTheUncertainOneSettlesIt() {
        var ledger = BookingLedger()
        ledger.see(
            sighting {
                $0.startsAt = .at("2026-02-05T15:00:00Z")
                $0.startIsUncertain = true
            }
        )
        let change = ledger.see(sighting(.embed) { $0.startsAt = .at("2026-02-05T15:00:00Z") })
        #expect(change == LedgerChange(row: 0, kind: .changed))
        #expect(!ledger.startIsUncertain(0))
    }

    @Test func webhooksTellTheLifeOfABooking() {
        let scheduled = sighting(.webhook, isSigned: true) {
            $0.status = "scheduled"
            $0.startsAt = .at("2026-02-05T15:00:00Z")
        }
        let rescheduled = sighting(.webhook, isSigned: true) {
            $0.status = "rescheduled"
            $0.startsAt = .at("2026-02-06T15:00:00Z")
        }
        let canceled = sighting(.webhook, isSigned: true) { $0.status = "canceled" }
        let booking = row(scheduled, rescheduled, canceled)
        #expect(booking.status == "canceled")
        #expect(booking.startsAt == .at("2026-02-06T15:00:00Z"))
    }

    @Test(arguments: [true, false], [Channel.redirect, .embed])
    func aReloadedPageDoesNotUndoWhatWebhooksTold(isSigned: Bool, channel: Channel) {
        let reload = sighting(channel) {
            $0.status = "scheduled"
            $0.startsAt = .at("2026-02-05T15:00:00Z")
        }
        let moved = sighting(.webhook, isSigned: isSigned) {
            $0.status = "canceled"
            $0.startsAt = .at("2026-02-06T15:00:00Z")
        }
        let booking = row(reload, moved, reload)
        #expect(booking.status == "canceled")
        #expect(booking.startsAt == .at("2026-02-06T15:00:00Z"))
    }

    @Test func aBrowserMayTellThatABookingWasCanceled() {
        // Booking Calendars may send their status on other redirects too (contract.md section 1.3).
        let scheduled = sighting { $0.status = "scheduled" }
        let canceled = sighting { $0.status = "canceled" }
        #expect(row(scheduled, canceled).status == "canceled")
    }

    @Test func answersAreJoinedByTheirNames() {
        func answers(_ channel: Channel, _ isSigned: Bool, _ pairs: [(String, String)]) -> Sighting {
            sighting(channel, isSigned: isSigned) {
                $0.customFields = pairs.map { CustomField(name: $0.0, value: .text($0.1)) }
            }
        }
        let browser = answers(.redirect, false, [("size", "10"), ("Team", "A")])
        let signed = answers(.webhook, true, [("size", "12"), ("city", "Lisbon")])
        let expected = ["size": "12", "Team": "A", "city": "Lisbon"]
        for booking in [row(browser, signed), row(signed, browser)] {
            let found = booking.customFields.map { ($0.name, $0.value) }
            #expect(found.count == 3)
            for (name, value) in found { #expect(value == .text(expected[name] ?? "")) }
        }
    }

    @Test func answersKeepTheirBytesAndTheirOrder() {
        let fields = [
            CustomField(name: "\u{1C}a\u{1D}", value: .text("\u{1E}\u{1F}\u{0}")),
            CustomField(name: "e\u{301}", value: .text("1")),
            CustomField(name: "\u{E9}", value: .list(["x", "", "y"])),
            CustomField(name: "empty", value: .text("")),
        ]
        let booking = row(
            sighting {
                $0.customFields = fields
                $0.name = "\u{1B}[31m\u{1C}\u{FEFF}"
            }
        )
        #expect(booking.customFields == fields)
        #expect(booking.name == "\u{1B}[31m\u{1C}\u{FEFF}")
    }

    @Test func aChangeSaysWhetherAnythingIsNew() {
        let first = sighting { $0.name = "Marta" }
        let second = sighting(.embed) { $0.phone = "1" }
        let weaker = sighting(labelled: [.eventType]) { $0.eventType = "Demo" }
        let other = Sighting.fixture { $0.id = "BKNG-2" }
        var ledger = BookingLedger()
        let changes = [first, first, second, second, other, first, weaker].map { ledger.see($0) }
        #expect(changes.map(\.kind) == [.added, .repeated, .changed, .repeated, .added, .repeated, .changed])
        #expect(changes.map(\.row) == [0, 0, 0, 0, 1, 0, 0])
    }

    @Test func receiptIsThatOfTheFirstSightingAndChangeThatOfTheLastThatToldMore() {
        let start = Timestamp.at("2026-02-03T12:00:00Z")
        var sightings = [sighting { $0.name = "a" }, sighting { $0.name = "b" }, sighting { $0.name = "b" }]
        for index in sightings.indices { sightings[index].receivedAt = start + index }
        let ledger = BookingLedger(sightings)
        #expect(ledger.receivedAt(0) == start)
        #expect(ledger.changedAt(0) == start + 1)
    }
}
