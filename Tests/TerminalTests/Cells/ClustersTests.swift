import CTerminal
import Screen
import Testing

@testable import Terminal

extension TerminalTests {
    /// Which characters are placed one by one.
    @Suite struct ClustersTests {
        init() { _ = bw_use_locale("C.UTF-8") }

        private func disputed(_ text: String) -> [Range<Int>] {
            Clusters(SafeText.glyphs(text)).filter(\.isDisputed).map(\.range)
        }

        @Test(arguments: ["Ada Lovelace", "Zoë", "e\u{301}a", "Ольга", "山田太郎", "한글", "─│▁█", "ｶﾅ", "שלום"])
        func whatTerminalsAgreeOnIsOne(text: String) {
            #expect(disputed(text).isEmpty)
            #expect(Array(Clusters(SafeText.glyphs(text))).count == text.count)
        }

        @Test func aFlagIsOneOfTwo() {
            #expect(disputed("a🇫🇷🇩🇪b") == [1..<3, 3..<5])
        }

        @Test func aVowelSignBelongsToItsLetter() {
            #expect(disputed("x नि") == [2..<4])
        }

        @Test(arguments: ["🎉", "❤", "1\u{20E3}", "\u{1FACD}"])
        func aPictureIsByItself(text: String) {
            #expect(disputed("a\(text)b") == [1..<2])
        }

        @Test func noScalarThatJoinsTheOneBeforeItIsOverlooked() {
            var overlooked: [String] = []
            for value in UInt32(0x80)...0x10FFFF {
                guard let scalar = Unicode.Scalar(value) else { continue }
                let glyph = Glyph(scalar)
                guard !glyph.isStandIn, glyph.markCount == 0, !glyph.mayCluster else { continue }
                if "一\(scalar)".count < 2 || "가\(scalar)".count < 2 { overlooked.append(String(value, radix: 16)) }
            }
            #expect(overlooked.isEmpty)
        }
    }
}
