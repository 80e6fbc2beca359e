import Bookings
import BookwatchTestSupport
import Testing

@testable import Dashboard

@Suite struct TimeTextTests {
    private let now = SampleBookings.at("2026-02-03T17:04:00Z")

    private func after(minutes: Int) -> Timestamp {
        Timestamp(milliseconds: now.milliseconds + Int64(minutes) * 60_000)
    }

    @Test(arguments: [
        (0, "now"), (1, "in 1 m"), (59, "in 59 m"), (60, "in 1 h"), (89, "in 1 h"), (90, "in 2 h"), (1_409, "in 23 h"),
        (1_410, "in 1 d"), (2_880, "in 2 d"), (86_399, "in 60 d"), (86_400, "in 9 w"), (525_600, "in 1 y"),
        (-1, "1 m ago"), (-120, "2 h ago"), (-4_320, "3 d ago"),
    ])
    func distancesAreRounded(minutes: Int, expected: String) {
        #expect(RelativeTime.text(of: after(minutes: minutes), at: now) == expected)
    }

    @Test(arguments: [(0, "now"), (5, "now"), (-1, "1 min"), (-59, "59 min"), (-60, "1 h"), (-2_880, "2 d")])
    func agesCountFromTheFirstMinute(minutes: Int, expected: String) {
        #expect(RelativeTime.age(of: after(minutes: minutes), at: now) == expected)
    }

    @Test(arguments: [
        (25, "25 m"), (60, "1 h"), (100, "1 h 40 m"), (1_440, "1 d"), (1_500, "1 d 1 h"), (30_000, "20 d"),
    ])
    func spansHaveTwoUnits(minutes: Int, expected: String) {
        #expect(RelativeTime.span(from: now, to: after(minutes: minutes)) == expected)
    }

    @Test(arguments: [Int64.min, .min + 1, -1, .max - 1, .max])
    func noInstantIsTooFar(milliseconds: Int64) {
        let instant = Timestamp(milliseconds: milliseconds)
        #expect(!RelativeTime.text(of: instant, at: now).isEmpty)
        #expect(!RelativeTime.age(of: instant, at: now).isEmpty)
        #expect(!RelativeTime.span(from: instant, to: now).isEmpty)
        let civil = ClockText.civil(instant, in: Zones.berlin)
        #expect(!ClockText.dayAndTime(civil, today: civil).isEmpty)
        #expect(!ClockText.column(ClockText.civil(WallTime(milliseconds: milliseconds)), today: civil).isEmpty)
    }

    @Test func datesNameTheYearOnlyWhereItIsAnother() {
        let today = ClockText.civil(now, in: .utc)
        let near = ClockText.civil(SampleBookings.at("2026-02-05T15:30:07Z"), in: .utc)
        let far = ClockText.civil(SampleBookings.at("2027-11-12T15:30:07Z"), in: .utc)
        #expect(ClockText.dayAndTime(near, today: today) == "Thu 5 Feb 15:30")
        #expect(ClockText.column(near, today: today) == "Thu  5 Feb 15:30")
        #expect(ClockText.dayAndTime(far, today: today) == "Fri 12 Nov 2027 15:30")
        #expect(ClockText.column(far, today: today) == "2027-11-12 15:30")
        #expect(ClockText.recent(today, today: today) == "today 17:04")
    }

    @Test(arguments: [
        ("2026-02-03T00:00:01Z", "00:00:01"), ("2026-02-02T23:59:59Z", "Mon 23:59"),
        ("2026-01-28T10:00:00Z", "Wed 10:00"),
        ("2026-01-27T10:00:00Z", "27 Jan"), ("2025-12-31T10:00:00Z", "31 Dec 25"),
    ])
    func receiptsGetCoarserWithAge(time: String, expected: String) {
        let civil = ClockText.civil(SampleBookings.at(time), in: .utc)
        #expect(ClockText.received(civil, today: ClockText.civil(now, in: .utc)) == expected)
    }

    @Test func daylightSavingChangesTheClock() {
        let winter = ClockText.civil(SampleBookings.at("2026-03-29T00:59:00Z"), in: Zones.berlin)
        let summer = ClockText.civil(SampleBookings.at("2026-03-29T01:00:00Z"), in: Zones.berlin)
        #expect(ClockText.time(winter) == "01:59")
        #expect(ClockText.time(summer) == "03:00")
    }

    @Test func theMinuteBeginsAtOrBeforeNow() {
        let clock = DashboardClock(now: SampleBookings.now, zone: .utc)
        #expect(clock.minute == SampleBookings.at("2026-02-03T17:04:00Z"))
        let before = DashboardClock(now: Timestamp(milliseconds: -1), zone: .utc)
        #expect(before.minute == Timestamp(milliseconds: -60_000))
    }
}
