extension Glyph {
    /// Turns text from anywhere into glyphs that are safe to draw.
    ///
    /// Letters, digits, signs and marks pass; a control, a direction override, an invisible or unassigned scalar becomes one
    /// visible stand-in. Joiners and selectors inside emoji and words are left away, with what they would join on. This is the only
    /// way into a `Frame`, and it works scalar by scalar, before anything is cut.
    public static func safe(_ text: some StringProtocol) -> [Glyph] {
        var glyphs: [Glyph] = []
        glyphs.reserveCapacity(text.utf8.count)
        var joins = false
        for scalar in text.unicodeScalars {
            if scalar.value >= 0x20, scalar.value < 0x7F {
                glyphs.append(Glyph(base: scalar, width: 1))
                joins = false
                continue
            }
            append(scalar, to: &glyphs, joins: &joins)
        }
        return glyphs
    }

    private static func append(_ scalar: Unicode.Scalar, to glyphs: inout [Glyph], joins: inout Bool) {
        let last = glyphs.last
        let isAfterLetter = last.map { $0.base.value > 0x7F && !$0.isStandIn } ?? false
        defer { if scalar != zeroWidthJoiner { joins = false } }
        switch scalar.value {
        case zeroWidthJoiner.value where isAfterLetter:
            joins = last.map { isPictograph($0.base) } ?? false
        case 0x200C where isAfterLetter:
            break
        case 0xFE0E, 0xFE0F:
            // Keycaps have a digit, emoji a sign before the selector.
            if last == nil || last == .blank { glyphs.append(standIn(for: scalar)) }
        case 0x1F3FB...0x1F3FF where last.map { isPictograph($0.base) } ?? false:
            break
        case 0xE0020...0xE007F where last?.base == "\u{1F3F4}":
            break
        case _ where joins && isPictograph(scalar):
            // A terminal that joins would show one sign here, one that does not, two: the first alone is sure.
            joins = true
        default:
            appendPlain(scalar, to: &glyphs)
        }
    }

    private static func appendPlain(_ scalar: Unicode.Scalar, to glyphs: inout [Glyph]) {
        guard isShown(scalar) else {
            glyphs.append(standIn(for: scalar))
            return
        }
        let width = DisplayWidth.of(scalar)
        guard width == 0 else {
            let isSpace = scalar.properties.generalCategory == .spaceSeparator && width == 1
            glyphs.append(Glyph(base: isSpace ? " " : scalar, width: width))
            return
        }
        if glyphs.isEmpty || glyphs[glyphs.count - 1].isStandIn {
            // A mark needs something to stand on.
            glyphs.append(Glyph(base: "\u{25CC}", width: 1))
        }
        glyphs[glyphs.count - 1].add(mark: scalar)
    }

    private static let zeroWidthJoiner: Unicode.Scalar = "\u{200D}"

    private static func isPictograph(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x2190 && scalar.properties.isEmoji
    }

    /// Letters without a picture: they would hide in a name.
    private static let invisibleLetters: Set<UInt32> = [
        0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180E, 0x180F, 0x2800, 0x3164, 0xFFA0,
    ]

    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
            false
        default:
            !invisibleLetters.contains(scalar.value) && !scalar.properties.isVariationSelector
                && !scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    /// The picture of a control, else the replacement character.
    private static func standIn(for scalar: Unicode.Scalar) -> Glyph {
        let picture: Unicode.Scalar =
            switch scalar.value {
            case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
            case 0x7F: "\u{2421}"
            case 0x2028, 0x2029, 0x85: "\u{2424}"
            default: "\u{FFFD}"
            }
        return Glyph(base: picture, width: 1, isStandIn: true)
    }
}
