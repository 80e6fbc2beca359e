import Bookings
import BookwatchTestSupport
import Ledger
import Screen
import Testing

@testable import Dashboard

/// Filtering as the hands do it.
@Suite struct FilterBehaviourTests {
    private static let views = [
        SavedView(key: 1, name: "demos", filter: "type:demo"),
        SavedView(key: 2, name: "apac", choices: [.masterPage: FacetChoice(kept: ["apac-hub"])]),
        SavedView(key: 9, name: "bad", filter: "type:"),
    ]

    private func playWithViews(view: String? = nil) -> Playbook {
        var configuration = DashboardConfiguration.fixture()
        (configuration.views, configuration.view) = (Self.views, view)
        return Playbook(SampleBookings.records, configuration)
    }

    private func selected(_ play: Playbook) -> String? {
        play.state.selection.flatMap { play.state.ledger.text(.name, at: $0) }
    }

    // MARK: - The line

    @Test func escapePutsBackTheSelectionItsPlaceAndTheSwitch() {
        var play = Playbook(SampleBookings.many(200), .fixture(filter: "customer"))
        play.keys("g ctrl+d j j j \\")
        let before = play.screen
        play.keys("f")
        play.type(" type:review -customer")
        play.keys("tab esc")
        if play.state.focus == .filter { play.keys("esc") }
        #expect(play.screen == before)
        #expect(!play.state.filter.isOn)
    }

    @Test func tabOffersTriesAndTakes() {
        var play = Playbook()
        play.keys("f")
        play.type("type:")
        play.keys("tab")
        #expect(play.state.filter.editor.text == #"type:"Product demo""#)
        #expect(play.screen.contains("3 of 7"))
        play.keys("tab")
        #expect(play.state.filter.editor.text == #"type:"Discovery call""#)
        play.keys("shift+tab shift+tab")
        #expect(play.state.filter.editor.text == #"type:"Support escalation with an engineer""#)
        play.keys("esc")
        #expect(play.state.filter.editor.text == "type:")
        #expect(play.state.focus == .filter)
        play.keys("tab enter")
        #expect(play.state.filter.editor.text == #"type:"Product demo" "#)
        play.type("ma")
        play.keys("tab")
        #expect(play.state.filter.editor.text == #"type:"Product demo" master:"#)
    }

    @Test func historyIsHandedOverToBeKept() {
        var configuration = DashboardConfiguration.fixture()
        configuration.filterHistory = ["older"]
        var play = Playbook(SampleBookings.records, configuration)
        play.keys("f")
        play.type("demo")
        play.keys("enter")
        #expect(play.effects.contains(.saveFilterHistory(["older", "demo"])))
        play.keys("f ctrl+u")
        play.type("draft")
        play.keys("up up")
        #expect(play.state.filter.editor.text == "older")
        play.keys("down down")
        #expect(play.state.filter.editor.text == "draft")
    }

    @Test func aHistoryHasAnEnd() {
        var history = FilterHistory((0..<500).map(String.init))
        history.add("new")
        #expect(history.entries.count == FilterHistory.limit)
        #expect(history.entries.last == "new")
    }

    @Test func whatEachPartHidesIsCounted() {
        var play = Playbook(SampleBookings.records, .fixture(filter: "type:demo"))
        #expect(play.screen.contains("3 of 7: text hides 4"))
        play.keys("e tab space")
        #expect(play.screen.contains("text hides 4, master page hides 2"))
    }

    // MARK: - Values

    @Test func aValueOfTheRowIsKeptDroppedAndAdded() {
        var play = Playbook()
        play.keys("l =")
        #expect(play.screen.contains(#"type:="Discovery call""#) && play.screen.contains("1 of 7"))
        play.keys("c k k l !")
        #expect(play.screen.contains("-master:=partners"))
        play.keys("c g h =")
        #expect(play.screen.contains("1 of 7"))
        play.keys("u")
        #expect(play.screen.contains("7 bookings"))
    }

    @Test func aColumnWithoutValuesToChooseAsksWhichFieldIsMeant() {
        var play = Playbook()
        play.keys("h h = t")
        #expect(play.screen.contains(#"type:="Discovery call""#) && play.screen.contains("1 of 7"))
    }

    @Test func aRangeOfTheStripIsKept() {
        var play = Playbook(SampleBookings.records, .fixture(size: Size(columns: 140, rows: 40)))
        play.keys("v v h h enter")
        #expect(play.state.focus == .list && play.screen.contains("received:2026-02-03T17:30..2026-02-03T18:14"))
        #expect(play.state.list.count == 5)
        play.keys("u")
        #expect(play.state.list.count == 7)
    }

    @Test func aDroppedValueIsShownSoAndHidden() {
        var play = Playbook()
        play.keys("e !")
        #expect(play.screen.contains("✕ not Product d"))
        #expect(play.screen.contains("4 of 7"))
        play.keys("= ")
        #expect(play.screen.contains("3 of 7"))
        play.keys("c")
        #expect(play.screen.contains("7 bookings"))
    }

    @Test func valuesOfAFacetAreFoundByTyping() {
        var play = Playbook()
        play.keys("e /")
        play.type("onb")
        #expect(play.state.panel?.section.shown.map(\.value) == ["Onboarding call"])
        play.keys("enter space")
        #expect(play.screen.contains("1 of 7"))
        play.keys("esc")
        #expect(play.state.focus == .facets)
        #expect((play.state.panel?.section.shown.count ?? 0) > 1)
    }

