/// Turns scalars into glyphs, one after the other.
struct GlyphBuilder {
    private var glyphs: [Glyph] = []
    private let columns: Int
    private var used = 0

    /// Builds glyphs until they are wider than the columns.
    init(columns: Int) {
        self.columns = columns
    }

    /// Whether there are more glyphs than fit.
    var isFull: Bool { used > columns }

    mutating func add(_ scalar: Unicode.Scalar) {
        append(Glyph(scalar))
    }

    mutating func finished() -> [Glyph] { glyphs }

    private mutating func append(_ glyph: Glyph) {
        glyphs.append(glyph)
        used += glyph.width
    }
}
