import Screen

/// Text from outside within a message: in quotes, safe for a terminal, on one line, cut where it is long.
enum Quoted {
    private static let longest = 80

    /// `“text”`.
    static func text(_ text: some StringProtocol) -> String { "“" + plain(text) + "”" }

    /// Without the quotes.
    static func plain(_ text: some StringProtocol) -> String {
        let scalars = text.unicodeScalars.prefix(longest + 1)
        var kept = String.UnicodeScalarView()
        kept.append(contentsOf: scalars.prefix(longest))
        return SafeText.line(String(kept)) + (scalars.count > longest ? "…" : "")
    }

    /// Safe for a terminal, on one line, and whole: for paths and messages.
    static func line(_ text: some StringProtocol) -> String { SafeText.line(text) }

    /// The columns that a text takes when it is shown.
    static func width(_ text: some StringProtocol) -> Int { DisplayWidth.of(text) }

    /// Whether a character shows as itself.
    static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? (0x20..<0x7F).contains(scalar.value) : SafeText.line(String(scalar)) == String(scalar)
    }
}
