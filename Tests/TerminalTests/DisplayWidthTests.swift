import CTerminal
import Screen
import Testing

/// Every scalar of Unicode, in the opinion of the C library that ncurses asks.
extension TerminalTests {
    @Test func theTableOfWidthsAgreesWithTheSystem() throws {
        try #require(bw_use_locale("C.UTF-8"))
        var disputed: [String] = []
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let glyph = Glyph(scalar)
            // What is hidden is never sent, and what the C library does not know is replaced.
            guard !glyph.isStandIn, bw_wcwidth(value) >= 0 else { continue }
            if DisplayWidth.of(scalar) != bw_wcwidth(value) { disputed.append(String(value, radix: 16)) }
        }
        #if os(Linux)
            #expect(disputed.isEmpty)
        #else
            // Another C library with an older Unicode: what differs is replaced by a stand-in of the right width.
            #expect(disputed.count < 1000)
        #endif
    }
}
