import Screen
import Testing

struct GlyphSetTests {
    @Test(arguments: GlyphName.allCases)
    func everySignIsOneVisibleColumn(name: GlyphName) {
        for set in [GlyphSet.unicode, .ascii] {
            #expect(set[name].width == 1)
            #expect(!set[name].isStandIn)
            #expect(set[name] != .blank)
        }
        #expect(GlyphSet.ascii[name].base.isASCII)
    }

    @Test func aThemeMayChooseASign() throws {
        let set = try GlyphSet.unicode.with(.new, "★").with(.live, "e\u{301}").with(.lost, "\u{E0B0}")
        #expect(set.text(.new) == "★")
        #expect(set[.live].markCount == 1)
        #expect(set.text(.lost) == "\u{E0B0}")
        #expect(set[.changed] == GlyphSet.unicode[.changed])
    }

    @Test(
        arguments: [
            ("", GlyphError.empty), ("\u{1B}[2J", .notPrintable), ("\u{9B}", .notPrintable),
            ("\u{202E}", .notPrintable),
            ("漢", .notOneColumn), ("ab", .moreThanOne), ("\u{301}", .notPrintable), ("a\u{200D}", .notPrintable),
            ("\u{1F600}", .notOneColumn), ("\n", .notPrintable), ("a\u{1B}", .notPrintable),
        ]
    )
    func whatIsNotOnePrintableColumnIsRefused(text: String, reason: GlyphError) {
        do {
            _ = try GlyphSet.unicode.with(.new, text)
            Issue.record("accepted")
        } catch {
            #expect(error == reason)
        }
    }

    @Test func barsGrow() {
        let bars = (0...8).map { GlyphSet.unicode.bar(eighths: $0).description }.joined()
        #expect(bars == " ▁▂▃▄▅▆▇█")
        #expect(GlyphSet.unicode.bar(eighths: -3) == .blank)
        #expect(GlyphSet.unicode.bar(eighths: 99) == GlyphSet.unicode[.bar8])
    }
}
