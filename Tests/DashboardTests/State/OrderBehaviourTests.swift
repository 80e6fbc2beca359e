import Bookings
import BookwatchTestSupport
import Ledger
import Screen
import Testing

@testable import Dashboard

/// Sorting, grouping, columns and marks, as the keys do them.
@Suite struct OrderBehaviourTests {
    private func names(_ play: Playbook) -> [String] {
        play.state.list.rows.map { play.state.ledger.text(.name, at: $0) ?? "" }
    }

    private func selected(_ play: Playbook) -> String? {
        play.state.selection.flatMap { play.state.ledger.text(.name, at: $0) }
    }

    @Test func aLetterSortsAndTheSameTurnsAround() {
        var play = Playbook()
        play.keys("s n")
        #expect(names(play).first == "Ahmed Garcia")
        #expect(play.screen.contains("customer ↑") && play.screen.contains("by customer ↑"))
        #expect(selected(play) == "Priya Raman", "the selected booking stays selected")
        play.keys("s n")
        #expect(names(play).first == "山田 太郎")
        play.keys("I")
        #expect(names(play).first == "Ahmed Garcia")
        play.keys("s a")
        #expect(names(play).first == "Harriet Boone" && !play.screen.contains("by arrival"))
    }

    @Test func aCapitalLetterSortsSecond() {
        var play = Playbook()
        play.keys("s e s S")
        #expect(play.screen.contains("event type ↑") && play.screen.contains("starts ↑2"))
        #expect(names(play).prefix(3) == ["Priya Raman", "Harriet Boone", "山田 太郎"])
    }

    @Test func aBookingComesToItsPlaceAndTheSelectedStaysOnItsLine() {
        var play = Playbook()
        play.keys("s n k")
        let before = play.frame
        play.arrive("Grace Okafor")
        #expect(names(play)[1] == "Grace Okafor")
        #expect(selected(play) == "Odile Fabre" && play.screen.contains("▼ 1 new · F shows the newest"))
        #expect(before != play.frame)
        play.keys("F")
        #expect(selected(play) == "Grace Okafor" && !play.screen.contains("not following"))
    }

    @Test func aBookingWhoseKeyChangesMoves() {
        var play = Playbook()
        play.keys("s s")
        #expect(names(play).first == "Harriet Boone")
        play.arrive(
            SampleBookings.calendars("2026-02-03T17:05:00Z", "Priya Raman", starts: "2026-02-01T07:30:00Z") {
                $0.channel = .webhook
                $0.isSigned = true
                $0.booking.status = "rescheduled"
            }
        )
        #expect(names(play).first == "Priya Raman")
    }

    @Test func theEndThatTheNewestComesToFollows() {
        var play = Playbook()
        play.keys("I")
        #expect(selected(play) == "Priya Raman" && names(play).first == "Priya Raman")
        play.keys("G")
        #expect(!play.state.list.isFollowing && selected(play) == "Harriet Boone")
        play.arrive("Grace Okafor")
        play.keys("g")
        #expect(play.state.list.isFollowing && selected(play) == "Grace Okafor")
    }

    @Test func whatStartsNextMovesDownWhenItHasStarted() {
        var play = Playbook()
        play.keys("s i")
        #expect(names(play).first == "山田 太郎")
        play.pass(milliseconds: 12 * 60_000)
        #expect(names(play).first == "Priya Raman")
    }

    @Test func groupsAreCountedAndFolded() {
        var play = Playbook()
        play.keys("B m")
        #expect(play.screen.contains("− apac-hub  2") && play.screen.contains("− no master page  1"))
        play.keys("W")
        #expect(play.state.list.content.lineCount == 6 && play.screen.contains("+ apac-hub  2"))
        #expect(play.state.selection == nil)
        play.arrive(
            SampleBookings.calendars("2026-02-03T17:05:00Z", "Kofi", starts: "2026-02-07T10:00:00Z") {
                $0.booking.masterPage = "apac-hub"
            }
        )
        #expect(play.screen.contains("+ apac-hub  3"))
        play.keys("g enter")
        #expect(play.state.list.content.lineCount == 9)
        play.keys("j enter")
        #expect(play.state.focus == .detail)
        play.keys("esc B n")
        #expect(play.state.list.content.lineCount == 8)
    }

    @Test func unfoldingGivesTheBookingBack() {
        var play = Playbook()
        play.keys("B e W")
        #expect(play.state.selection == nil)
        play.keys("W")
        #expect(selected(play) == "Priya Raman")
    }

    @Test func theLargestGroupMayComeFirst() {
        var play = Playbook()
        play.keys("B e B l W g")
        #expect(play.screen.contains("▸+ Product demo  3"))
    }

