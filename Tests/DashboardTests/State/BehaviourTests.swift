import Bookings
import BookwatchTestSupport
import Ledger
import Screen
import Testing

@testable import Dashboard

@Suite struct BehaviourTests {
    /// The name on the selected row.
    private func selected(_ play: Playbook) -> String? {
        play.state.selection.flatMap { play.state.ledger.text(.name, at: $0) }
    }

    @Test func theNewestBookingIsSelectedAsItComes() {
        var play = Playbook()
        play.arrive("Grace Okafor")
        #expect(selected(play) == "Grace Okafor")
        #expect(play.screen.contains("following"))
    }

    @Test(arguments: ["F", "G", "end", "space"])
    func followingResumes(key: String) {
        var play = Playbook()
        play.keys("k k")
        play.arrive("Grace Okafor")
        #expect(selected(play) == "Odile Fabre")
        #expect(play.screen.contains("▼ 1 new"))
        play.keys(key)
        #expect(selected(play) == "Grace Okafor")
        #expect(!play.screen.contains("1 new"))
    }

    @Test func theBadgeCountsWhatMatches() {
        var play = Playbook()
        play.keys("f")
        play.type("type:demo")
        play.keys("enter k")
        play.arrive("Grace Okafor", eventType: "Onboarding call")
        play.arrive("Kofi Mensah", eventType: "Product demo")
        #expect(play.screen.contains("▼ 2 new (1 match)"))
    }

    @Test func theFilterWorksAtEachKeyAndEscapeUndoesIt() {
        var play = Playbook()
        play.keys("f")
        #expect(play.frame.cursor == Position(row: 1, column: 3))
        play.type("marta")
        #expect(play.screen.contains("1 of 7"))
        play.keys("backspace backspace backspace backspace backspace")
        #expect(play.screen.contains("7 bookings"))
        play.type("status:canceled")
        #expect(play.screen.contains("1 of 7"))
        play.keys("esc")
        #expect(play.screen.contains("7 bookings"))
        #expect(play.frame.cursor == nil)
    }

    @Test func anErrorPointsAtItsPlaceAndKeepsTheLastGoodFilter() throws {
        var play = Playbook()
        play.keys("f")
        play.type("marta")
        play.type(" nmae:x")
        #expect(play.screen.contains("did you mean “name:”?"))
        let lines = play.screen.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
        let caret = try #require(lines[2].firstIndex(of: "^"))
        #expect(lines[1][caret] == "n" && lines[1][caret + 1] == "m")
        play.keys("enter")
        #expect(play.state.focus == .filter)
        play.keys("ctrl+w enter")
        #expect(play.state.focus == .list)
        #expect(play.screen.contains("1 of 7"))
    }

    @Test func keptExpressionsAreRemembered() {
        var play = Playbook()
        for text in ["marta", "zoe"] {
            play.keys("f ctrl+u")
            play.type(text)
            play.keys("enter")
        }
        play.keys("f up up")
        #expect(play.state.filter.editor.text == "marta")
        play.keys("down")
        #expect(play.state.filter.editor.text == "zoe")
    }

    @Test func aFilterIsSwitchedOffAndOnAndCleared() {
        var play = Playbook([], .fixture(filter: "type:demo"))
        play = Playbook(SampleBookings.records, .fixture(filter: "type:demo"))
        #expect(play.screen.contains("3 of 7"))
        play.keys("\\")
        #expect(play.screen.contains("7 bookings") && play.screen.contains("(off)"))
        play.keys("\\")
        #expect(play.screen.contains("3 of 7"))
        play.keys("c")
        #expect(play.screen.contains("7 bookings") && play.screen.contains("all bookings"))
    }

    @Test func choicesAreAddedToTheExpression() {
        var play = Playbook()
        play.keys("e space")
        #expect(play.screen.contains("3 of 7"))
        #expect(play.screen.contains(#"type:="Product demo""#))
        play.keys("j enter")
        #expect(play.screen.contains("4 of 7"))
        play.keys("tab")
        #expect(play.state.panel?.section.facet == .masterPage)
        play.keys("space esc")
        #expect(play.state.focus == .list)
        #expect(play.screen.contains("2 of 7"))
        play.keys("e c esc")
        #expect(play.screen.contains("master:=apac-hub"))
    }

    @Test func bookingsWithoutAValueCanBeChosen() {
        var play = Playbook()
        play.keys("e G space")
        #expect(play.screen.contains("-has:type"))
        #expect(play.screen.contains("1 of 7"))
    }

