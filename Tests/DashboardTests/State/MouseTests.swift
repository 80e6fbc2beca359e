import BookwatchTestSupport
import Ledger
import Screen
import Testing

@testable import Dashboard

@Suite struct MouseTests {
    private func play(_ columns: Int = 140, _ rows: Int = 40) -> Playbook {
        var play = Playbook(SampleBookings.records, .fixture(size: Size(columns: columns, rows: rows)))
        play.keys("f2 esc")
        return play
    }

    private func mouse(_ kind: MouseEvent.Kind, _ row: Int, _ column: Int, in play: inout Playbook) {
        play.send(.event(.mouse(MouseEvent(kind, at: Position(row: row, column: column))), at: play.now))
    }

    private func click(_ row: Int, _ column: Int, in play: inout Playbook) {
        mouse(.press(.left), row, column, in: &play)
        let effects = play.effects
        mouse(.release(.left), row, column, in: &play)
        if play.effects.isEmpty, !effects.isEmpty { return }
    }

    @Test func itIsOffUntilItIsSwitchedOn() {
        var play = Playbook()
        let selection = play.state.selection
        mouse(.press(.left), play.state.layout.list.row, 10, in: &play)
        #expect(play.state.selection == selection)
        play.keys("f2")
        #expect(play.effects == [.mouse(true)] && play.screen.contains("Shift"))
        play.keys("f2")
        #expect(play.effects == [.mouse(false)])
    }

    @Test func aClickSelectsAndASecondOneOpens() {
        var play = play()
        let row = play.state.layout.list.row
        click(row + 1, 20, in: &play)
        #expect(play.state.selection == 1 && play.state.focus == .list)
        click(row + 1, 20, in: &play)
        #expect(play.state.focus == .detail)
        click(row + 2, 20, in: &play)
        #expect(play.state.focus == .list && play.state.selection == 2)
        play.pass(milliseconds: 1_000)
        click(row + 2, 20, in: &play)
        #expect(play.state.focus == .list)
    }

    @Test func aClickOnAHeadSorts() throws {
        var play = play()
        let header = play.state.layout.tableHeader
        let column = try #require(
            play.state.shownColumns(in: play.state.layout).columns.first { $0.field == .customer }
        )
        click(header.row, header.column + column.offset + 1, in: &play)
        #expect(play.state.list.content.order.keys.first?.column == .customer)
        click(header.row, header.column + column.offset + 1, in: &play)
        #expect(play.state.list.content.order.keys.first?.isDescending ?? false)
    }

    @Test func theWheelTurnsWhatIsUnderIt() {
        var play = play()
        let before = play.state.selection
        mouse(.wheel(.up), play.state.layout.list.row, 10, in: &play)
        #expect(play.state.selection != before && !play.state.list.isFollowing)
        play.keys("?")
        mouse(.wheel(.down), 10, 10, in: &play)
        #expect(play.state.help.scroll == 1)
    }

    @Test func theDividerIsDragged() {
        var play = play()
        let divider = play.state.layout.divider
        mouse(.press(.left), divider.row + 5, divider.column, in: &play)
        mouse(.drag(.left), divider.row + 5, divider.column - 10, in: &play)
        mouse(.release(.left), divider.row + 5, divider.column - 10, in: &play)
        #expect(play.state.layout.divider.column == divider.column - 10)
        mouse(.drag(.left), divider.row + 5, 3, in: &play)
        #expect(play.state.layout.divider.column == divider.column - 10)
    }

    @Test func hintsAreClicked() throws {
        var play = play()
        let line = try #require(
            play.frame.text.split(separator: "\n", omittingEmptySubsequences: false).last { $0.contains("s sort") }
        )
        let place = try #require(line.firstRange(of: "s sort")).lowerBound
        let column = DisplayWidth.of(line[..<place])
        click(play.state.layout.hints.row, column + 1, in: &play)
        #expect(play.state.menu?.title.hasPrefix("Sort by") ?? false)
    }

    @Test func aMenuIsChosenFromAndClosedByAClickBesideIt() throws {
        var play = play()
        play.keys("B")
        let place = play.state.menuPlace(in: play.state.layout)
        click(place.row + 1, place.column + 5, in: &play)
        #expect(play.state.menu == nil && play.state.list.content.groups != nil)
        play.keys("B")
        click(play.state.layout.list.row + 2, 2, in: &play)
        #expect(play.state.menu == nil && play.state.focus == .list)
    }

    @Test func whateverTheMouseDoesNothingTraps() {
        var generator = RandomPlayTests.Generator(state: 7)
        let kinds: [MouseEvent.Kind] = [
            .press(.left), .drag(.left), .release(.left), .wheel(.up), .wheel(.down), .wheel(.left), .press(.right),
        ]
        for size in [(140, 40), (80, 24), (40, 12), (20, 5), (1, 1)] {
            var play = play(size.0, size.1)
            for _ in 0..<300 {
                if let kind = kinds.randomElement(using: &generator) {
                    let row = Int.random(in: 0..<size.1, using: &generator)
                    mouse(kind, row, Int.random(in: 0..<size.0, using: &generator), in: &play)
                }
                if Int.random(in: 0..<8, using: &generator) == 0 { play.keys("B") }
                _ = play.frame
            }
        }
    }

    @Test func aPressInTheDetailTurnsToATabPointsAtALineAndFoldsIt() {
        var play = play()
        let place = play.state.layout.detail
        click(place.row, place.column + 22, in: &play)
        #expect(play.state.focus == .detail && play.state.detail.tab == .raw)
        click(place.row + 3, place.column + 6, in: &play)
        #expect(play.state.detail.cursor == .payload(8, 1))
        #expect(play.screen.contains("seats"))
        let lines = play.screen.filter { $0 == "{" }.count
        click(place.row + 3, place.column + 6, in: &play)
        #expect(play.screen.filter { $0 == "{" }.count < lines)
    }
}

