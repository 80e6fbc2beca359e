/// The one way from text that came from outside to what a terminal may show.
///
/// It works on scalars and before any clipping, by an allow-list of general categories. Controls, bidi controls, invisible
/// characters, separators, noncharacters, private-use and unassigned scalars become one visible stand-in each
/// (``Glyph/isStandIn``). What an emoji sequence adds to its first emoji is dropped, and marks beyond four on one character,
/// because terminals disagree on their place.
public enum SafeText {
    /// The glyphs of a text, in memory order, for one row.
    ///
    /// - Parameters:
    ///   - text: any text.
    ///   - columns: where to stop: once the glyphs are wider than this. It bounds the work for long texts.
    /// - Returns: no glyph that is a continuation.
    public static func glyphs(_ text: some StringProtocol, columns: Int = .max) -> [Glyph] {
        var builder = GlyphBuilder(String(text))
        return builder.build(columns: columns)
    }

    /// The text as one line that is safe to print: for messages on the standard error.
    public static func line(_ text: some StringProtocol) -> String {
        glyphs(text).reduce(into: "") { $0 += $1.description }
    }

    /// Whether nothing of a text can be seen: it is empty, or only spaces.
    ///
    /// Invisible characters are shown as stand-ins, so a text of those is not blank.
    public static func isBlank(_ text: some StringProtocol) -> Bool {
        text.unicodeScalars.allSatisfy { $0 == " " || $0.properties.generalCategory == .spaceSeparator }
    }
}
