import Bookings
import BookwatchTestSupport
import Ledger
import Screen
import Testing

@testable import Dashboard

@Suite struct OverlayTests {
    private func incident(_ number: UInt64, _ seconds: Int64, detail: String = "https://a.example") -> Incident {
        let at = Timestamp(milliseconds: SampleBookings.now.milliseconds + seconds * 1_000)
        return Incident(number: number, kind: .unknownOrigin, at: at, detail: detail)
    }

    @Test func unseenIncidentsAreTellingUntilTheyAreLookedAt() {
        var play = Playbook()
        #expect(!play.screen.contains("! "))
        play.feed(.incident(incident(1, -9)))
        #expect(play.screen.contains("! 1 incident ") && play.screen.contains("E incidents"))
        play.feed(.incident(incident(2, -8)))
        #expect(play.screen.contains("! 2 incidents "))
        play.keys("E esc")
        #expect(!play.screen.contains("! 2 incidents"))
        // It happened again.
        play.feed(.incident(incident(1, -7)))
        #expect(play.screen.contains("! 1 incident "))
        play.keys("E")
        play.feed(.incident(incident(3, -6)))
        play.keys("q")
        #expect(!play.screen.contains("! "), "what came while they were open was seen")
    }

    @Test func whatWasLookedAtStaysSoWhenTheEndpointTellsItAgain() {
        var play = Playbook()
        for number in 1...3 as ClosedRange<UInt64> { play.feed(.incident(incident(number, Int64(number)))) }
        play.keys("E esc")
        play.feed(.link(.lost(reason: "gone", retryAt: play.now)))
        play.feed(.link(.live))
        for number in 1...2 as ClosedRange<UInt64> { play.feed(.incident(incident(number, Int64(number)))) }
        #expect(play.state.incidents.unseen == 0)
        #expect(play.state.incidents.incidents.map(\.number) == [1, 2])
    }

    @Test func theNewestEventStandsLast() {
        var play = Playbook([])
        play.feed(.incident(incident(1, 1, detail: "https://one.example")))
        play.feed(.incident(incident(2, 2, detail: "https://two.example")))
        play.feed(.incident(incident(1, 3, detail: "https://one.example")))
        #expect(play.state.incidents.incidents.map(\.number) == [2, 1])
    }

    @Test func incidentsScrollFromTheirEnd() {
        var play = Playbook([], .fixture(size: Size(columns: 60, rows: 10)))
        for incident in SampleEvents.incidents { play.feed(.incident(incident)) }
        play.keys("E")
        #expect(play.screen.contains("is set up wrongly") && play.screen.contains("end"))
        play.keys("g")
        #expect(play.screen.contains("https://shop.example.com"))
        play.keys("G")
        #expect(play.screen.contains("is set up wrongly"))
    }

    @Test func theFunnelFollowsCountsAndBookings() {
        var play = Playbook([])
        play.feed(.funnel(SampleEvents.funnel))
        play.keys("U")
        #expect(play.screen.contains("1,204") && play.screen.contains("0 %"))
        play.feed(.records(SampleEvents.records))
        #expect(play.screen.contains("7.5 %") && play.screen.contains("≈100 %"))
        var update = SampleEvents.funnel
        update.isComplete = false
        update.counts = [update.counts[0]]
        update.counts[0].loaded = 2_408
        play.feed(.funnel(update))
        #expect(play.screen.contains("2,408") && play.screen.contains("Quarterly partner review"))
        update.isComplete = true
        play.feed(.funnel(update))
        #expect(!play.screen.contains("Quarterly partner review"))
    }

    @Test func anotherLogHasAnotherFunnel() {
        var play = Playbook(SampleEvents.records)
        play.feed(.funnel(SampleEvents.funnel))
        play.keys("U")
        play.feed(.reset)
        #expect(play.screen.contains("No booking calendar was shown yet."))
    }

    @Test func aReplayShowsBookingsAlone() {
        var play = Playbook(SampleEvents.records, .fixture(mode: .replay))
        play.keys("U")
        #expect(play.screen.contains("0 loaded → 0 slot selected → 94 booked  –"))
    }

    @Test(arguments: ["U", "E"])
    func overlaysOpenOverTheListAndTheDetailAndCloseAgain(key: String) {
        for first in ["", "enter"] {
            for close in ["esc", "q", "enter", key] {
                var play = Playbook()
                play.keys(first)
                let before = play.screen
                play.keys(key)
                #expect(play.screen != before)
                play.keys(close)
                #expect(play.screen == before && play.effects.isEmpty)
            }
        }
    }

    @Test func openOverlaysAskForNoTick() {
        var play = Playbook([])
        for keys in ["U", "E"] {
            play.keys(keys)
            #expect(play.state.nextTick() == nil)
        }
    }

    @Test func manyCalendarsScroll() {
        var play = Playbook([], .fixture(size: Size(columns: 80, rows: 24)))
        let counts = (0..<1_001).map { number in
            FunnelCount(FunnelKey(source: "s", bookingCalendar: "BKC-\(number)"), loaded: 2_000 - number)
        }
        play.feed(.funnel(FunnelUpdate(since: play.now, isComplete: true, counts: counts)))
        play.keys("U")
        #expect(play.screen.contains("BKC-0 ") && play.screen.contains("calendars"))
        play.keys("G")
        #expect(play.screen.contains("BKC-1000") && play.screen.contains("end"))
        play.keys("k g")
        #expect(play.screen.contains("BKC-0 "))
    }

    @Test(arguments: SampleEvents.incidents)
    func everyEventSaysWhatHappenedAndWhatToDo(incident: Incident) {
        let (summary, advice) = (IncidentText.summary(incident), IncidentText.advice(incident))
        #expect(!summary.isEmpty && summary.last != ".")
        #expect(advice.last == ".")
    }
}
