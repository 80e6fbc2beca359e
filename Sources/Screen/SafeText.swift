/// The one way from text that came from outside to what a terminal may show.
///
/// It works on scalars and before any clipping, by an allow-list of general categories. Controls, bidi controls, invisible
/// characters, separators, noncharacters and unassigned scalars become one visible stand-in each
/// (``Glyph/isStandIn``); what emoji sequences add to their base is dropped, because terminals disagree on its width.
public enum SafeText {
    /// The glyphs of a text, one row, in memory order.
    ///
    /// - Parameter columns: stop once the glyphs are wider than this, which bounds the work for long texts.
    public static func glyphs(_ text: some StringProtocol, columns: Int = .max) -> [Glyph] {
        var builder = GlyphBuilder(columns: columns)
        for scalar in text.unicodeScalars {
            builder.add(scalar)
            if builder.isFull { break }
        }
        return builder.finished()
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
