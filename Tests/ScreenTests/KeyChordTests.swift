import Screen
import Testing

struct KeyChordTests {
    @Test(
        arguments: [
            ("j", KeyChord(.character("j"))), ("G", KeyChord(.character("G"))), ("space", KeyChord(.character(" "))),
            ("ctrl+c", KeyChord(.character("c"), .control)), ("shift+tab", KeyChord(.tab, .shift)),
            ("pgdn", KeyChord(.pageDown)), ("f12", KeyChord(.function(12))), ("+", KeyChord(.character("+"))),
            ("ctrl++", KeyChord(.character("+"), .control)), ("alt+/", KeyChord(.character("/"), .alt)),
            ("ctrl+alt+del", KeyChord(.delete, [.control, .alt])), ("é", KeyChord(.character("é"))),
            ("?", KeyChord(.character("?"))), ("esc", KeyChord(.escape)),
        ]
    )
    func chordsAreReadAndWritten(text: String, chord: KeyChord) {
        #expect(KeyChord(text) == chord)
        #expect(chord.description == text)
    }

    @Test(arguments: [
        ("Ctrl+C", "ctrl+c"), ("shift+g", "G"), ("return", "enter"), ("ESCAPE", "esc"), ("control+A", "ctrl+a"),
    ])
    func chordsHaveOneForm(text: String, form: String) {
        #expect(KeyChord(text)?.description == form)
    }

    @Test(arguments: ["", " ", "ctrl+", "hyper+x", "f0", "f25", "f1x", "xx", "\u{1B}", "\u{202E}", "ctrl+shift", "++"])
    func whatIsNoChordIsRefused(text: String) {
        #expect(KeyChord(text) == nil)
    }

    @Test func onlyPlainCharactersAreTyped() {
        #expect(KeyChord("a")?.typedCharacter == "a")
        #expect(KeyChord("ctrl+a")?.typedCharacter == nil)
        #expect(KeyChord("up")?.typedCharacter == nil)
    }
}
