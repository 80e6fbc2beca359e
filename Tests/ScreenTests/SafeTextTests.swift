import Screen
import Testing

struct SafeTextTests {
    @Test(
        arguments: [
            ("\u{1B}[31m", "␛[31m"), ("a\tb", "a↹b"), ("a\r\nb", "a␍⏎b"), ("\0", "␀"), ("\u{7F}", "␡"),
            ("\u{85}\u{2028}\u{2029}", "␤␤␤"), ("\u{9B}", "\u{FFFD}"), ("a\u{202E}b", "a·b"),
            ("Al\u{200D}ice", "Al·ice"),
            ("\u{FFFF}\u{E000}\u{378}", "\u{FFFD}\u{FFFD}\u{FFFD}"), ("\u{3164}\u{2800}", "··"),
            ("B\u{FE0F}", "B·"), ("x\u{E0041}", "x\u{FFFD}"),
        ]
    )
    func whatCannotBeShownHasAStandIn(text: String, shown: String) {
        #expect(SafeText.line(text) == shown)
    }

    @Test func aMarkWithoutACharacterGetsACircle() {
        #expect(SafeText.line("\u{301}Bob") == "◌\u{301}Bob")
        #expect(SafeText.line("\u{1B}\u{301}") == "␛◌\u{301}")
    }

    @Test func aCellHoldsFourMarks() {
        let glyphs = SafeText.glyphs("Z" + String(repeating: "\u{335}", count: 1000) + "a")
        #expect(glyphs.map(\.markCount) == [4, 0])
        #expect(glyphs.map(\.base) == ["Z", "a"])
    }

    @Test func marksAreKeptInOrder() {
        let text = "e\u{301}\u{302}\u{303}\u{E0100}"
        #expect(SafeText.line("e\u{301}\u{302}\u{303}\u{304}") == "e\u{301}\u{302}\u{303}\u{304}")
        #expect(SafeText.line(text) == "e\u{301}\u{302}\u{303}·")
    }

    @Test(
        arguments: [
            "\u{645}\u{6CC}\u{200C}\u{62E}\u{648}\u{627}\u{647}\u{645}",  // Persian, with a non-joiner
            "\u{915}\u{94D}\u{200D}\u{937}",  // Devanagari, with a joiner after a virama
            "\u{D28}\u{D4D}\u{200D}",  // a Malayalam chillu of the old kind, which ends in a joiner
        ]
    )
    func joinersStayInWordsThatNeedThem(word: String) {
        #expect(Array(SafeText.line(word).unicodeScalars) == Array(word.unicodeScalars))
    }

    @Test(
        arguments: [
            ("\u{1F469}\u{200D}\u{1F469}\u{200D}\u{1F467}", "\u{1F469}"),
            ("\u{1F3F3}\u{FE0F}\u{200D}\u{1F308}!", "\u{1F3F3}!"),
            ("\u{2764}\u{FE0F}", "\u{2764}"), ("\u{1F44D}\u{1F3FD}", "\u{1F44D}"), ("\u{1F3FD}", "\u{FFFD}"),
            ("\u{1F469}\u{200D}x", "\u{1F469}·x"), ("\u{1F1E9}\u{1F1EA}\u{1F1EB}", "\u{1F1E9}\u{1F1EA}\u{FFFD}"),
            ("\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", "\u{1F3F4}"),
            ("\u{1F3F4}\u{E0068}\u{E0069}", "\u{1F3F4}\u{FFFD}\u{FFFD}"),
        ]
    )
    func emojiSequencesKeepTheirBase(text: String, shown: String) {
        #expect(Array(SafeText.line(text).unicodeScalars) == Array(shown.unicodeScalars))
    }

    @Test func longTextsAreReadAsFarAsTheyAreShown() {
        let glyphs = SafeText.glyphs(String(repeating: "漢", count: 100_000), columns: 10)
        #expect(glyphs.count == 6)
    }

    @Test func onlySpacesAndNothingAreBlank() {
        #expect(SafeText.isBlank(""))
        #expect(SafeText.isBlank(" \u{A0}\u{3000}"))
        #expect(!SafeText.isBlank("\u{3164}"))
        #expect(!SafeText.isBlank("."))
    }
}
