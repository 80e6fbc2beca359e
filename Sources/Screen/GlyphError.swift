/// Why a text cannot be a sign.
public enum GlyphError: Error, Equatable {
    /// There is nothing in it.
    case empty
    /// It holds a control, or something that nobody would see.
    case notPrintable
    /// It is more than one glyph.
    case moreThanOne
    /// It is two columns wide.
    case notOneColumn
}
