import Screen
import Testing

@testable import Dashboard

@Suite struct KeyMapTests {
    @Test func everyActionHasAKey() {
        let bound = Set(KeyMap.default.bindings.values.joined().map(\.action))
        #expect(Set(Action.allCases).subtracting(bound).isEmpty)
    }

    @Test(arguments: Focus.allCases)
    func noKeyDoesTwoThings(focus: Focus) {
        let chords = (KeyMap.default.bindings[focus] ?? []).flatMap(\.keys)
        let twice = Dictionary(grouping: chords) { $0 }.filter { $0.value.count > 1 }.keys
        #expect(twice.isEmpty, "\(twice)")
    }

    @Test(arguments: KeyPreset.allCases)
    func everyPresetIsSound(preset: KeyPreset) {
        #expect(preset.keyMap.faults == [])
        let bound = Set(preset.keyMap.bindings.values.joined().map(\.action))
        #expect(Set(Action.allCases).subtracting(bound).isEmpty)
    }

    @Test(arguments: Focus.allCases.filter { $0 != .replay })
    func escapeLeadsBackFromEverywhere(focus: Focus) {
        #expect(KeyMap.default.action(for: KeyChord(.escape), in: focus) == .cancel)
    }

    @Test(arguments: Focus.allCases.filter(\.takesText))
    func noCharacterIsTakenFromText(focus: Focus) {
        let typed = (KeyMap.default.bindings[focus] ?? []).flatMap(\.keys).compactMap(\.chords[0].typedCharacter)
        #expect(typed.isEmpty)
    }

    @Test func controlCCancelsAPromptAndElseQuitsWhenPressedTwice() throws {
        let chord = try #require(KeyChord("ctrl+c"))
        for focus in Focus.allCases where focus != .replay {
            #expect(KeyMap.default.action(for: chord, in: focus) == (focus.takesText ? .cancel : .interrupt))
        }
    }

    @Test func menusLeaveMostLettersToTheirItems() {
        let chords = (KeyMap.default.bindings[.menu] ?? []).flatMap(\.keys).compactMap(\.chords[0].typedCharacter)
        #expect(Set(chords).isSubset(of: Set("bjkgGqQ")))
    }

    @Test(arguments: Action.allCases)
    func summariesFitInTheHelp(action: Action) {
        #expect(action.summary.count <= 42 && action.summary.last != ".")
    }

    @Test func theTableNamesEveryKeyOnce() {
        let table = KeyMap.default.markdownTable()
        for focus in Focus.allCases { #expect(table.contains("### \(focus.title)\n")) }
        #expect(table.contains("| `f` `&` `f4` | Filter the list |"))
        let rows = table.split(separator: "\n").filter { $0.hasPrefix("| `") }
        #expect(rows.count == KeyMap.default.bindings.values.reduce(0) { $0 + $1.count })
    }

    @Test(arguments: [
        ("ctrl+d", "^D"), ("shift+tab", "S-Tab"), ("alt+b", "M-b"), ("pgdn", "PgDn"), ("f1", "F1"), ("G", "G"),
    ])
    func keysHaveShortNames(chord: String, name: String) throws {
        #expect(KeyText.short(try #require(KeyChord(chord))) == name)
    }
}
