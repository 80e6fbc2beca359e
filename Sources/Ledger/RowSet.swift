/// A set of rows as one bit a row.
public struct RowSet: Equatable, Sendable {
    /// The bits, row 0 in the lowest bit of the first word; bits beyond `rows` are 0.
    var words: [UInt64]
    /// The number of rows that could be in the set.
    private(set) var capacity: Int

    /// Makes the set of rows 0 ..< `rows`, all in or all out.
    public init(rows: Int, filled: Bool = false) {
        words = Array(repeating: filled ? .max : 0, count: (rows + 63) / 64)
        capacity = rows
        clearTail()
    }

    /// Makes the set of rows 0 ..< `rows` from its bits; those beyond are 0.
    init(rows: Int, words: [UInt64]) {
        self.words = words
        capacity = rows
    }

    /// Makes the set of the rows for which the answer is yes; O(n).
    init(rows: Int, where isIn: (Int) -> Bool) {
        self.init(rows: rows)
        for word in words.indices {
            var bits: UInt64 = 0
            // Without a branch on the answer: where it is hard to foretell, that takes a tenth of the time.
            for bit in 0..<min(64, rows - word * 64) {
                bits |= (isIn(word * 64 + bit) ? 1 : 0) &<< UInt64(bit)
            }
            words[word] = bits
        }
    }

    /// Makes the set of the rows of a range for whose number the answer is yes, the first of the range as row 0; O(n).
    init(_ column: PackedColumn, _ range: Range<Int>, where isIn: (Int64) -> Bool) {
        guard range.lowerBound & Paging.mask == 0, range.count > 64 else {
            self.init(rows: range.count) { isIn(column[range.lowerBound + $0]) }
            return
        }
        self.init(rows: range.count)
        var values: [Int64] = []
        values.reserveCapacity(Paging.size)
        for page in range.lowerBound >> Paging.shift..<(range.upperBound + Paging.mask) >> Paging.shift {
            let first = page << Paging.shift - range.lowerBound
            let count = min(Paging.size, range.count - first)
            column.unpack(page: page, count: count, into: &values)
            values.withUnsafeBufferPointer { values in
                for start in stride(from: 0, to: count, by: 64) {
                    var bits: UInt64 = 0
                    for bit in 0..<min(64, count - start) {
                        bits |= (isIn(values[start + bit]) ? 1 : 0) &<< UInt64(bit)
                    }
                    words[(first + start) >> 6] = bits
                }
            }
        }
    }

    /// Makes the set of the rows of a range for whose value the answer is yes, the first of the range as row 0; O(n).
    init<Value>(_ column: PagedArray<Value>, _ range: Range<Int>, where isIn: (Value) -> Bool) {
        self.init(rows: range.count) { isIn(column[range.lowerBound + $0]) }
    }

    /// The number of rows in the set; O(n / 64).
    public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// Whether a row is in the set; rows beyond its end are not.
    public func contains(_ row: Int) -> Bool {
        row >= 0 && row >> 6 < words.count && words[row >> 6] >> UInt64(row & 63) & 1 == 1
    }

    /// Puts a row in or takes it out; one beyond the end of the set makes it grow.
    public mutating func set(_ row: Int, _ isIn: Bool) {
        if row >= capacity {
            guard isIn else { return }
            capacity = row + 1
            let missing = (capacity + 63) / 64 - words.count
            if missing > 0 { words.append(contentsOf: repeatElement(0, count: missing)) }
        }
        let bit: UInt64 = 1 << UInt64(row & 63)
        if isIn { words[row >> 6] |= bit } else { words[row >> 6] &= ~bit }
    }

    /// The rows of this set that are not in another.
    public func subtracting(_ other: RowSet) -> RowSet {
        var result = self
        for index in result.words.indices where index < other.words.count { result.words[index] &= ~other.words[index] }
        return result
    }

    /// The rows that are in both of two sets.
    public func intersection(_ other: RowSet) -> RowSet {
        var result = self
        result.formIntersection(other)
        return result
    }

    /// Puts a row of 0 ..< `capacity` into the set.
    mutating func insert(_ row: Int) { words[row >> 6] |= 1 << UInt64(row & 63) }

    /// The rows, lowest first.
    public var rows: [Int] {
        var rows: [Int] = []
        rows.reserveCapacity(count)
        visit { rows.append($0) }
        return rows
    }

    /// The highest row; nil for none.
    public var last: Int? {
        guard let index = words.lastIndex(where: { $0 != 0 }) else { return nil }
        return index << 6 + (63 - words[index].leadingZeroBitCount)
    }

    /// Visits each row, lowest first.
    public func visit(_ body: (Int) -> Void) {
        for (index, word) in words.enumerated() {
            var bits = word
            while bits != 0 {
                body(index << 6 + bits.trailingZeroBitCount)
                bits &= bits - 1
            }
        }
    }

    /// The pages that could have rows of the set.
    var pageCount: Int { (words.count * 64 + Paging.mask) >> Paging.shift }

    /// Whether the set has rows of a page.
    func hasRows(inPage page: Int) -> Bool { wordsOfPage(page).contains { $0 != 0 } }

    /// Visits the rows of a page, counted from its first.
    func visit(page: Int, _ body: (Int) -> Void) {
        for (index, word) in wordsOfPage(page).enumerated() {
            var bits = word
            while bits != 0 {
                body(index << 6 + bits.trailingZeroBitCount)
                bits &= bits - 1
            }
        }
    }

    private func wordsOfPage(_ page: Int) -> ArraySlice<UInt64> {
        words[min(page * Paging.size / 64, words.count)..<min((page + 1) * Paging.size / 64, words.count)]
    }

    /// The number of rows in the set for which the answer is yes.
    func count(where isCounted: (Int) -> Bool) -> Int {
        var count = 0
        visit { count += isCounted($0) ? 1 : 0 }
        return count
    }

    /// Keeps the rows that are in the other set too.
    mutating func formIntersection(_ other: RowSet) {
        for index in words.indices { words[index] &= index < other.words.count ? other.words[index] : 0 }
    }

    /// The rows that are in one of two sets of the same size.
    mutating func formUnion(_ other: RowSet) {
        for index in words.indices { words[index] |= other.words[index] }
    }

    /// The rows that were not in the set.
    mutating func invert() {
        for index in words.indices { words[index] = ~words[index] }
        clearTail()
    }

    /// Makes room for more rows, none of them in the set.
    fileprivate mutating func grow(to rows: Int) {
        capacity = rows
        words += Array(repeating: 0, count: (rows + 63) / 64 - words.count)
    }

    private mutating func clearTail() {
        if capacity % 64 != 0, let last = words.indices.last {
            words[last] &= 1 << UInt64(capacity % 64) - 1
        }
    }
}

extension RowSet {
    /// Puts a row into the set, which grows to have room for it.
    public mutating func include(_ row: Int) {
        guard row >= 0 else { return }
        if row >= capacity { grow(to: row + 1) }
        insert(row)
    }

    /// Takes a row out of the set.
    public mutating func exclude(_ row: Int) {
        if contains(row) { words[row >> 6] &= ~(1 << UInt64(row & 63)) }
    }
}
