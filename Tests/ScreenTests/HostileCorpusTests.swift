import Screen
import Testing

/// What a terminal gets of texts that were made to do harm.
struct HostileCorpusTests {
    @Test func theCorpusIsWhole() {
        #expect(HostileField.all.count == 274)
    }

    @Test(arguments: HostileField.all)
    func nothingHarmfulIsLeft(in field: HostileField) {
        let glyphs = SafeText.glyphs(field.value)
        for scalar in SafeText.line(field.value).unicodeScalars where !HostileCorpusTests.isHarmless(scalar) {
            Issue.record("U+\(String(scalar.value, radix: 16)) in \(field.name)")
        }
        for glyph in glyphs {
            #expect(glyph.width == 1 || glyph.width == 2)
            #expect(glyph.markCount <= 4)
        }
    }

    /// What a terminal cannot show in its cells: the rest of an emoji sequence.
    private static let changed = [
        "ok-emoji-zwj": "\u{1F469} Dev Team",
        "ok-emoji-family": "\u{1F468}",
        "ok-flag-england": "\u{1F3F4} Tom",
        "ok-skin-tone": "\u{1F44D} Ada",
        "ok-keycap": "1\u{20E3} First",
    ]

    @Test(arguments: HostileField.all.filter(\.isShownAsItIs))
    func harmlessTextIsShownAsItIs(_ field: HostileField) {
        let expected = HostileCorpusTests.changed[field.name] ?? field.value
        // Compared by scalars: strings are equal also where accents are composed differently.
        #expect(Array(SafeText.line(field.value).unicodeScalars) == Array(expected.unicodeScalars))
        #expect(SafeText.glyphs(field.value).filter(\.isStandIn).isEmpty)
    }

    @Test(arguments: HostileField.all.filter { !$0.isShownAsItIs && $0.must.hasPrefix("inert") })
    func whatIsHiddenIsSeen(in field: HostileField) {
        let glyphs = SafeText.glyphs(field.value)
        #expect(glyphs.contains { $0.isStandIn || $0.markCount == Glyph.maximumMarks })
    }

    @Test(arguments: HostileField.all)
    func everyWidthIsKept(by field: HostileField) {
        let other = Cell(glyph: Glyph("x"), role: .muted)
        for width in 1...200 {
            var frame = Frame(size: Size(columns: 220, rows: 1))
            frame.fill(Rect(row: 0, column: 0, columns: 220, rows: 1), with: other.glyph, role: other.role)
            let used = frame.write(field.value, row: 0, column: 10, width: width, role: .accent)
            let row = Array(frame.row(0))
            let isInside =
                used <= width && row[..<10].allSatisfy { $0 == other } && row[(10 + used)...].allSatisfy { $0 == other }
            #expect(isInside && hasWholeGlyphs(row), "at \(width) columns")
        }
    }

    /// Whether every wide glyph has its second column, and nothing else has.
    private func hasWholeGlyphs(_ row: [Cell]) -> Bool {
        var index = 0
        while index < row.count {
            let width = row[index].glyph.width
            guard width > 0, index + width <= row.count else { return false }
            if width == 2, !row[index + 1].glyph.isContinuation { return false }
            index += width
        }
        return true
    }

    /// Independent of the sanitiser: a list of what must never be sent.
    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029: false
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false
        case 0xAD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B, 0x2060...0x2065, 0x206A...0x206F:
            false
        case 0x2800, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0x1D159, 0x1D173...0x1D17A: false
        case 0xFDD0...0xFDEF, 0xE0000...0xE0FFF, 0xE000...0xF8FF, 0xF0000...: false
        default: scalar.value & 0xFFFE != 0xFFFE
        }
    }
}
