import Bookings
import BookwatchTestSupport
import Screen
import Testing

@testable import Dashboard

@Suite struct MenuTests {
    @Test func thePaletteFindsCommandsByAFewOfTheirLetters() {
        var play = Playbook()
        play.keys(":")
        play.type("incid")
        #expect(play.state.menu?.current?.label.contains("incidents") ?? false)
        play.keys("enter")
        #expect(play.state.focus == .incidents)
    }

    @Test func escapeClosesAMenuAndNothingIsDone() {
        var play = Playbook()
        let before = play.screen
        play.keys(": down esc")
        #expect(play.state.focus == .list)
        #expect(play.screen == before)
    }

    @Test func aMenuIsChosenFromByKeyOrWithTheCursor() {
        var play = Playbook()
        let items = [
            Menu.Item(key: "a", label: "funnel", command: .action(.showFunnel)),
            Menu.Item(key: "b", label: "help", command: .action(.help)),
        ]
        var other = play.state
        other.open(Menu("Show", items))
        #expect(other.chooseInMenu("x") == [] && other.focus == .menu)
        _ = other.chooseInMenu("b")
        #expect(other.focus == .help)
        other.open(Menu("Show", items))
        _ = other.performInMenu(.next)
        _ = other.performInMenu(.open)
        #expect(other.focus == .help)
        play.keys("esc")
    }

    @Test func aMenuIsAsWideAsItsItems() {
        var state = Playbook(SampleBookings.records, .fixture(size: Size(columns: 140, rows: 40))).state
        let remark = "what it does"
        state.open(Menu("Show", [Menu.Item(key: "a", label: "the funnel", remark: remark, command: .action(.help))]))
        #expect(state.menuPlace(in: state.layout).columns == 30)
        state.open(Menu("Show", [Menu.Item(key: "a", label: "x", command: .action(.help))]))
        #expect(state.menuPlace(in: state.layout).columns == 24)
        let long = String(repeating: "long ", count: 40)
        state.open(Menu("Show", [Menu.Item(key: "a", label: long, command: .action(.help))]))
        #expect(state.menuPlace(in: state.layout).columns == 64)
    }

    @Test func aSearchOfFacetsThatFindsNothingIsAskedForAgain() {
        var play = Playbook()
        play.keys("e")
        let before = play.screen
        play.keys("/")
        play.type("zzz")
        play.keys("enter")
        #expect(play.state.focus == .prompt)
        #expect(play.screen.split(separator: "\n").last?.contains("no value has that in it") ?? false, "\(play.screen)")
        play.keys("esc")
        #expect(play.state.focus == .facets && play.screen == before)
        play.keys("esc")
        #expect(play.state.focus == .list)
    }

    @Test func aQuestionIsOnlyDoneForYes() {
        var state = Playbook().state
        state.ask(Confirmation(question: "Show the help?", command: .action(.help)))
        _ = state.performInConfirmation(.next)
        #expect(state.focus == .confirmation)
        _ = state.performInConfirmation(.decline)
        #expect(state.focus == .list)
        state.ask(Confirmation(question: "Show the help?", command: .action(.help)))
        _ = state.performInConfirmation(.confirm)
        #expect(state.focus == .help)
    }

    @Test(arguments: [
        ("filter", ["To filter", "Filter the list", "File alter"], [1, 0]),
        ("", ["b", "a"], [0, 1]),
        ("ftl", ["Filter the list", "fatal"], [1, 0]),
        ("zz", ["a"], []),
    ])
    func namesAreFoundByTheirLettersTheBestFirst(query: String, names: [String], first: [Int]) {
        #expect(Array(FuzzyMatch.ranked(names, by: query).prefix(first.count)) == first)
        if first.isEmpty { #expect(FuzzyMatch.ranked(names, by: query).isEmpty) }
    }
}

@Suite struct LeavingTests {
    @Test func controlCEndsOnlyWhenItIsPressedTwiceInARow() {
        var play = Playbook()
        play.keys("ctrl+c")
        #expect(play.effects == [] && play.screen.contains("Press it again to quit"))
        play.keys("j ctrl+c")
        #expect(play.effects == [])
        play.keys("ctrl+c")
        #expect(play.effects == [.quit])
    }

    @Test func whoOwnsTheEndpointIsAskedBeforeItEnds() {
        var play = Playbook(SampleBookings.records, .fixture(ownsEndpoint: true))
        play.keys("q")
        #expect(play.effects == [] && play.screen.contains("would not be received. Quit?"))
        play.keys("n")
        #expect(play.effects == [] && play.state.focus == .list)
        play.keys("q y")
        #expect(play.effects == [.quit])
        play.keys("Q")
        #expect(play.effects == [.quit])
    }

    @Test func aViewerOfAnotherProcessLeavesAtOnce() {
        var play = Playbook()
        play.keys("q")
        #expect(play.effects == [.quit])
    }
}

@Suite struct HelpSearchTests {
    @Test func theHelpShowsOnlyWhatIsLookedFor() {
        var play = Playbook()
        play.keys("? /")
        play.type("histogram")
        #expect(play.screen.contains("nothing in the help has this"))
        play.keys("ctrl+u")
        play.type("master")
        #expect(play.screen.contains("Filter language") && play.screen.contains("master:"))
        #expect(!play.screen.contains("Half a page"))
        play.keys("enter")
        #expect(play.state.focus == .help && !play.screen.contains("Half a page"))
        play.keys("esc")
        #expect(play.state.focus == .help && play.screen.contains("Half a page"))
        play.keys("esc")
        #expect(play.state.focus == .list)
    }

    @Test func givingUpASearchShowsTheWholeHelpAgain() {
        var play = Playbook()
        play.keys("?")
        let whole = play.screen
        play.keys("/")
        play.type("x")
        play.keys("esc")
        #expect(play.screen == whole)
    }
}

@Suite struct UndoTests {
    @Test func marksAndRemarksAreUndoneTheNewestFirst() throws {
        var play = Playbook()
        play.keys("m")
        let marked = try #require(play.effects.annotation)
        play.annotate(marked)
        play.keys(";")
        play.type("VIP")
        play.keys("enter")
        let remarked = try #require(play.effects.annotation)
        play.annotate(remarked)
        play.keys("u")
        #expect(play.effects.annotation?.remark == "")
        play.keys("u")
        #expect(play.effects.annotation?.isMarked == false)
        play.keys("u")
        #expect(play.effects.annotation == nil && play.screen.contains("Nothing to undo"))
    }
}

extension [Effect] {
    fileprivate var annotation: Annotation? {
        for case .annotate(let annotation) in self { return annotation }
        return nil
    }
}
