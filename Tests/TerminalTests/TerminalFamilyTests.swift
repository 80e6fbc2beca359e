import Screen
import Testing

@testable import Terminal

struct TerminalFamilyTests {
    @Test(arguments: ["linux", "vt100", "vt220", "dumb", "ansi", "cons25", "sun", "", "xtermite", "stx"])
    func whatMayPrintAQuestionIsAskedNothing(name: String) {
        let family = TerminalFamily(terminal: name)
        #expect(family.questions.isEmpty)
        #expect(!family.hasStrings)
    }

    @Test(arguments: [
        "xterm", "xterm-256color", "tmux-256color", "screen.xterm-256color", "screen", "st-256color", "foot",
    ])
    func theRestIsAskedForItsGroundAndModes(name: String) {
        let questions = TerminalFamily(terminal: name).questions
        #expect(questions.contains("\u{1B}]11;?\u{7}"))
        #expect(questions.contains("?2026$p"))
        // What every terminal answers stands last: no answer comes after that one.
        #expect(questions.hasSuffix("\u{1B}[c"))
    }

    @Test func aTerminalThatPrintsQuestionsAboutModesIsNotAskedThem() {
        let questions = TerminalFamily(terminal: "xterm-256color", program: "Apple_Terminal").questions
        #expect(!questions.contains("$p"))
        #expect(questions.contains("]11;"))
    }

    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("Zoë\n", "Wm/Dqwo=")])
    func theClipboardTakesTextInBase64(text: String, encoded: String) {
        let bytes = ClipboardSequence.bytes(text, through: nil)
        #expect(bytes.map { String(decoding: $0, as: UTF8.self) } == "\u{1B}]52;c;\(encoded)\u{7}")
    }

    @Test func tmuxTakesItOrHandsItOn() throws {
        let bytes = try #require(ClipboardSequence.bytes("foo", through: .tmux))
        let plain = "\u{1B}]52;c;Zm9v\u{7}"
        #expect(String(decoding: bytes, as: UTF8.self) == plain + "\u{1B}Ptmux;\u{1B}" + plain + "\u{1B}\\")
    }

    @Test func screenHandsItOnInPieces() throws {
        let text = String(repeating: "x", count: 5_000)
        let bytes = try #require(ClipboardSequence.bytes(text, through: .screen))
        let pieces = String(decoding: bytes, as: UTF8.self).split(separator: "\u{1B}\\")
        #expect(pieces.allSatisfy { $0.utf8.count < 768 && $0.hasPrefix("\u{1B}P") })
        let joined = pieces.map { String($0.dropFirst(2)) }.joined()
        #expect(Array(joined.utf8) == ClipboardSequence.bytes(text, through: nil))
    }

    @Test func whatTerminalsDoNotTakeIsRefused() throws {
        let longest = String(repeating: "x", count: ClipboardSequence.limit)
        let bytes = try #require(ClipboardSequence.bytes(longest, through: nil))
        #expect(bytes.count <= 100_000)
        #expect(ClipboardSequence.bytes(longest + "x", through: nil) == nil)
    }
}
