import Bookings
import BookwatchTestSupport
import Testing

@testable import Ledger

@Suite struct TimeExpressionTests {
    /// Tuesday 3 February 2026, 18:04:40 in Berlin.
    private let now = SampleBookings.now

    private func instant(_ text: String, at now: Timestamp? = nil) -> String? {
        TimeExpression(text)?.instant(now: now ?? self.now, zone: Zones.berlin)?.iso8601
    }

    @Test(arguments: [
        ("now", "2026-02-03T17:04:40.000Z"), ("-2h", "2026-02-03T15:04:40.000Z"), ("+30m", "2026-02-03T17:34:40.000Z"),
        ("2h ago", "2026-02-03T15:04:40.000Z"), ("9am", "2026-02-03T08:00:00.000Z"),
        ("12am", "2026-02-02T23:00:00.000Z"), ("9:30pm", "2026-02-03T20:30:00.000Z"),
        ("14:30", "2026-02-03T13:30:00.000Z"), ("14:30:05", "2026-02-03T13:30:05.000Z"),
        ("noon", "2026-02-03T11:00:00.000Z"), ("today", "2026-02-02T23:00:00.000Z"),
        ("yesterday", "2026-02-01T23:00:00.000Z"), ("Yesterday 14:30", "2026-02-02T13:30:00.000Z"),
        ("9am tomorrow", "2026-02-04T08:00:00.000Z"), ("mon", "2026-02-01T23:00:00.000Z"),
        ("Wednesday noon", "2026-01-28T11:00:00.000Z"), ("tue", "2026-02-02T23:00:00.000Z"),
        ("2026-07-03", "2026-07-02T22:00:00.000Z"), ("2026-02-03T09:00", "2026-02-03T08:00:00.000Z"),
        ("3 feb 2025 10:00", "2025-02-03T09:00:00.000Z"), ("march 1", "2026-02-28T23:00:00.000Z"),
    ])
    func timesAreReadAsPeopleTypeThem(text: String, expected: String) {
        #expect(instant(text) == expected)
    }

    @Test(arguments: [
        "", "soon", "25:00", "9:75", "13pm", "14", "2h", "-2h ago", "today tomorrow", "9am 10am", "3 feb 4", "-2x",
        "2026-13-01", "30 feb", "now 9am", "0am", "99999999999h ago", "mond ay",
    ])
    func whatIsNoTimeIsNone(text: String) {
        #expect(instant(text) == nil)
    }

    @Test func theClocksThatGoForwardAreMinded() {
        let before = Timestamp(milliseconds: 1_774_738_800_000)  // 29 March 2026, 00:00 in Berlin
        #expect(instant("9am", at: before) == "2026-03-29T07:00:00.000Z")
        #expect(instant("2:30", at: before) == "2026-03-29T01:30:00.000Z")
        #expect(instant("yesterday 9am", at: before) == "2026-03-28T08:00:00.000Z")
    }
}
