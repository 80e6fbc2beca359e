/// The signs that a theme may set (`[glyphs]`), each of one column.
public enum GlyphName: String, CaseIterable, Sendable {
    case selected, new, changed, canceled, completed, noShow = "no_show", uncertain
    case live, connecting, lost, replaying, paused
    case rule, divider, badge, ellipsis, more
    case bar1 = "bar_1", bar2 = "bar_2", bar3 = "bar_3", bar4 = "bar_4"
    case bar5 = "bar_5", bar6 = "bar_6", bar7 = "bar_7", bar8 = "bar_8"

    /// The bars, lowest first.
    public static let bars: [GlyphName] = [.bar1, .bar2, .bar3, .bar4, .bar5, .bar6, .bar7, .bar8]
}

/// A sign for each name.
public struct GlyphSet: Equatable, Sendable {
    private var glyphs: [GlyphName: Glyph]

    /// Why something cannot be a sign: it is not one visible character of one column.
    public struct NotOneColumn: Error {}

    /// The glyph of a name.
    public subscript(name: GlyphName) -> Glyph { glyphs[name] ?? .blank }

    /// The glyph of a name as text.
    public func text(_ name: GlyphName) -> String { self[name].text }

    /// Replaces a sign.
    public mutating func set(_ name: GlyphName, to text: String) throws(NotOneColumn) {
        let safe = Glyph.safe(text)
        guard safe.count == 1, let glyph = safe.first, glyph.width == 1, !glyph.isStandIn, glyph != .blank,
            glyph.text.unicodeScalars.elementsEqual(text.unicodeScalars)
        else { throw NotOneColumn() }
        glyphs[name] = glyph
    }

    private init(_ texts: [GlyphName: Unicode.Scalar]) {
        glyphs = texts.mapValues { Glyph(base: $0, width: 1) }
    }

    /// For terminals that show Unicode.
    public static let unicode = GlyphSet([
        .selected: "▸", .new: "●", .changed: "Δ", .canceled: "✕", .completed: "✓", .noShow: "○", .uncertain: "≈",
        .live: "●", .connecting: "◌", .lost: "○", .replaying: "▶", .paused: "‖",
        .rule: "─", .divider: "│", .badge: "▼", .ellipsis: "…", .more: "›",
        .bar1: "▁", .bar2: "▂", .bar3: "▃", .bar4: "▄", .bar5: "▅", .bar6: "▆", .bar7: "▇", .bar8: "█",
    ])

    /// For all others.
    public static let ascii = GlyphSet([
        .selected: ">", .new: "*", .changed: "~", .canceled: "x", .completed: "+", .noShow: "o", .uncertain: "?",
        .live: "*", .connecting: ".", .lost: "!", .replaying: ">", .paused: "=",
        .rule: "-", .divider: "|", .badge: "v", .ellipsis: ".", .more: ">",
        .bar1: "_", .bar2: ".", .bar3: ":", .bar4: "-", .bar5: "=", .bar6: "+", .bar7: "*", .bar8: "#",
    ])
}