    @Test func columnsAreChosenMovedAndSized() {
        var play = Playbook()
        play.keys("C")
        #expect(play.screen.contains("5 shown"))
        play.keys("space")
        #expect(!play.screen.contains("received↑"))
        play.keys("esc C j K + + + a")
        let columns = play.state.table.columns ?? []
        #expect(columns.first?.field == .eventType && columns.first?.width == 16 && columns.first?.isRight == true)
        play.keys("S")
        #expect(play.effects == [.saveScreen(ScreenChoices(play.state.table.columns))])
        play.keys("c esc")
        #expect(play.state.table.columns == nil && play.screen.contains("received↑"))
    }

    @Test func chosenColumnsScrollSidewaysWithTheCurrentOne() {
        let names = ["customer", "email", "phone", "subject", "note", "field.meeting_reason", "starts"]
        var configuration = DashboardConfiguration.fixture(size: Size(columns: 80, rows: 24))
        configuration.choices = ScreenChoices(columns: names.map { .init(name: $0) } + [.init(name: "shoe size")])
        var play = Playbook(SampleBookings.records, configuration)
        #expect(play.screen.contains("“shoe size”, which is no field"))
        #expect(!play.screen.contains("meeting_reason "))
        play.keys("l l l l l")
        #expect(play.state.table.current == .answer("meeting_reason"))
        #expect(play.screen.contains("Pricing") && play.state.table.first > 0)
        play.keys("h h h h h")
        #expect(play.screen.contains("customer") && play.state.table.first == 0)
    }

    @Test func aMarkIsAskedForAndShownOnceItIsKept() throws {
        var play = Playbook()
        play.keys("m")
        guard case .annotate(let annotation)? = play.effects.first else {
            Issue.record("no mark is asked for")
            return
        }
        #expect(annotation.isMarked == true && !play.screen.contains("◆"))
        play.annotate(annotation)
        #expect(play.screen.contains("▸●◆"))
        play.keys("M")
        #expect(names(play) == ["Priya Raman"] && play.screen.contains("only marked"))
        play.keys("m")
        guard case .annotate(let other)? = play.effects.first else { return }
        #expect(other.isMarked == false)
        play.annotate(other)
        #expect(play.screen.contains("Only marked bookings are shown") && play.screen.contains("M shows the others"))
        play.keys("M")
        #expect(names(play).count == 7)
    }

    @Test func marksAreSteppedThroughAround() {
        var play = Playbook()
        for sequence: UInt64 in [1, 4] { play.annotate(Annotation(of: sequence, isMarked: true)) }
        play.keys("]")
        #expect(selected(play) == "Harriet Boone")
        play.keys("]")
        #expect(selected(play) == "Zoë O’Brien")
        play.keys("[ [")
        #expect(selected(play) == "Zoë O’Brien")
    }

    @Test func aRemarkIsTypedShownAndSearched() {
        var play = Playbook(SampleBookings.records, .fixture(size: Size(columns: 200, rows: 40)))
        play.keys("k ;")
        play.type("call first")
        play.keys("enter")
        guard case .annotate(let annotation)? = play.effects.first else {
            Issue.record("no remark is asked for")
            return
        }
        #expect(annotation.remark == "call first")
        play.annotate(annotation)
        #expect(play.screen.contains("Ahmed Garcia  call f"))
        play.keys("f")
        play.type("remark:call")
        play.keys("enter")
        #expect(names(play) == ["Ahmed Garcia"])
        play.keys("c ; ctrl+u enter")
        guard case .annotate(let empty)? = play.effects.first else { return }
        #expect(empty.remark == "")
    }

    @Test func aLineTakesNoMoreThanARemark() {
        #expect(LineEditor.limit <= Annotation.remarkLimit)
    }

    @Test func theLayoutTurnsRightBelowAndOff() {
        var play = Playbook()
        #expect(play.state.layout.arrangement == .beside)
        play.keys("|")
        #expect(play.state.layout.arrangement == .below)
        play.keys("|")
        #expect(play.state.layout.arrangement == .listOnly)
        play.keys("|")
        #expect(play.state.layout.arrangement == .beside)
        play.keys("O")
        #expect(play.state.layout.arrangement == .listOnly)
        play.keys("O enter O")
        #expect(play.state.layout.arrangement == .detailOnly)
        play.keys("O")
        #expect(play.state.layout.arrangement == .beside)
        play.resize(columns: 40, rows: 10)
        play.keys("esc |")
        #expect(play.screen.contains("no room for both"))
    }

    @Test func searchStepsInTheOrderOfTheList() {
        var play = Playbook()
        play.keys("s n g /")
        play.type("apac")
        #expect(selected(play) == "Priya Raman")
        play.keys("enter n")
        #expect(selected(play) == "山田 太郎")
        play.keys("n")
        #expect(selected(play) == "Priya Raman" && play.screen.contains("match 1 of 2, went around"))
    }
}
