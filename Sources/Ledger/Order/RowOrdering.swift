public import Bookings

/// Puts rows of a ledger in an order, and finds the place of one among others that are.
///
/// It answers as of an instant, so that the places of rows agree with each other until another is made.
public struct RowOrdering: Sendable {
    /// The order.
    public let order: SortOrder
    /// The instant that tells what starts next.
    public let instant: Timestamp

    /// Makes an ordering.
    public init(_ order: SortOrder = .arrival, at instant: Timestamp) {
        self.order = order
        self.instant = instant
    }

    /// The rows in order; O(n log n), and O(n) for the order of arrival.
    ///
    /// The rows must ascend.
    public func sorted(_ rows: [Int], in ledger: BookingLedger) -> [Int] {
        if let direction = order.arrivalDirection { return direction == .newestLast ? rows : rows.reversed() }
        let readers = order.keys.map { SortKeyReader($0, at: instant, ledger, prepared: true) }
        guard let first = readers.first else { return rows }
        // The keys of a text are only its beginning: where those are the same, the texts themselves are compared.
        let second = first.isWhole ? readers.dropFirst().first : nil
        var entries = rows.map { row in
            let keys = first.keys(row)
            let more = second?.keys(row) ?? (keys.1, 0)
            return Entry(first: keys.0, second: more.0, third: more.1, row: Int32(truncatingIfNeeded: row))
        }
        let settled = first.isWhole ? second?.isWhole ?? true ? 2 : 1 : 0
        let comparison = RowComparison(Array(readers.dropFirst(settled)))
        entries.sort { left, right in
            if left.first != right.first { return left.first < right.first }
            if left.second != right.second { return left.second < right.second }
            if left.third != right.third { return left.third < right.third }
            return comparison.precedes(Int(left.row), Int(right.row))
        }
        return entries.map { Int($0.row) }
    }

    /// The place at which a row stands, or would stand, among rows that are in order; O(log n).
    public func place(of row: Int, in rows: [Int], _ ledger: BookingLedger) -> Int {
        let comparison = RowComparison(order, at: instant, in: ledger)
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if comparison.precedes(rows[middle], row) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whether a row stands before another.
    public func precedes(_ left: Int, _ right: Int, in ledger: BookingLedger) -> Bool {
        RowComparison(order, at: instant, in: ledger).precedes(left, right)
    }

    private struct Entry {
        var first: UInt64
        var second: UInt64
        var third: UInt64
        var row: Int32
    }
}

/// Compares two rows by all keys of an order.
struct RowComparison {
    private let readers: [SortKeyReader]

    init(_ readers: [SortKeyReader]) { self.readers = readers }

    init(_ order: SortOrder, at instant: Timestamp, in ledger: BookingLedger) {
        readers = order.keys.map { SortKeyReader($0, at: instant, ledger, prepared: false) }
    }

    /// Whether one row stands before another.
    func precedes(_ left: Int, _ right: Int) -> Bool {
        for reader in readers {
            let comparison = reader.compare(left, right)
            if comparison != 0 { return comparison < 0 }
        }
        return left < right
    }
}
