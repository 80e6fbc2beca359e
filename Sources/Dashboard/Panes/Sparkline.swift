import Screen

/// Numbers as a row of bars.
enum Sparkline {
    /// A bar for each number, the highest full; nothing at all is the lowest bar, so that the row keeps its ground.
    static func text(_ numbers: [Int], _ glyphs: GlyphSet) -> String {
        let most = max(1, numbers.max() ?? 0)
        return numbers.map { number in
            let eighths = number <= 0 ? 1 : max(2, (number * 8 + most - 1) / most)
            return glyphs.bar(eighths: eighths).description
        }
        .joined()
    }

    /// A bar lying on its side, `width` columns for the whole.
    static func bar(_ number: Int, of whole: Int, width: Int, _ glyphs: GlyphSet) -> String {
        guard whole > 0, number > 0 else { return "" }
        let columns = max(1, number * width / whole)
        return String(repeating: glyphs.text(.bar4), count: min(width, columns))
    }
}
