import Bookings
import BookwatchTestSupport
import Screen
import Testing

@testable import Dashboard

/// What arrived as a tree, and where the reader is in it.
@Suite struct DetailFoldingTests {
    private static let nested = #"{"id":"BKNG-1","data":{"tags":["a","b"],"seats":2},"more":[{"x":1}]}"#

    private func play(_ body: String = nested, size: Size = Size(columns: 140, rows: 40)) -> Playbook {
        let record = SampleBookings.calendars("2026-02-03T17:00:00Z", "Ada Hill", starts: "2026-02-05T09:00:00Z") {
            $0.raw = .json(Array(body.utf8))
        }
        var play = Playbook(SampleBookings.numbered([record]), .fixture(size: size))
        play.keys("enter 3")
        return play
    }

    private func again(_ play: inout Playbook) {
        play.arrive(
            SampleBookings.calendars("2026-02-03T17:00:00Z", "Ada Hill", starts: "2026-02-05T09:00:00Z") {
                $0.channel = .webhook
                $0.raw = .json(Array(#"{"again":true}"#.utf8))
            }
        )
    }

    @Test func spaceFoldsAnObjectIntoOneLineWithTheNumberOfItsMembers() {
        var play = play()
        play.keys("j j j space")
        #expect(play.screen.contains(#""data": {…},  2"#))
        #expect(!play.screen.contains(#""seats""#))
        play.keys("enter")
        #expect(play.screen.contains(#""seats": 2"#))
    }

    @Test func foldingAValueFoldsWhatItIsIn() {
        var play = play()
        play.keys("j j j j j space")
        #expect(play.screen.contains(#""tags": […],  2"#))
        #expect(play.screen.contains(#""seats": 2"#))
    }

    @Test func oneKeyFoldsAllBranchesAndUnfoldsThem() {
        var play = play()
        play.keys("W")
        #expect(play.screen.contains(#""data": {…},  2"#) && play.screen.contains(#""more": […]  1"#))
        #expect(play.screen.contains(#""id": "BKNG-1""#))
        play.keys("W")
        #expect(play.screen.contains(#""x": 1"#))
    }

    @Test func aWholePayloadFoldsAtItsTitle() {
        var play = play()
        play.keys("space")
        #expect(!play.screen.contains("BKNG-1"))
        play.keys("space")
        #expect(play.screen.contains("BKNG-1"))
    }

    @Test func foldsAndPlaceStayWhenTheBookingIsSeenAgain() {
        var play = play()
        play.keys("j j j space")
        let cursor = play.state.detail.cursor
        again(&play)
        #expect(play.screen.contains(#""again": true"#))
        #expect(play.screen.contains(#""data": {…},  2"#))
        #expect(play.state.detail.cursor == cursor)
    }

    @Test func theLineAtTheTopStaysThereWhenLinesComeAboveIt() {
        let members = (0..<60).map { #""key\#($0)":\#($0)"# }.joined(separator: ",")
        var play = play("{\(members)}", size: Size(columns: 140, rows: 30))
        play.keys("ctrl+f j j")
        let state = play.state.detail
        let top = state.content?.lines[state.scroll].subject
        again(&play)
        let after = play.state.detail
        #expect(after.content?.lines[after.scroll].subject == top)
    }

    @Test func eachBookingKeepsItsPlace() {
        var play = Playbook(SampleBookings.many(3), .fixture(size: Size(columns: 140, rows: 40)))
        play.keys("enter 3 j space")
        let folded = play.screen
        play.keys("K")
        #expect(play.screen != folded)
        play.keys("J")
        #expect(play.screen == folded)
    }

    @Test func linesAreMadeOnceForAsLongAsNothingOfThemChanges() {
        var play = play()
        let key = play.state.detail.content?.key
        play.arrive("Somebody Else")
        play.pass(milliseconds: 3 * 60_000)
        #expect(key != nil && play.state.detail.content?.key == key)
    }

    @Test func aLargePayloadIsShownToItsEnd() {
        let members = (0..<2_000).map { #""key\#($0)":"value of the field \#($0)""# }.joined(separator: ",")
        var play = play("{\(members)}")
        play.keys("G")
        #expect(play.screen.contains(#""key1999""#))
        play.keys("/")
        play.type("field 1234")
        #expect(play.screen.contains(#""key1234""#) && play.screen.contains("match 1 of 1"))
    }

    @Test func aValueOfManyLinesIsReadLineByLine() {
        let long = (0..<400).map { "w\($0)" }.joined(separator: " ")
        var play = play(#"{"long":"\#(long)","end":1}"#, size: Size(columns: 80, rows: 24))
        play.keys("j j")
        var seen: Set<String> = []
        for _ in 0..<40 {
            seen.formUnion(play.screen.split { !$0.isLetter && !$0.isNumber }.map(String.init))
            play.keys("j")
        }
        #expect((0..<400).allSatisfy { seen.contains("w\($0)") })
    }

    @Test func cutLinesScrollToTheSideAndNoFurther() {
        var play = play(#"{"long":"\#(String(repeating: "x", count: 90))THE-END"}"#, size: Size(columns: 80, rows: 24))
        play.keys("w")
        #expect(!play.screen.contains("THE-END"))
        play.keys("> > > > > >")
        #expect(play.screen.contains(#"THE-END""#))
        play.keys("< < < < < <")
        #expect(play.screen.contains(#""long""#))
    }

    @Test func aQueryIsShownDecodedAndAsItCame() {
        let record = SampleBookings.pages("2026-02-03T17:00:00Z", "Zoë", wall: "2026-02-05T09:00:00")
        var play = Playbook(SampleBookings.numbered([record]), .fixture(size: Size(columns: 140, rows: 40)))
        play.keys("enter 3")
        #expect(play.screen.contains("zoe.obrien@example.com"))
        #expect(play.screen.contains("as it came") && play.screen.contains("name=Zo%C3%AB"))
    }

    @Test func whatHasNoFieldIsShownBesides() {
        var play = play()
        play.keys("2")
        #expect(play.screen.contains("Arrived besides:"))
        #expect(play.screen.contains("data.seats") && play.screen.contains("data.tags[1]"))
    }
}
