/// How many columns of a terminal a text takes.
///
/// Decided once, here: two opinions about width tear a screen. The table is Unicode 15.0 as glibc's `wcwidth` reads it;
/// characters of ambiguous width take one column.
public enum DisplayWidth {
    /// The columns of one scalar: 0, 1 or 2.
    ///
    /// Controls and unassigned scalars count 1, the width of the stand-in that is shown for them. O(log n) in the size of
    /// the table, O(1) for Latin text.
    public static func of(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return 1 }
        if contains(zeroWidthRanges, value) { return 0 }
        return value >= 0x1100 && contains(wideRanges, value) ? 2 : 1
    }

    /// The columns that a text takes once it is made safe, which is how `Frame.write` shows it.
    public static func of(_ text: some StringProtocol) -> Int {
        SafeText.glyphs(text).reduce(0) { $0 + $1.width }
    }

    /// Whether a value is in one of the ranges, which are pairs of first and last in ascending order.
    private static func contains(_ ranges: [UInt32], _ value: UInt32) -> Bool {
        var low = 0
        var high = ranges.count / 2
        while low < high {
            let middle = (low + high) / 2
            if value > ranges[2 * middle + 1] {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return 2 * low < ranges.count && ranges[2 * low] <= value
    }
}
