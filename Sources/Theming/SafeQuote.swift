/// Text from a file as a message may show it: what is not printable is written as `\u{..}`, what is long is cut.
enum SafeQuote {
    private static let longest = 60

    /// In quotes, with at most 60 scalars.
    static func quoted(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        let isCut = scalars.dropFirst(longest).isEmpty == false
        scalars = scalars.prefix(longest)
        return "\"" + scalars.map { $0 == "\"" ? "\\\"" : shown($0) }.joined() + (isCut ? "…" : "") + "\""
    }

    /// Without quotes: for file names, and for messages that may hold text from a file.
    static func plain(_ text: some StringProtocol, limit: Int = 400) -> String {
        text.unicodeScalars.prefix(limit).map(shown).joined()
    }

    private static func shown(_ scalar: Unicode.Scalar) -> String {
        if isPrintable(scalar) { return String(Character(scalar)) }
        return "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (0x20..<0x7F).contains(scalar.value) }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber,
            .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .otherPunctuation,
            .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
            return !scalar.properties.isDefaultIgnorableCodePoint
        default:
            return false
        }
    }
}
