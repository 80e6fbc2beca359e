import Bookings
import BookwatchTestSupport
import Ledger
import Screen
import Testing

@testable import Dashboard

@Suite struct ArrivalStripTests {
    private func clock(_ now: String) -> DashboardClock {
        DashboardClock(now: SampleBookings.at(now), zone: Zones.berlin)
    }

    private func ledger(_ times: [String]) -> BookingLedger {
        var ledger = BookingLedger()
        for record in SampleBookings.numbered(
            times.map { SampleBookings.calendars($0, $0, starts: "2026-12-01T10:00:00Z") { _ in } }
        ) {
            ledger.apply(record)
        }
        return ledger
    }

    private func bounds(_ strip: ArrivalStrip) -> [String] {
        strip.bounds.map { String(Timestamp(milliseconds: $0).iso8601.prefix(16)) }
    }

    @Test func theLastBarIsTheOneOfNow() {
        var strip = ArrivalStrip()
        let ledger = ledger(["2026-02-03T16:31:00Z", "2026-02-03T16:44:59Z", "2026-02-03T17:04:00Z"])
        strip.refresh([0, 1, 2], in: ledger, bars: 4, clock: clock("2026-02-03T17:04:40Z"), at: nil)
        #expect(
            bounds(strip) == [
                "2026-02-03T16:15", "2026-02-03T16:30", "2026-02-03T16:45", "2026-02-03T17:00", "2026-02-03T17:15",
            ]
        )
        #expect(strip.counts == [0, 2, 0, 1])
    }

    @Test func whatComesIsCountedInItsBarAlone() {
        var strip = ArrivalStrip()
        let now = clock("2026-02-03T17:04:40Z")
        strip.refresh([], in: BookingLedger(), bars: 4, clock: now, at: nil)
        strip.add(SampleBookings.at("2026-02-03T17:04:40Z"))
        strip.add(SampleBookings.at("2026-02-01T17:04:40Z"))
        #expect(strip.counts == [0, 0, 0, 1])
    }

    @Test func daysOf23And25HoursAreOneBar() {
        var strip = ArrivalStrip()
        for _ in 0..<3 { _ = strip.zoom(by: -1) }
        // The clocks go forward on 29 March 2026, in the night.
        strip.refresh([], in: BookingLedger(), bars: 3, clock: clock("2026-03-30T12:00:00Z"), at: nil)
        #expect(
            bounds(strip) == ["2026-03-27T23:00", "2026-03-28T23:00", "2026-03-29T22:00", "2026-03-30T22:00"]
        )
    }

    @Test func weeksBeginOnMonday() {
        var strip = ArrivalStrip()
        while strip.zoom(by: -1) {}
        strip.refresh([], in: BookingLedger(), bars: 2, clock: clock("2026-02-03T17:00:00Z"), at: nil)
        #expect(bounds(strip) == ["2026-01-25T23:00", "2026-02-01T23:00", "2026-02-08T23:00"])
    }

    @Test func thePageOfTheSelectedBookingIsShown() {
        var strip = ArrivalStrip()
        let selected = SampleBookings.at("2026-02-01T10:07:00Z")
        let ledger = ledger(["2026-02-01T10:07:00Z"])
        strip.refresh([0], in: ledger, bars: 8, clock: clock("2026-02-03T17:04:40Z"), at: selected)
        #expect(strip.bar(of: selected) != nil && strip.counts.reduce(0, +) == 1)
    }

    @Test func aRangeHasBothOfItsBars() throws {
        var strip = ArrivalStrip()
        let ledger = ledger(["2026-02-03T16:31:00Z", "2026-02-03T16:50:00Z", "2026-02-03T17:04:00Z"])
        strip.refresh([0, 1, 2], in: ledger, bars: 4, clock: clock("2026-02-03T17:04:40Z"), at: nil)
        strip.begin(at: SampleBookings.at("2026-02-03T16:50:00Z"))
        #expect(strip.chosenCount == 1)
        strip.setAnchor()
        strip.move(by: -1)
        #expect(strip.chosenCount == 2)
        let time = try #require(strip.chosenTime)
        #expect(time.lowerBound == SampleBookings.at("2026-02-03T16:30:00Z"))
        #expect(time.upperBound == SampleBookings.at("2026-02-03T17:00:00Z"))
        strip.move(by: 100)
        #expect(strip.chosen == 2...3)
    }
}

