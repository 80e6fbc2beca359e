import Bookings
import BookwatchTestSupport
import Dashboard
import Ledger
import Screen
import Testing

/// What the detail tells of a booking that was moved, handed on and replaced.
@Suite struct LifecycleTests {
    /// Told late and out of order: moved, then handed on; the first event comes last.
    static let records = SampleBookings.numbered([
        event("2026-02-03T16:20:11Z", "scheduled") {
            $0.channel = .embed
            $0.isSigned = false
            $0.occurredAt = nil
            $0.booking.company = "Olive & Oak"
            $0.booking.details.hostID = "USR-1"
        },
        event("2026-02-03T16:40:00Z", "rescheduled") {
            $0.booking.status = "rescheduled"
            $0.booking.startsAt = SampleBookings.at("2026-02-06T09:00:00Z")
        },
        event("2026-02-03T16:50:00Z", "reassigned") {
            $0.isStale = true
            $0.occurredAt = SampleBookings.at("2026-02-03T16:45:00Z")
            $0.booking.status = "rescheduled"
            $0.booking.startsAt = SampleBookings.at("2026-02-06T09:00:00Z")
            $0.booking.details.hostID = "USR-2"
            $0.booking.details.hostName = "Anke Holt"
        },
        event("2026-02-03T16:55:00Z", "scheduled") {
            $0.occurredAt = SampleBookings.at("2026-02-03T16:20:10Z")
            $0.booking.phone = "+351 912 345 678"
        },
        event("2026-02-03T17:01:00Z", "canceled_then_rescheduled", id: "BKNG-NEW") {
            $0.booking.status = "rescheduled"
            $0.booking.startsAt = SampleBookings.at("2026-02-09T09:00:00Z")
            $0.booking.details.rescheduledFrom = "BKNG-OLD"
        },
    ])

    private static func event(
        _ received: String,
        _ type: String,
        id: String = "BKNG-OLD",
        change: (inout Sighting) -> Void
    ) -> Sighting {
        SampleBookings.calendars(received, "Marta Quintela", starts: "2026-02-05T15:30:00Z") {
            $0.channel = .webhook
            $0.isSigned = true
            $0.event = "booking." + type
            $0.occurredAt = SampleBookings.at(received)
            $0.booking.id = id
            $0.booking.details.hostID = "USR-1"
            $0.booking.details.hostName = "Milo Brandt"
            change(&$0)
        }
    }

    private func play(_ size: Size = Size(columns: 140, rows: 40)) -> Playbook {
        Playbook(Self.records, .fixture(size: size))
    }

    @Test(arguments: ["1", "4"])
    func aBookingWhosePlaceWasTaken(tab: String) {
        var play = play()
        play.keys("k enter \(tab)")
        assertFrame(play.frame, named: "lifecycle-\(tab == "1" ? "summary" : "history")-140x40")
    }

    @Test func aKeyGoesToTheBookingThatTookItsPlaceAndBack() {
        var play = play()
        #expect(play.screen.contains("r related"))
        play.keys("enter 1 r")
        #expect(play.state.selection == 0)
        #expect(play.screen.contains("BKNG-NEW"))
        play.keys("r")
        #expect(play.state.selection == 1)
        #expect(play.screen.contains("BKNG-OLD"))
    }

    @Test func whereThereIsNoSuchBookingItSaysSo() {
        var play = Playbook()
        let selection = play.state.selection
        play.keys("r")
        #expect(play.state.selection == selection)
        #expect(play.screen.contains("No booking that replaced this one"))
    }

    @Test func oneThatTheFilterHidesIsNotJumpedTo() {
        var play = play()
        play.keys("f")
        play.type("-status:canceled")
        play.keys("enter r")
        #expect(play.state.selection == 1)
        #expect(play.screen.contains("hidden by the filter"))
    }

    @Test func aReplacedBookingLeavesAListOfThoseThatTakePlace() {
        var play = Playbook(Array(Self.records.dropLast()), .fixture(filter: "-status:canceled"))
        #expect(play.screen.contains("Marta Quintela"))
        for record in Self.records.suffix(1) { play.feed(.records([record])) }
        #expect(play.state.selection == 1)
        #expect(play.screen.contains("1 of 2"))
    }

    @Test func aRedirectThatWasCutOffIsRemarkedOn() {
        let record = SampleBookings.numbered([
            SampleBookings.calendars("2026-02-03T16:20:11Z", "Ed", starts: "2026-02-05T15:30:00Z") {
                $0.channel = .redirect
                $0.booking.isCutOff = true
            }
        ])
        var play = Playbook(record, .fixture(size: Size(columns: 140, rows: 40)))
        play.keys("enter 1")
        #expect(play.screen.contains("cut off"))
        play.keys("2")
        #expect(play.screen.contains("cut_off"))
    }
}
