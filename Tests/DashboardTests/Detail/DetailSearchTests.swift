import Bookings
import BookwatchTestSupport
import Screen
import Testing

@testable import Dashboard

@Suite struct DetailSearchTests {
    private func play() -> Playbook {
        let body = #"{"one":"needle","two":{"a":"x","b":"NEEDLE","c":{"d":"needle"}},"three":"none"}"#
        let record = SampleBookings.calendars("2026-02-03T17:00:00Z", "Ada Hill", starts: "2026-02-05T09:00:00Z") {
            $0.raw = .json(Array(body.utf8))
        }
        var play = Playbook(SampleBookings.numbered([record]), .fixture(size: Size(columns: 140, rows: 40)))
        play.keys("enter 3")
        return play
    }

    @Test func hitsAreCountedInWhateverCaseAndSteppedThroughAroundTheEnds() {
        var play = play()
        play.keys("/")
        play.type("needle")
        #expect(play.screen.contains("match 1 of 3"))
        play.keys("enter n")
        #expect(play.screen.contains("match 2 of 3"))
        play.keys("n n")
        #expect(play.screen.contains("match 1 of 3, went around"))
        play.keys("N")
        #expect(play.screen.contains("match 3 of 3, went around"))
    }

    @Test func aHitInAFoldedPartIsCountedAndUnfoldsIt() {
        var play = play()
        play.keys("W /")
        play.type("needle")
        #expect(play.screen.contains("match 1 of 3"))
        #expect(!play.screen.contains(#""d""#))
        play.keys("enter n n")
        #expect(play.screen.contains(#""d": "needle""#))
    }

    @Test func escapeGoesBackToWhereTheSearchBegan() {
        var play = play()
        play.keys("W j")
        let before = play.screen
        play.keys("/")
        play.type("needle")
        play.keys("n esc")
        #expect(play.screen == before)
    }

    @Test func theSearchOfTheListStaysItsOwn() {
        var play = play()
        play.keys("/")
        play.type("needle")
        play.keys("enter")
        #expect(!play.state.search.isActive)
        play.keys("esc")
        #expect(play.state.focus == .detail && !play.state.detail.search.isActive)
        play.keys("esc")
        #expect(play.state.focus == .list)
    }

    @Test func whatIsNotThereIsSaid() {
        var play = play()
        play.keys("/")
        play.type("haystack")
        #expect(play.screen.contains("no match here"))
    }

    @Test(arguments: ["1", "2", "4"])
    func everyTabIsSearched(tab: String) {
        var play = play()
        play.keys("\(tab) /")
        play.type(tab == "4" ? "first seen" : "ada hill")
        #expect(play.screen.contains("match 1 of"))
    }

    @Test func theValueUnderTheCursorIsSearched() {
        var play = play()
        play.keys("j j *")
        #expect(play.state.detail.search.query == "needle")
        #expect(play.screen.contains("of 3"))
    }
}
