import Screen
import Testing

struct FrameTests {
    private let small = Size(columns: 10, rows: 3)

    @Test func textIsCutWithAnEllipsis() {
        var frame = Frame(size: small)
        #expect(frame.write("Marta Quintela", row: 0, column: 2, width: 6, role: .accent) == 6)
        #expect(frame.write("Marta Quintela", row: 1, column: 4, role: .accent) == 6)
        #expect(frame.write("Marta", row: 2, column: 0, width: 5, role: .accent) == 5)
        #expect(frame.text == "  Marta…  \n    Marta…\nMarta     ")
    }

    @Test(arguments: [(1, "…"), (2, "…"), (3, "漢…"), (4, "漢…"), (5, "漢字…"), (6, "漢字表")])
    func aWideGlyphIsNeverCut(width: Int, shown: String) {
        var frame = Frame(size: small)
        frame.write("漢字表", row: 0, column: 0, width: width, role: .text)
        #expect(frame.text.prefix(while: { $0 != " " && $0 != "\n" }) == shown)
    }

    @Test func aFlagIsNeverCut() {
        var frame = Frame(size: small)
        #expect(frame.write("a\u{1F1E9}\u{1F1EA}\u{1F1EB}\u{1F1F7}", row: 0, column: 0, width: 3, role: .text) == 2)
        #expect(frame[0, 1].glyph == .ellipsis)
    }

    @Test func textStandsWhereItsAlignmentSays() {
        var frame = Frame(size: small)
        frame.write("ab", row: 0, column: 1, width: 5, role: .text, alignment: .right)
        frame.write("ab", row: 1, column: 1, width: 5, role: .text, alignment: .center)
        #expect(frame.text == "    ab    \n  ab      \n          ")
    }

    @Test func overwritingHalfOfAWideGlyphBlanksTheOtherHalf() {
        var frame = Frame(size: small)
        frame.write("漢字", row: 0, column: 0, role: .text)
        frame.write("xx", row: 0, column: 1, role: .text)
        #expect(frame.text.hasPrefix(" xx  "))
        frame.write("漢字", row: 1, column: 0, role: .text)
        frame.fill(Rect(row: 1, column: 3, columns: 1, rows: 1), with: Glyph("-"))
        #expect(frame.row(1).map(\.glyph.description).joined() == "漢 -      ")
    }

    @Test(
        arguments: [
            Rect(row: -1, column: -1, columns: 100, rows: 100), Rect(row: 9, column: 0, columns: 1, rows: 1),
            Rect(row: 0, column: 0, columns: .max, rows: .max),
            Rect(row: .min, column: .min, columns: .max, rows: .max),
            Rect(row: .max, column: .max, columns: .max, rows: .max), Rect(row: 0, column: 0, columns: -5, rows: -5),
        ]
    )
    func whatLiesOutsideIsLeftOut(rect: Rect) {
        var frame = Frame(size: small)
        frame.fill(rect, with: Glyph("#"))
        frame.overlay(.selection, on: rect)
        frame.write("text", row: rect.row, column: rect.column, width: rect.columns, role: .text)
        #expect(frame.size == small)
    }

    @Test func anOverlayLeavesGlyphsAndRolesAndTakesWholeGlyphs() {
        var frame = Frame(size: small)
        frame.write("a漢b", row: 0, column: 0, role: .badge)
        frame.overlay(.match, on: Rect(row: 0, column: 2, columns: 1, rows: 1))
        #expect(frame.row(0).prefix(4).map(\.overlay) == [nil, .match, .match, nil])
        #expect(frame.row(0).prefix(4).map(\.role) == [.badge, .badge, .badge, .badge])
    }

    @Test func standInsHaveTheirOwnRole() {
        var frame = Frame(size: small)
        frame.write("a\u{1B}b", row: 0, column: 0, role: .accent)
        #expect(frame.row(0).prefix(3).map(\.role) == [.accent, .standIn, .accent])
    }

    @Test func aTextOfNothingVisibleShowsItsPlaceholder() {
        var frame = Frame(size: small)
        frame.write("\u{A0} ", row: 0, column: 0, role: .accent, placeholder: "–")
        #expect(frame[0, 0] == Cell(glyph: Glyph("–"), role: .muted))
    }

    @Test func aNegativeSizeIsNone() {
        #expect(Frame(size: Size(columns: -1, rows: 5)).size == Size(columns: 0, rows: 5))
    }

    @Test func theTranscriptShowsTextRolesAndCursor() {
        var frame = Frame(size: Size(columns: 8, rows: 2))
        frame.write("作者 a\u{1B}", row: 0, column: 0, role: .accent)
        frame.write("next", row: 1, column: 0, role: .text)
        frame.overlay(.selection, on: Rect(row: 1, column: 0, columns: 8, rows: 1))
        frame.cursor = Position(row: 1, column: 4)
        #expect(
            frame.transcript == """
                8x2 cursor=1,4
                |作者 a␛ |
                |next    |

                |b>b>bbI.|
                |iiiiiiii|

                b=accent i=selection I=stand_in

                """
        )
    }
}
