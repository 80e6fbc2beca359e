/// What a scalar may do on a screen.
///
/// An allow-list: what no case lets through is shown as a stand-in.
enum ScalarClass: Equatable {
    /// Shown in one or two columns.
    case shown
    /// Laid over the scalar before it.
    case mark
    /// ZERO WIDTH JOINER or NON-JOINER: kept, dropped or shown by what is around it.
    case joiner
    /// A variation selector: the same.
    case selector
    /// Fit for a theme's signs, but not for text from outside.
    case privateUse
    /// Never sent to a terminal; this sign is shown for it.
    case hidden(Unicode.Scalar)

    /// The sign for something that nobody would see.
    static let invisibleStandIn: Unicode.Scalar = "·"
    /// The sign for something that is not text.
    static let unknownStandIn: Unicode.Scalar = "\u{FFFD}"

    /// Whether it can be the base of a cell as it is.
    var standsAlone: Bool { self == .shown || self == .privateUse }

    init(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        switch value {
        case 0x20...0x7E: self = .shown
        case 0x09: self = .hidden("↹")
        case 0x0A: self = .hidden("⏎")
        // The control pictures stand in the order of the controls.
        case 0x00...0x1F: self = .hidden(Unicode.Scalar(0x2400 + value) ?? ScalarClass.unknownStandIn)
        case 0x7F: self = .hidden("␡")
        case 0x85, 0x2028, 0x2029: self = .hidden("␤")
        case 0x200C, 0x200D: self = .joiner
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF: self = .selector
        default: self.init(category: scalar)
        }
    }

    private init(category scalar: Unicode.Scalar) {
        let properties = scalar.properties
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .spacingMark, .spaceSeparator,
            .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .otherPunctuation,
            .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
            if ScalarClass.isInvisible(scalar, properties) {
                self = .hidden(ScalarClass.invisibleStandIn)
            } else {
                // Vowels and finals of Hangul are letters without a width: they join the consonant before them.
                self = DisplayWidth.of(scalar) == 0 ? .mark : .shown
            }
        case .nonspacingMark, .enclosingMark:
            self = ScalarClass.isInvisible(scalar, properties) ? .hidden(ScalarClass.invisibleStandIn) : .mark
        case .format:
            let isTag = 0xE0000...0xE007F ~= scalar.value
            self = .hidden(isTag ? ScalarClass.unknownStandIn : ScalarClass.invisibleStandIn)
        case .privateUse:
            self = .privateUse
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned:
            self = .hidden(ScalarClass.unknownStandIn)
        @unknown default:
            self = .hidden(ScalarClass.unknownStandIn)
        }
    }

    /// Letters, marks and symbols that leave a cell empty although their category promises ink.
    private static func isInvisible(_ scalar: Unicode.Scalar, _ properties: Unicode.Scalar.Properties) -> Bool {
        switch scalar.value {
        case 0x2800, 0x1D159, 0x13430...0x1345F: true  // blank Braille, null notehead, hieroglyph joiners
        default: properties.isDefaultIgnorableCodePoint
        }
    }
}