    @Test func facetsCountWhatArrives() throws {
        var play = Playbook()
        play.keys("e")
        let before = try #require(play.state.panel?.section.counts.first)
        play.arrive("Grace Okafor")
        play.arrive("Łukasz Wójcik", eventType: "Something new")
        let section = try #require(play.state.panel?.section)
        #expect(section.counts.first == FacetCount(value: before.value, count: before.count + 1))
        #expect(section.counts.contains(FacetCount(value: "Something new", count: 1)))
        play.keys("tab shift+tab esc e")
        let anew = try #require(play.state.panel?.section)
        #expect(Set(anew.counts.map { "\($0)" }) == Set(section.counts.map { "\($0)" }))
    }

    // MARK: - Views

    @Test func viewsShowTheirCountsAndNews() {
        var play = playWithViews()
        #expect(play.screen.contains("1 demos 3"))
        #expect(play.screen.contains("2 apac 2"))
        #expect(play.screen.contains("9 bad ?"))
        play.arrive("Grace Okafor")
        #expect(play.screen.contains("1 demos 4 ●"))
        play.keys("1")
        #expect(play.screen.contains("4 of 8") && !play.screen.contains("demos 4 ●"))
        play.keys("2")
        #expect(play.screen.contains("2 of 8"))
        play.keys("0")
        #expect(play.screen.contains("8 bookings"))
        play.keys("u")
        #expect(play.screen.contains("2 of 8"))
    }

    @Test func aViewIsSavedUnderAKeyAndAName() {
        var play = playWithViews()
        play.keys("f")
        play.type("zoë")
        play.keys("enter S 3")
        #expect(play.state.focus == .prompt)
        play.type("Zoë")
        play.keys("enter")
        let saved = SavedView(key: 3, name: "Zoë", filter: "zoë")
        #expect(play.effects.contains(.saveViews(Self.views[0...1] + [saved, Self.views[2]])))
        #expect(play.screen.contains("3 Zoë 1"))
        play.keys("S 3 ctrl+u enter")
        #expect(play.effects.contains(.saveViews(Self.views)))
    }

    @Test func startingWithAViewSaysSo() {
        let play = playWithViews(view: "demos")
        #expect(play.screen.contains("3 of 7"))
        #expect(play.screen.contains("View 1 “demos” hides other bookings"))
        #expect(playWithViews(view: "nothing").screen.contains("There is no view “nothing”"))
        #expect(playWithViews(view: "bad").screen.contains("7 bookings"))
    }

    @Test func aViewThatIsNotThereIsToldOf() {
        var play = playWithViews()
        play.keys("5")
        #expect(play.screen.contains("No view on 5 yet"))
        play.keys("9")
        #expect(play.screen.contains("cannot be read"))
        #expect(play.screen.contains("7 bookings"))
    }

    // MARK: - Alarms

    @Test func aHiddenAlarmIsAlwaysToldOf() {
        for (columns, rows) in [(140, 40), (80, 24), (40, 10), (20, 5)] {
            let size = Size(columns: columns, rows: rows)
            let play = Playbook(SampleBookings.records, .fixture(size: size, filter: "name:marta"))
            #expect(play.screen.contains("alarm"), "\(size)")
        }
        var play = Playbook(SampleBookings.records, .fixture(filter: "name:marta"))
        #expect(play.screen.contains("1 hidden alarm (a)"))
        play.keys("a")
        #expect(selected(play) == "Ahmed Garcia")
        #expect(!play.screen.contains("hidden alarm"))
        play.keys("u")
        #expect(play.screen.contains("1 hidden alarm (a)"))
    }

    // MARK: - Search

    @Test func aMatchInAHiddenColumnIsNamed() {
        var play = Playbook()
        play.keys("/")
        play.type("please call")
        #expect(play.screen.contains("match 1 of 1 in note"))
        play.keys("esc /")
        play.type("odile")
        #expect(play.screen.contains("match 1 of 1") && !play.screen.contains("match 1 of 1 in"))
    }

    @Test func tabTurnsASearchIntoAFilter() {
        var play = Playbook()
        play.keys("g /")
        play.type("product demo")
        play.keys("tab")
        #expect(play.state.focus == .filter)
        #expect(play.state.filter.editor.text == #""product demo""#)
        #expect(play.screen.contains("3 of 7"))
        play.keys("esc")
        #expect(play.screen.contains("7 bookings"))
        #expect(selected(play) == "Harriet Boone")
    }

    @Test func theValueUnderTheCursorIsSearched() {
        var play = Playbook()
        play.keys("*")
        #expect(play.state.search.query == "Priya Raman")
        #expect(play.state.focus == .list)
    }

    @Test func aFilterIsUndoneStepByStep() {
        var play = Playbook()
        play.keys("e space tab space esc")
        #expect(play.screen.contains("1 of 7"))
        play.keys("u")
        #expect(play.screen.contains("3 of 7") && play.screen.contains("Undone"))
        play.keys("u")
        #expect(play.screen.contains("7 bookings"))
        play.keys("u")
        #expect(play.screen.contains("Nothing to undo"))
    }
}
