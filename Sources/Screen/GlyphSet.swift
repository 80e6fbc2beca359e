/// The signs in use, each one column wide.
public struct GlyphSet: Equatable, Sendable {
    private var glyphs: [GlyphName: Glyph]

    private init(_ sign: (GlyphName) -> Unicode.Scalar) {
        glyphs = Dictionary(uniqueKeysWithValues: GlyphName.allCases.map { ($0, Glyph(sign($0))) })
    }

    /// The sign of a name.
    public subscript(name: GlyphName) -> Glyph { glyphs[name] ?? .blank }

    /// The sign of a name as text.
    public func text(_ name: GlyphName) -> String { self[name].description }

    /// The sign of a bar, 0 (blank) to 8 (full).
    public func bar(eighths: Int) -> Glyph {
        let bars: [GlyphName] = [.bar1, .bar2, .bar3, .bar4, .bar5, .bar6, .bar7, .bar8]
        return eighths <= 0 ? .blank : self[bars[min(eighths, bars.count) - 1]]
    }

    /// The set with another sign for a name.
    ///
    /// Private-use characters are accepted: patched fonts have signs there.
    ///
    /// - Throws: where the text is not one printable glyph of one column.
    public func with(_ name: GlyphName, _ text: some StringProtocol) throws(GlyphError) -> GlyphSet {
        var result = self
        result.glyphs[name] = try GlyphSet.sign(text)
        return result
    }

    private static func sign(_ text: some StringProtocol) throws(GlyphError) -> Glyph {
        guard let base = text.unicodeScalars.first else { throw .empty }
        guard ScalarClass(base).standsAlone else { throw .notPrintable }
        var glyph = Glyph(base)
        for scalar in text.unicodeScalars.dropFirst() {
            let kind = ScalarClass(scalar)
            guard kind == .mark else { throw kind.standsAlone ? .moreThanOne : .notPrintable }
            guard glyph.markCount < Glyph.maximumMarks else { throw .moreThanOne }
            glyph = glyph.adding(scalar)
        }
        guard glyph.width == 1 else { throw .notOneColumn }
        return glyph
    }

    /// The signs for a terminal that shows Unicode.
    public static let unicode = GlyphSet { name in
        switch name {
        case .selected: "▸"
        case .new, .live: "●"
        case .changed: "Δ"
        case .canceled: "✕"
        case .completed: "✓"
        case .noShow: "∅"
        case .uncertain: "≈"
        case .connecting: "◌"
        case .lost: "○"
        case .replaying: "▶"
        case .paused: "‖"
        case .rule: "─"
        case .divider: "│"
        case .dividerTop: "┬"
        case .dividerBottom: "┴"
        case .badge, .down: "▼"
        case .ellipsis: "…"
        case .prompt: "/"
        case .more: "›"
        case .up: "▲"
        case .bar1: "▁"
        case .bar2: "▂"
        case .bar3: "▃"
        case .bar4: "▄"
        case .bar5: "▅"
        case .bar6: "▆"
        case .bar7: "▇"
        case .bar8: "█"
        case .marked: "◆"
        case .remark: "✎"
        case .folded: "+"
        case .unfolded: "−"
        case .sortUp: "↑"
        case .sortDown: "↓"
        case .bullet: "•"
        }
    }

    /// The signs for a terminal that shows ASCII only.
    public static let ascii = GlyphSet { name in
        switch name {
        case .selected, .more, .replaying: ">"
        case .new, .live: "*"
        case .changed, .uncertain: "~"
        case .canceled: "x"
        case .completed: "+"
        case .noShow: "0"
        case .connecting: "."
        case .lost: "o"
        case .paused: "="
        case .rule: "-"
        case .divider: "|"
        case .dividerTop, .dividerBottom: "+"
        case .badge, .down: "v"
        case .ellipsis: "$"
        case .prompt: "/"
        case .up: "^"
        case .bar1, .bar2: "."
        case .bar3, .bar4: ":"
        case .bar5, .bar6: "|"
        case .bar7, .bar8: "#"
        case .marked: "#"
        case .remark: "\""
        case .folded: "+"
        case .unfolded, .bullet: "-"
        case .sortUp: "^"
        case .sortDown: "v"
        }
    }
}
