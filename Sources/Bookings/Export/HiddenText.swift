/// What stands in a text and is not seen: it could change the direction of what follows, hide something, or act on a terminal.
///
/// Parts of words and of pictures that are not seen by themselves (joiners, selectors, the tags of a flag) are such only where
/// they are part of nothing.
enum HiddenText {
    /// Whether a scalar is hidden wherever it stands, apart from the controls of ASCII.
    static func isAlwaysHidden(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x7F..<0xA0, 0xAD, 0x34F, 0x61C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F, 0x200B,
            0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x2800, 0x3164, 0xFDD0...0xFDEF, 0xFEFF, 0xFFA0,
            0xFFF0...0xFFFB, 0x13430...0x1345F, 0x1BCA0...0x1BCA3, 0x1D159, 0x1D173...0x1D17A:
            true
        default:
            scalar & 0xFFFE == 0xFFFE
        }
    }

    /// Whether it is a joiner or a selector, which mean nothing at the start and after ASCII.
    static func needsLetterBefore(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x200C...0x200D, 0xFE00...0xFE0F, 0xE0100...0xE01EF: true
        default: false
        }
    }

    /// Whether it is a tag, which means something after a black flag alone.
    static func isTag(_ scalar: UInt32) -> Bool { 0xE0000...0xE007F ~= scalar }

    /// The text with a sign in the place of whatever is hidden.
    static func shown(_ text: String) -> String {
        var shown = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        var isInFlag = false
        for scalar in text.unicodeScalars {
            let isHidden = isHidden(scalar, after: previous, isInFlag: isInFlag)
            shown.append(isHidden ? "\u{FFFD}" : scalar)
            isInFlag = scalar == "\u{1F3F4}" || isInFlag && isTag(scalar.value)
            previous = scalar
        }
        return String(shown)
    }

    private static func isHidden(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?, isInFlag: Bool) -> Bool {
        if scalar.value < 0x7F { return false }
        if isTag(scalar.value) { return !isInFlag || scalar.value < 0xE0020 }
        guard needsLetterBefore(scalar.value) else { return isAlwaysHidden(scalar.value) }
        guard let previous, !needsLetterBefore(previous.value) else { return true }
        // A digit on a key is a picture too.
        let isOnKey = scalar == "\u{FE0F}" && "0123456789#*".unicodeScalars.contains(previous)
        return previous.value < 0x80 && !isOnKey
    }
}