    @Test func searchFindsAsItIsTypedAndGoesAround() {
        var play = Playbook()
        play.keys("g /")
        play.type("apac")
        #expect(selected(play) == "山田 太郎")
        #expect(play.screen.contains("match 1 of 2"))
        play.keys("enter n")
        #expect(selected(play) == "Priya Raman")
        play.keys("n")
        #expect(selected(play) == "山田 太郎")
        #expect(play.screen.contains("match 1 of 2, went around"))
        play.keys("N")
        #expect(selected(play) == "Priya Raman")
        play.keys("esc")
        #expect(!play.screen.contains("match"))
    }

    @Test func searchLightsWhatItFinds() {
        var play = Playbook()
        play.keys("/")
        play.type("marta")
        let lit = (0..<play.size.rows).flatMap { play.frame.row($0) }.filter { $0.overlay == .match }
        #expect(lit.count >= 5)
    }

    @Test func escapeLeavesASearchWhereItBegan() {
        var play = Playbook()
        play.keys("/")
        play.type("marta")
        #expect(selected(play) == "Marta Quintela")
        play.keys("esc")
        #expect(selected(play) == "Priya Raman")
        #expect(play.state.list.isFollowing)
    }

    @Test func quitOnlyFromTheList() {
        var play = Playbook()
        play.keys("enter")
        play.keys("q")
        #expect(play.effects.isEmpty && play.state.focus == .list)
        play.keys("q")
        #expect(play.effects == [.quit])
        play.keys("enter Q")
        #expect(play.effects.contains(.quit))
        play.keys("f")
        play.type("qQ")
        #expect(play.effects.isEmpty)
    }

    @Test func terminalEffectsAreAskedFor() {
        var play = Playbook()
        play.keys("ctrl+l")
        #expect(play.effects == [.redraw])
        play.keys("ctrl+z")
        #expect(play.effects == [.suspend])
    }

    @Test func aNoticeGoesWithTheNextKey() {
        var play = Playbook()
        play.send(.notice("the theme has no role \u{1B}[31mred"))
        #expect(play.screen.contains("the theme has no role ␛[31mred"))
        play.keys("j")
        #expect(!play.screen.contains("the theme"))
    }

    @Test func noticesWaitTheirTurn() {
        var play = Playbook(SampleBookings.records, .fixture(notices: ["first", "second"]))
        #expect(play.screen.contains("first  (1 of 2)"))
        play.keys("j")
        #expect(play.screen.contains("second"))
        play.keys("j")
        #expect(!play.screen.contains("second"))
    }

    @Test func hintsAreForTheMoment() {
        var play = Playbook()
        #expect(!play.screen.contains("F follow"))
        play.keys("k")
        #expect(play.screen.contains("F follow"))
        play.keys("e space esc")
        #expect(play.screen.contains("c clear"))
        play.keys("H")
        #expect(!play.screen.contains("? help"))
        play.send(.notice("still said"))
        #expect(play.screen.contains("still said"))
    }

    @Test func pastedTextIsOneLine() {
        var play = Playbook()
        play.keys("f")
        play.send(.event(.paste("type:demo\nmaster:sales"), at: play.now))
        #expect(play.state.filter.editor.text == "type:demo master:sales")
        play.keys("esc")
        play.send(.event(.paste("Q"), at: play.now))
        #expect(play.effects.isEmpty)
    }

    @Test func theDetailIsShownAndHidden() {
        var play = Playbook()
        #expect(play.screen.contains("Summary   Fields   Raw   History"))
        play.keys("d")
        #expect(!play.screen.contains("Summary"))
        play.keys("enter")
        #expect(play.screen.contains("Summary") && !play.screen.contains("Marta"))
        play.keys("esc d")
        #expect(play.screen.contains("Summary") && play.screen.contains("Marta"))
    }

    @Test func theTabsAreReachedFromTheListToo() {
        var play = Playbook()
        for tab in [DetailPane.Tab.fields, .raw, .history, .summary] {
            play.keys("L")
            #expect(play.state.detail.tab == tab)
            #expect(play.state.focus == .list)
        }
    }

    @Test func readingABookingKeepsItOnTheScreen() {
        var play = Playbook()
        play.keys("enter")
        play.arrive("Grace Okafor")
        #expect(selected(play) == "Priya Raman")
        play.keys("K")
        #expect(selected(play) == "Ahmed Garcia")
        play.keys("J J J")
        #expect(selected(play) == "Grace Okafor")
    }

    @Test func aSecondSightingChangesItsRowAndAddsNone() {
        var play = Playbook()
        play.pass(milliseconds: 10 * 60_000)
        play.arrive(
            SampleBookings.calendars("2026-02-03T17:05:00Z", "Priya Raman", starts: "2026-02-04T07:30:00Z") {
                $0.channel = .webhook
                $0.isSigned = true
                $0.booking.status = "rescheduled"
            }
        )
        #expect(play.state.ledger.count == 7)
        #expect(play.screen.contains("▸Δ"))
    }
}
