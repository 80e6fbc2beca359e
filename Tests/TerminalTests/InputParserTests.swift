import Screen
import Testing

@testable import Terminal

struct InputParserTests {
    private func events(_ bytes: some Sequence<UInt8>, pause: Bool = false) -> [TerminalEvent] {
        var parser = InputParser()
        var events: [TerminalEvent] = []
        for byte in bytes { parser.parse(byte, into: &events) }
        if pause { parser.endEscape(into: &events) }
        return events
    }

    private func chords(_ text: String, pause: Bool = false) -> [String] {
        events(text.utf8, pause: pause).map {
            if case .key(let chord) = $0 { chord.description } else { "\($0)" }
        }
    }

    @Test(
        arguments: [
            ("aZ é漢", ["a", "Z", "space", "é", "漢"]), ("\r\t\u{7F}\u{8}", ["enter", "tab", "backspace", "backspace"]),
            ("\u{3}\u{1A}\0\u{1F}", ["ctrl+c", "ctrl+z", "ctrl+space", "ctrl+_"]),
            ("\u{1B}[A\u{1B}OB\u{1B}[1;5C\u{1B}[1;2D", ["up", "down", "ctrl+right", "shift+left"]),
            ("\u{1B}[H\u{1B}[4~\u{1B}OF\u{1B}[7~", ["home", "end", "end", "home"]),
            ("\u{1B}[5~\u{1B}[6;5~\u{1B}[3~\u{1B}[2~", ["pgup", "ctrl+pgdn", "del", "ins"]),
            ("\u{1B}OP\u{1B}[15~\u{1B}[24~\u{1B}[[C\u{1B}[1;3Q", ["f1", "f5", "f12", "f3", "alt+f2"]),
            ("\u{1B}[Z\u{1B}x\u{1B}\r", ["shift+tab", "alt+x", "alt+enter"]),
            ("\u{1B}[99;5u\u{1B}[27u", ["ctrl+c", "esc"]), ("\u{1B}[3^\u{1B}[5$", ["ctrl+del", "shift+pgup"]),
            ("\u{1B}OM\u{1B}Oq", ["enter", "1"]),
        ]
    )
    func sequencesAreKeys(text: String, keys: [String]) {
        #expect(chords(text) == keys)
    }

    @Test(
        arguments: [
            ("\u{1B}", ["esc"]), ("\u{1B}[", ["alt+["]), ("\u{1B}O", ["alt+O"]), ("\u{1B}]", ["alt+]"]),
            ("\u{1B}\u{1B}", ["esc", "esc"]), ("\u{1B}[12", []), ("\u{1B}]0;ti", []),
        ]
    )
    func aPauseEndsAnEscape(text: String, keys: [String]) {
        #expect(chords(text, pause: true) == keys)
    }

    @Test(
        arguments: [
            "\u{1B}[?62;1;6c", "\u{1B}[>0;276;0c", "\u{1B}[24;80R", "\u{1B}[0n", "\u{1B}]11;rgb:0000/0000/0000\u{7}",
            "\u{1B}]52;c;cXFx\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_Gi=1;OK\u{1B}\\", "\u{1B}[<0;10;10M",
            "\u{1B}[M !!", "\u{1B}[I\u{1B}[O", "\u{1B}[?2026;2$y",
        ]
    )
    func whatTheTerminalAnswersIsNoKey(answer: String) {
        let keys = events((answer + "q").utf8).filter { if case .key = $0 { true } else { false } }
        #expect(keys == [.key(KeyChord(.character("q")))])
    }

    @Test func aPasteIsOneEvent() {
        #expect(
            events("\u{1B}[200~one\rtwo \u{1B}[A é\u{1B}[201~q".utf8) == [
                .paste("one\rtwo \u{1B}[A é"), .key(KeyChord(.character("q"))),
            ]
        )
    }

    @Test func aPasteMayHoldAlmostItsEnd() {
        #expect(events("\u{1B}[200~a\u{1B}[20\u{1B}[201~".utf8) == [.paste("a\u{1B}[20")])
    }

    @Test func aPasteIsBounded() throws {
        let flood = Array("\u{1B}[200~".utf8) + [UInt8](repeating: 0x61, count: 1 << 20) + Array("\u{1B}[201~q".utf8)
        let events = events(flood)
        #expect(events == [.paste(String(repeating: "a", count: 65_536)), .key(KeyChord(.character("q")))])
    }

    @Test func bytesThatAreNoTextAreDropped() {
        #expect(
            events([0x80, 0xFF, 0xC3, 0x28, 0xE2, 0x82, 0x61, 0xC2, 0x9B]) == [
                .key(KeyChord(.character("("))), .key(KeyChord(.character("a"))),
            ]
        )
    }

    @Test func anEndlessSequenceIsPassedOver() {
        let bytes = Array("\u{1B}[".utf8) + [UInt8](repeating: 0x31, count: 1 << 20) + Array("~q".utf8)
        #expect(events(bytes) == [.key(KeyChord(.character("q")))])
    }

    @Test func randomBytesNeverCrash() {
        let common = Array("\u{1B}[]OP;0129~AM$u<?\\\u{7}".utf8)
        var seed: UInt64 = 42
        let bytes = (0..<200_000).map { _ -> UInt8 in
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            // Half of it from the bytes that sequences are made of.
            let byte = UInt8(truncatingIfNeeded: seed >> 40)
            return seed >> 60 & 1 == 0 ? byte : common[Int(byte) % common.count]
        }
        #expect(!events(bytes, pause: true).isEmpty)
    }
}
