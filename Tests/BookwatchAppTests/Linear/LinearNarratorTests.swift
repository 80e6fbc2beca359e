import Bookings
import BookwatchTestSupport
import Ledger
import Testing

@testable import BookwatchApp

@Suite struct LinearNarratorTests {
    private static let now = SampleBookings.at("2026-02-03T17:00:00Z")

    /// A sighting of one booking, which may have become another status or start meanwhile.
    private static func record(
        _ sequence: UInt64,
        id: String = "BKNG-1",
        _ change: (inout Booking) -> Void = { _ in }
    ) -> SightingRecord {
        var booking = Booking(product: .bookingCalendars)
        (booking.id, booking.name, booking.eventType) = (id, "Ada Lovelace", "Product demo")
        (booking.masterPage, booking.status) = ("sales", "scheduled")
        booking.startsAt = SampleBookings.at("2026-02-05T15:30:00Z")
        change(&booking)
        var sighting = Sighting.fixture(channel: .webhook, booking: booking)
        sighting.receivedAt = Timestamp(milliseconds: now.milliseconds + Int64(sequence) * 1_000)
        return .fixture(sequence: sequence, sighting: sighting)
    }

    private func narrator(filter: String? = nil) throws -> LinearNarrator {
        var narrator = LinearNarrator(endpoint: "e", zone: .utc, filter: try filter.map { try Filter($0) })
        _ = narrator.take(.link(.live), at: Self.now)
        _ = narrator.take(.caughtUp(last: 0), at: Self.now)
        return narrator
    }

    private func lines(_ events: [FeedEvent], _ narrator: inout LinearNarrator) -> [String] {
        events.flatMap { narrator.take($0, at: Self.now) }
    }

    @Test func aBookingIsToldWhenItComesAndWhenItIsCanceled() throws {
        var narrator = try narrator()
        let said = lines(
            [
                .records([Self.record(1)]), .records([Self.record(2)]),
                .records([Self.record(3) { $0.status = "canceled" }]),
            ],
            &narrator
        )
        #expect(
            said == [
                "New 1: Ada Lovelace, Product demo, sales, starts 2026-02-05 15:30 UTC.",
                "Canceled 1: Ada Lovelace, Product demo, starts 2026-02-05 15:30 UTC.",
            ]
        )
    }

    @Test func anotherStartIsToldWithTheOneBefore() throws {
        var narrator = try narrator()
        let moved = Self.record(2) { $0.startsAt = SampleBookings.at("2026-02-06T09:00:00Z") }
        let said = lines([.records([Self.record(1)]), .records([moved])], &narrator)
        #expect(
            said.last
                == "Moved 1: Ada Lovelace, Product demo, starts 2026-02-06 09:00 UTC, before 2026-02-05 15:30 UTC."
        )
    }

    @Test func aFieldThatChangesIsNamed() throws {
        var narrator = try narrator()
        let said = lines([.records([Self.record(1)]), .records([Self.record(2) { $0.phone = "555" }])], &narrator)
        #expect(said.last == "Changed 1: Ada Lovelace, phone 555.")
    }

    @Test func whatWasThereBeforeIsCountedNotTold() {
        var narrator = LinearNarrator(endpoint: "e", zone: .utc)
        let said = lines(
            [
                .link(.connecting(attempt: 1)), .link(.live), .records([Self.record(1)]),
                .incident(SampleEvents.incidents[0]), .caughtUp(last: 1),
            ],
            &narrator
        )
        #expect(said == ["Connecting to e.", "Live. 1 booking.", "1 incident; i lists them."])
    }

    @Test func onlyWhatMatchesIsToldAndWhatMatchedBefore() throws {
        var narrator = try narrator(filter: "status:scheduled")
        let said = lines(
            [
                .records([Self.record(1)]), .records([Self.record(2) { $0.status = "canceled" }]),
                .records([Self.record(3, id: "BKNG-2") { $0.status = "canceled" }]),
            ],
            &narrator
        )
        #expect(said.map { $0.prefix { $0 != ":" } } == ["New 1", "Canceled 1"])
    }

    @Test func aLostConnectionIsToldOnceAndItsReturnToo() throws {
        var narrator = try narrator()
        let lost = FeedEvent.link(.lost(reason: "refused", retryAt: Self.now))
        let said = lines(
            [
                lost, .link(.connecting(attempt: 2)), lost, .link(.connecting(attempt: 3)), .link(.live),
                .caughtUp(last: 0),
            ],
            &narrator
        )
        #expect(said == ["The connection is lost: refused. Trying again.", "Connected again."])
    }

    @Test func anIncidentIsToldOnceAndAgainWhenItHappensAgain() throws {
        var narrator = try narrator()
        var incident = SampleEvents.incidents[0]
        incident.count = 1
        var again = incident
        again.count = 3
        let said = lines([.incident(incident), .incident(incident), .incident(again)], &narrator)
        #expect(said.count == 2)
        #expect(said.allSatisfy { $0.hasPrefix("Incident: ") })
        #expect(said.last?.contains("(3 times)") == true)
    }

    @Test func theFilterIsSetAndTakenAway() throws {
        var narrator = try narrator()
        _ = lines(
            [.records([Self.record(1)]), .records([Self.record(2, id: "BKNG-2") { $0.name = "Bob" }])],
            &narrator
        )
        #expect(narrator.perform(.filter("name:ada"), at: Self.now) == ["Filter: name:ada. 1 of 2 bookings match."])
        #expect(narrator.perform(.list(10), at: Self.now).count == 1)
        #expect(narrator.perform(.filter(""), at: Self.now) == ["No filter. 2 bookings."])
        let fault = narrator.perform(.filter("status:"), at: Self.now)
        #expect(fault.first?.hasPrefix("The filter is wrong at character ") == true)
        #expect(narrator.filter == nil)
    }

    @Test(arguments: [0, -1, 2, Int.max, Int.min])
    func aBookingThatIsNotThereIsSaidToBeNone(number: Int) throws {
        var narrator = try narrator()
        #expect(narrator.perform(.details(number), at: Self.now) == ["There is no booking \(number)."])
        _ = lines([.records([Self.record(1)])], &narrator)
        #expect(narrator.perform(.details(number), at: Self.now) == ["There is no booking \(number)."])
        #expect(narrator.perform(.details(1), at: Self.now).contains("Customer: Ada Lovelace"))
    }

    @Test(
        arguments: [
            ("f status:canceled  name:ada ", LinearCommand.filter("status:canceled  name:ada")), ("f", .filter("")),
            ("d 12", .details(12)), ("d x", .unknown("d x")), ("l", .list(10)), ("l 3", .list(3)), ("i", .incidents),
            ("s", .status), ("?", .help), ("h", .help), (" q ", .quit), ("quit now", .unknown("quit now")),
        ]
    )
    func aLineIsACommand(line: String, command: LinearCommand) {
        #expect(LinearCommand(line) == command)
    }

    @Test(arguments: ["", "  ", "\t"])
    func aBlankLineIsNone(line: String) {
        #expect(LinearCommand(line) == nil)
    }
}
