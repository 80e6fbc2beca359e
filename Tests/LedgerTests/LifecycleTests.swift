import Bookings
import Testing

@testable import Ledger

/// The life of a booking as webhooks tell it, in whatever order they arrive.
@Suite struct LifecycleTests {
    private static let noon = Timestamp.at("2026-02-03T12:00:00Z")

    private func event(
        _ minute: Int?,
        _ status: String?,
        id: String = "BKNG-1",
        isSigned: Bool = true,
        _ change: (inout Booking) -> Void = { _ in }
    ) -> Sighting {
        var sighting = Sighting.fixture(.webhook, isSigned: isSigned) {
            $0.id = id
            $0.status = status
            change(&$0)
        }
        sighting.occurredAt = minute.map { Self.noon + $0 * 60 }
        return sighting
    }

    private func permutations<Element>(_ elements: [Element]) -> [[Element]] {
        guard let first = elements.first else { return [[]] }
        return permutations(Array(elements.dropFirst())).flatMap { rest in
            (0...rest.count).map { place in Array(rest[..<place]) + [first] + Array(rest[place...]) }
        }
    }

    @Test func theNewestEventTellsStatusAndStartInWhateverOrderTheyArrive() {
        let events = [
            event(0, "scheduled") { $0.startsAt = .at("2026-02-05T15:00:00Z") },
            event(5, "rescheduled") { $0.startsAt = .at("2026-02-06T15:00:00Z") },
            event(9, "rescheduled") { $0.startsAt = .at("2026-02-07T15:00:00Z") },
            event(12, "canceled") { $0.startsAt = .at("2026-02-07T15:00:00Z") },
        ]
        for order in permutations(events) {
            let booking = BookingLedger(order).booking(at: 0)
            #expect(booking.status == "canceled")
            #expect(booking.startsAt == .at("2026-02-07T15:00:00Z"))
        }
    }

    @Test func anOlderEventFillsWhatIsNotKnown() {
        let canceled = event(9, "canceled") { $0.subject = "Moved" }
        let scheduled = event(0, "scheduled") {
            $0.subject = "Chat"
            $0.name = "Marta"
            $0.customFields = [CustomField(name: "size", value: .text("12"))]
        }
        let booking = BookingLedger([canceled, scheduled]).booking(at: 0)
        #expect(booking.status == "canceled")
        #expect(booking.subject == "Moved")
        #expect(booking.name == "Marta")
        #expect(booking.customFields.count == 1)
    }

    @Test func anOlderSignedEventStillWinsOverABrowser() {
        let browser = Sighting.fixture(.embed) {
            $0.id = "BKNG-1"
            $0.name = "Mallory"
        }
        let ledger = BookingLedger([browser, event(9, "canceled"), event(0, "scheduled") { $0.name = "Marta" }])
        #expect(ledger.booking(at: 0).name == "Marta")
        #expect(ledger.booking(at: 0).status == "canceled")
    }

    @Test func whatAnybodyCanSendDoesNotMakeASignedEventLookOld() {
        let forged = event(1_000_000, "canceled", isSigned: false)
        let signed = event(0, "scheduled")
        for order in [[forged, signed], [signed, forged]] {
            #expect(BookingLedger(order).booking(at: 0).status == "scheduled")
        }
    }

    @Test func eventsWithoutATimeCountInTheOrderOfTheirArrival() {
        let events = [event(nil, "scheduled"), event(nil, "canceled"), event(nil, "no_show")]
        #expect(BookingLedger(events).booking(at: 0).status == "no_show")
    }

    @Test func anEventOfTheSameInstantThatComesLaterCounts() {
        #expect(BookingLedger([event(0, "completed"), event(0, "no_show")]).booking(at: 0).status == "no_show")
    }

    private func replacement(_ minute: Int?, isSigned: Bool = true) -> Sighting {
        var sighting = event(minute, "rescheduled", id: "BKNG-2", isSigned: isSigned) {
            $0.details.rescheduledFrom = "BKNG-1"
        }
        sighting.receivedAt = Self.noon + 600
        return sighting
    }

    @Test func aBookingWhosePlaceWasTakenCountsAsCanceledWhicheverComesFirst() throws {
        for minute in [5, nil] {
            let (old, new) = (event(0, "scheduled"), replacement(minute))
            for order in [[old, new], [new, old], [new, old, new, old]] {
                let ledger = BookingLedger(order)
                let row = try #require((0..<2).first { ledger.text(.id, at: $0) == "BKNG-1" })
                #expect(ledger.text(.status, at: row) == "canceled")
                #expect(ledger.text(.status, at: 1 - row) == "rescheduled")
                #expect(ledger.replacement(of: row) == 1 - row)
                #expect(ledger.replaced(by: 1 - row) == row)
                #expect(ledger.replacement(of: 1 - row) == nil)
                #expect(ledger.replaced(by: row) == nil)
                #expect(ledger.checkInvariants() == nil)
            }
        }
    }

    @Test func anEventOfItsOwnThatIsNewerSaysOtherwise() {
        let events = [event(0, "scheduled"), replacement(5), event(9, "no_show")]
        for order in permutations(events) {
            let ledger = BookingLedger(order)
            let row = ledger.text(.id, at: 0) == "BKNG-1" ? 0 : 1
            #expect(ledger.text(.status, at: row) == "no_show")
            #expect(ledger.replacement(of: row) == 1 - row)
        }
    }

