/// A set of rows as one bit a row.
public struct RowSet: Equatable, Sendable {
    /// The bits, row 0 in the lowest bit of the first word.
    @usableFromInline var words: [UInt64]

    /// The number of rows in the set.
    public private(set) var count: Int

    /// Makes the set of rows 0 ..< `rows`, all in or all out.
    public init(rows: Int, filled: Bool = false) {
        words = Array(repeating: filled ? .max : 0, count: (rows + 63) / 64)
        if filled, rows % 64 != 0, let last = words.indices.last {
            words[last] = (1 << UInt64(rows % 64)) - 1
        }
        count = filled ? rows : 0
    }

    /// Whether a row is in the set; rows beyond its end are not.
    public func contains(_ row: Int) -> Bool {
        row >> 6 < words.count && words[row >> 6] >> UInt64(row & 63) & 1 == 1
    }

    /// The rows, lowest first.
    public var rows: [Int] { fatalError("not built yet") }
}
