import BookwatchTestSupport
import Screen
import Testing

@testable import Dashboard

@Suite struct KeyChangeTests {
    private func keys(_ text: String) throws -> KeySequence { try #require(KeySequence(text)) }

    @Test func aKeyThatIsBoundAnewDoesOnlyTheNewThing() throws {
        let map = KeyMap.default.changed(by: [KeyChange(.list, try keys("f"), .facets)])
        #expect(map.action(for: try #require(KeyChord("f")), in: .list) == .facets)
        #expect(map.keys(for: .facets, in: .list)?.description == "f")
        #expect(map.keys(for: .editFilter, in: .list)?.description == "&")
        #expect(map.action(for: try #require(KeyChord("f")), in: .detail) == .editFilter)
    }

    @Test func aKeyCanBeTakenAway() throws {
        let map = KeyMap.default.changed(by: [KeyChange(.list, try keys("O"), nil)])
        #expect(map.action(for: try #require(KeyChord("O")), in: .list) == nil)
        #expect(map.keys(for: .maximize, in: .list) == nil)
    }

    @Test func twoKeysDoSomethingOnceBothArePressed() throws {
        var play = Playbook(SampleBookings.records, .fixture(keyMap: KeyPreset.vim.keyMap))
        play.keys("g")
        #expect(play.state.list.isFollowing && play.state.pendingKey != nil)
        play.keys("g")
        #expect(!play.state.list.isFollowing && play.state.selection == 0)
        play.keys("g j")
        #expect(play.state.selection == 0 && play.state.pendingKey == nil)
        play.keys("Z Z")
        #expect(play.effects == [.quit])
    }

    @Test func whatCannotWorkIsTold() throws {
        let map = KeyMap.default.changed(by: [
            KeyChange(.list, try keys("j j"), .last), KeyChange(.filter, try keys("x"), .accept),
            KeyChange(.confirmation, try keys("esc"), nil), KeyChange(.confirmation, try keys("q"), nil),
        ])
        #expect(
            map.faults == [
                .unreachable(.list, try keys("j j"), because: .next), .textTaken(.filter, try keys("x")),
                .noWayBack(.confirmation),
            ]
        )
    }

    @Test func actionsAndSequencesAreNamedInFiles() {
        for action in Action.allCases {
            #expect(Action(name: action.name) == action)
            #expect(action.name.allSatisfy { $0.isLowercase || $0 == "_" || $0.isNumber })
        }
        #expect(KeySequence("g g")?.description == "g g")
        for text in ["", "g g g", "nokey"] { #expect(KeySequence(text) == nil) }
    }
}