@Suite struct TimeTravelTests {
    private static let records = SampleBookings.numbered(
        [
            "2026-02-01T09:10:00Z", "2026-02-01T09:50:00Z", "2026-02-02T23:30:00Z", "2026-02-03T10:00:00Z",
            "2026-02-03T10:02:00Z", "2026-02-03T10:04:00Z", "2026-02-03T16:00:00Z",
        ]
        .enumerated().map { number, time in
            SampleBookings.calendars(time, "Customer \(number)", starts: "2026-02-0\(9 - number)T10:00:00Z") { _ in }
        }
    )

    @Test func oneMovesByHoursDaysAndGaps() {
        var play = Playbook(Self.records)
        for (key, row) in [
            ("(", 3), ("(", 2), ("(", 0), (")", 2), (">", 2), ("<", 0), (">", 2), ("<", 0), ("}", 1), ("}", 2),
            ("}", 3), ("}", 6), ("{", 5), ("{", 2),
        ] {
            play.keys(key)
            #expect(play.state.selection == row, "\(key)")
        }
        play.keys("G )")
        #expect(play.screen.contains("no booking later"))
    }

    @Test(arguments: [
        ("yesterday", 2), ("sun", 0), ("11:01", 4), ("-2h", 6), ("50%", 3), ("0%", 0), ("2026-02-03", 2), ("next", 5),
    ])
    func oneGoesToATimeThatIsTyped(text: String, row: Int) {
        var play = Playbook(Self.records)
        play.keys("alt+g")
        play.type(text)
        play.keys("enter")
        #expect(play.state.selection == row && play.state.focus == .list)
    }

    @Test func whatIsNoTimeIsAskedForAgain() {
        var play = Playbook(Self.records)
        play.keys("alt+g")
        play.type("soon")
        play.keys("enter")
        #expect(play.state.focus == .prompt && play.screen.contains("write 9am"))
        play.keys("ctrl+u")
        play.type("sun")
        play.keys("enter")
        #expect(play.state.selection == 0)
    }

    @Test func inAnOrderByStartsItIsStartsThatOneMovesBy() {
        var play = Playbook(Self.records)
        play.keys("s")
        play.type("t")
        guard play.state.list.content.order.keys.first?.column == .starts else { return }
        play.keys("g >")
        #expect(play.state.selection == 5)
    }

    @Test func theStripStaysWhereAnEmptyRangeWasChosen() {
        var play = Playbook(Self.records, .fixture(size: Size(columns: 100, rows: 40)))
        play.keys("g")
        let bounds = play.state.strip.bounds
        play.keys("v l enter")
        #expect(play.state.list.rows.isEmpty && play.state.focus == .list)
        #expect(play.state.strip.bounds == bounds)
        play.keys("u G")
        #expect(play.state.strip.bounds != bounds)
    }

    @Test func theStripIsShownWhereThereIsRoomOrItIsAskedFor() {
        var play = Playbook(Self.records, .fixture(size: Size(columns: 100, rows: 24)))
        #expect(!play.screen.contains("15 min a bar"))
        play.keys("i")
        #expect(play.screen.contains("15 min a bar"))
        play.keys("Z")
        #expect(play.screen.contains("1 h a bar"))
        play.keys("z z z")
        #expect(play.screen.contains("1 min a bar"))
        play.keys("i")
        #expect(!play.screen.contains("a bar"))
        play.resize(columns: 120, rows: 40)
        #expect(!play.screen.contains("a bar"))
    }
}