    @Test func aForgedReplacementCancelsNothingThatWasSigned() {
        let (old, forged) = (event(0, "scheduled"), replacement(5, isSigned: false))
        for order in [[old, forged], [forged, old]] {
            let ledger = BookingLedger(order)
            let row = ledger.text(.id, at: 0) == "BKNG-1" ? 0 : 1
            #expect(ledger.text(.status, at: row) == "scheduled")
        }
    }

    @Test func aChangeNamesTheOtherBookingThatChangedWithIt() {
        var ledger = BookingLedger([event(0, "scheduled")])
        #expect(ledger.see(replacement(5)) == LedgerChange(row: 1, kind: .added, alsoChanged: 0))
        #expect(ledger.see(replacement(5)) == LedgerChange(row: 1, kind: .repeated))
    }

    @Test func aBookingThatTookAPlaceMayLoseItsOwn() throws {
        let events = [
            event(0, "scheduled", id: "BKNG-1"),
            event(5, "rescheduled", id: "BKNG-2") { $0.details.rescheduledFrom = "BKNG-1" },
            event(9, "rescheduled", id: "BKNG-3") { $0.details.rescheduledFrom = "BKNG-2" },
        ]
        for order in permutations(events) {
            let ledger = BookingLedger(order)
            let rows = try (1...3).map { number in
                try #require((0..<3).first { ledger.text(.id, at: $0) == "BKNG-\(number)" })
            }
            #expect(rows.map { ledger.text(.status, at: $0) } == ["canceled", "canceled", "rescheduled"])
            #expect(rows.map { ledger.replacement(of: $0) } == [rows[1], rows[2], nil])
        }
    }

    @Test func detailsThatAnybodyCanSendDoNotMakeSignedOnesLookOld() {
        let forged = event(1_000_000, nil, isSigned: false) { $0.details.location = "elsewhere" }
        let signed = event(0, nil) { $0.details.location = "Room 1" }
        for order in [[forged, signed], [signed, forged]] {
            #expect(BookingLedger.states(after: order).last?.details.location == "Room 1")
        }
    }

    @Test func aBookingDoesNotTakeItsOwnPlace() {
        let ledger = BookingLedger([event(0, "scheduled") { $0.details.rescheduledFrom = "BKNG-1" }])
        #expect(ledger.text(.status, at: 0) == "scheduled")
        #expect(ledger.replacement(of: 0) == nil)
        #expect(ledger.replaced(by: 0) == nil)
    }

    // MARK: Names and ids

    private func typed(_ name: String?, _ id: String?, _ channel: Channel = .webhook, booking: String = "BKNG-1")
        -> Sighting
    {
        .fixture(channel, isSigned: channel == .webhook) {
            $0.id = booking
            $0.eventType = name ?? id
            $0.details.eventTypeID = id
        }
    }

    @Test func anIDNeverTakesThePlaceOfANameAndANameThatOfAnID() {
        let id = typed(nil, "ET-1")
        for named in [typed("Demo", "ET-1"), typed("Demo", nil, .embed)] {
            for order in [[id, named], [named, id], [named, id, named], [id, named, id]] {
                #expect(BookingLedger(order).text(.eventType, at: 0) == "Demo")
            }
        }
    }

    @Test func aLabelStandsInForAnID() {
        var labelled = typed("Demo", nil, .redirect)
        labelled.labelled = [.eventType]
        for order in [[labelled, typed(nil, "ET-1")], [typed(nil, "ET-1"), labelled]] {
            let ledger = BookingLedger(order)
            #expect(ledger.text(.eventType, at: 0) == "Demo")
            #expect(ledger.isLabelled(.eventType, at: 0))
        }
    }

    @Test func anIDStandsForTheNameThatOnceCameWithIt() {
        let ledger = BookingLedger([
            typed("Demo", "ET-1"), typed(nil, "ET-1", booking: "BKNG-2"), typed(nil, "ET-2", booking: "BKNG-3"),
        ])
        #expect((0..<3).map { ledger.text(.eventType, at: $0) } == ["Demo", "Demo", "ET-2"])
    }

    // MARK: Cut off

    private func redirect(isCutOff: Bool, _ channel: Channel = .redirect) -> Sighting {
        .fixture(channel) {
            $0.id = "BKNG-1"
            $0.isCutOff = isCutOff
        }
    }

    @Test func theMarkGoesWithTheFirstWholeSighting() throws {
        let filter = try Filter("is:cut")
        let clock = FilterClock(now: Self.noon, zone: .utc)
        var ledger = BookingLedger([.fixture { $0.id = "BKNG-0" }, redirect(isCutOff: true)])
        #expect(ledger.select(filter, clock: clock).rows == [1])
        #expect(ledger.matches(filter, row: 1, clock: clock))
        #expect(!ledger.matches(filter, row: 0, clock: clock))
        #expect(ledger.booking(at: 1).isCutOff)
        #expect(ledger.see(redirect(isCutOff: true)).kind == .repeated)
        #expect(ledger.see(redirect(isCutOff: false, .embed)).kind == .changed)
        #expect(ledger.select(filter, clock: clock).rows == [])
        #expect(ledger.see(redirect(isCutOff: true)).kind == .repeated)
        #expect(!ledger.isCutOff(1))
    }
}