@Suite struct ThemePickerTests {
    private let themes = ["ansi", "night", "paper"].map { ThemeChoice(name: $0, title: $0, background: .dark) }

    @Test func eachThemeIsShownWhileTheCursorIsOnIt() {
        var play = Playbook()
        play.keys("T")
        #expect(play.effects == [.listThemes])
        play.send(.themes(themes, current: "night"))
        #expect(play.state.menu?.current?.label == "night")
        play.keys("down")
        #expect(play.effects == [.theme("paper", keep: false)])
        play.keys("esc")
        #expect(play.effects == [.theme("night", keep: false)] && play.state.focus == .list)
        play.send(.themes(themes, current: "night"))
        play.type("ans")
        play.keys("enter")
        #expect(play.effects == [.theme("ansi", keep: true)])
    }
}

@Suite struct PaletteTests {
    @Test func aCommandWithMoreWordsOffersWhatMayFollow() {
        var play = Playbook()
        play.keys(":")
        play.type("goto yest")
        #expect(play.state.menu?.shown.map(\.label) == ["goto yest", "goto yesterday"])
        play.keys("down enter")
        #expect(play.state.focus == .list && play.state.selection == 0)
        play.keys(":")
        play.type("sort cust")
        play.keys("enter")
        #expect(play.state.list.content.order.keys.first?.column == .customer)
        play.keys(":")
        play.type("group sta")
        play.keys("enter")
        #expect(play.state.list.content.groups?.grouping == .status)
    }

    @Test func choosingSuchACommandWaitsForItsWords() {
        var play = Playbook()
        play.keys(":")
        play.type("goto")
        play.keys("enter")
        #expect(play.state.focus == .palette && play.state.menu?.editor.text == "goto ")
        play.type("noon")
        #expect(play.screen.contains("today 12:00"))
        play.keys("backspace backspace backspace backspace backspace")
        #expect(play.state.menu?.suggestions == nil)
    }

    @Test func theHelpIsSearchedFromThePalette() {
        var play = Playbook()
        play.keys(":")
        play.type("help master")
        play.keys("enter")
        #expect(play.state.focus == .help && play.screen.contains("master:"))
    }
}

@Suite struct OptionTests {
    @Test func anOptionIsSeenAtOnceAndKeptOnlyAfterAYes() {
        var play = Playbook(SampleBookings.records, .fixture(size: Size(columns: 140, rows: 40)))
        play.keys("o")
        #expect(play.state.menu?.current?.label == "times: relative")
        play.keys("enter")
        #expect(play.state.menu?.current?.label == "times: mine" && play.state.timeDisplay == .mine)
        play.type("detail")
        play.keys("enter enter")
        #expect(play.state.layout.arrangement == .beside || play.state.layout.arrangement == .below)
        play.type("keep these")
        play.keys("enter")
        #expect(play.effects == [] && play.screen.contains("Keep these options for later runs?"))
        play.keys("n")
        #expect(play.effects == [])
        play.keys("o")
        play.type("keep these")
        play.keys("enter y")
        guard case .saveScreen(let choices)? = play.effects.first else {
            Issue.record("nothing is kept")
            return
        }
        #expect(choices.times == "mine")
    }

    @Test func whatWasKeptIsThereAgain() {
        var choices = ScreenChoices()
        (choices.times, choices.detail, choices.strip, choices.hints) = ("utc", "off", false, false)
        (choices.sort, choices.group) = (["-customer", "starts"], "status")
        var play = Playbook(SampleBookings.records, .fixture(size: Size(columns: 140, rows: 40), choices: choices))
        #expect(play.state.timeDisplay == .utc && !play.state.showsDetail && !play.state.showsHints)
        #expect(play.state.list.content.order.keys.map(\.column) == [.customer, .starts])
        #expect(play.state.screenChoices == choices)
        (choices.times, choices.sort, choices.group) = ("noon", ["-nothing"], "moon")
        play = Playbook(SampleBookings.records, .fixture(choices: choices))
        for word in ["noon", "-nothing", "moon"] { #expect(play.state.notices.contains { $0.contains("“\(word)”") }) }
    }

    @Test func settingsAreShownWithTheirOrigin() {
        var configuration = DashboardConfiguration.fixture(size: Size(columns: 140, rows: 40))
        configuration.settings = [
            ShownSetting(key: "listen", value: "127.0.0.1:9", origin: "config.toml:3:1", help: "The address.")
        ]
        var play = Playbook(SampleBookings.records, configuration)
        play.keys("o")
        play.type("listen")
        #expect(play.screen.contains("listen = 127.0.0.1:9") && play.screen.contains("config.toml:3:1"))
        play.keys("enter")
        #expect(play.screen.contains("listen: The address. It comes from: config.toml:3:1"))
    }
}
