import Bookings
import BookwatchTestSupport
import Ledger
import Screen
import Testing

@testable import Dashboard

/// Without events nothing is written to the terminal: between full minutes the screen stands still.
@Suite struct StillnessTests {
    @Test func theScreenChangesOnlyAtFullMinutes() throws {
        var play = Playbook()
        for _ in 0..<180 {
            let tick = try #require(play.state.nextTick())
            #expect(tick > play.now && tick.milliseconds % 60_000 == 0)
            let before = play.frame
            // Any time before the tick shows the same.
            for part in [1, tick.milliseconds - play.now.milliseconds - 1] {
                var later = play
                later.send(.tick(Timestamp(milliseconds: play.now.milliseconds + part)))
                #expect(later.frame == before)
            }
            play.pass(milliseconds: tick.milliseconds - play.now.milliseconds)
        }
    }

    @Test func anEmptyLiveScreenNeverChanges() {
        let play = Playbook([])
        #expect(play.state.nextTick() == nil)
    }

    @Test func aMinuteChangesLittle() {
        var play = Playbook()
        play.pass(milliseconds: 5 * 60_000)
        let before = play.frame
        play.pass(milliseconds: 60_000)
        let after = play.frame
        let changed = (0..<play.size.rows).reduce(0) { sum, row in
            sum + zip(before.row(row), after.row(row)).count { $0 != $1 }
        }
        #expect(changed > 0 && changed < 16, "\(changed) cells")
    }

    @Test func newRowsGrowOldWithinTwoMinutes() {
        var play = Playbook()
        play.arrive("Grace Okafor")
        #expect(play.screen.contains("▸●"))
        play.pass(milliseconds: 120_000)
        #expect(!play.screen.contains("▸●"))
    }

    @Test func theNextMeetingIsThatOfTheMinute() {
        var play = Playbook()
        #expect(play.screen.contains("next in 11 m  山田 太郎"))
        play.pass(milliseconds: 12 * 60_000)
        #expect(play.screen.contains("next in 13 h  Priya Raman"))
        play.arrive(SampleBookings.calendars("2026-02-03T17:05:00Z", "Kofi Mensah", starts: "2026-02-03T18:00:00Z"))
        #expect(play.screen.contains("Kofi Mensah |") || play.screen.contains("next in 44 m  Kofi Mensah"))
        play.arrive(
            SampleBookings.calendars("2026-02-03T17:05:00Z", "Kofi Mensah", starts: "2026-02-03T18:00:00Z") {
                $0.booking.status = "canceled"
                $0.channel = .webhook
            }
        )
        #expect(play.screen.contains("next in 13 h  Priya Raman"))
    }

    @Test func todayBeginsAtTheViewersMidnight() {
        var play = Playbook()
        #expect(play.screen.contains("today 6"))
        // Midnight in Berlin is 23:00 UTC.
        play.pass(milliseconds: SampleBookings.at("2026-02-03T22:59:59Z").milliseconds - play.now.milliseconds)
        #expect(play.screen.contains("today 6"))
        play.pass(milliseconds: 1_000)
        #expect(play.screen.contains("today 0"))
    }

    @Test func aFilterThatDependsOnTheTimeIsAppliedAsTimePasses() {
        var play = Playbook(SampleBookings.records, .fixture(filter: "received:<10m"))
        #expect(play.screen.contains("4 of 7"))
        play.pass(milliseconds: 60_000)
        #expect(play.screen.contains("3 of 7"))
        play.pass(milliseconds: 3_600_000)
        #expect(play.screen.contains("0 of 7"))
    }
}
