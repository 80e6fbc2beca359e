/// How many columns a scalar takes in a terminal.
public enum DisplayWidth {
    /// 0 for marks that stand on the character before, 2 for wide ones, else 1; O(log n) in the table beyond ASCII.
    public static func of(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return 1 }
        if contains(WidthTable.zero, value) { return 0 }
        return contains(WidthTable.wide, value) ? 2 : 1
    }

    /// The columns of a text as `Frame.write` shows it.
    public static func of(_ text: some StringProtocol) -> Int {
        Glyph.safe(text).reduce(0) { $0 + $1.width }
    }

    private static func contains(_ ranges: [(first: UInt32, last: UInt32)], _ value: UInt32) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].last < value { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].first <= value
    }
}
