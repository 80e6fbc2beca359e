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
        let keys = order.keys.prefix(2).map { SortKeyReader($0, at: instant, ledger, prepared: true) }
        let comparison = RowComparison(order, at: instant, in: ledger)
        guard let first = keys.first else { return rows }
        var entries = rows.map { row in
            Entry(first: first.key(row), second: keys.count > 1 ? keys[1].key(row) : 0, row: Int32(truncatingIfNeeded: row))
        }
        // A key of a text is only its beginning: where that is the same, the texts themselves are compared.
        if first.isWhole, keys.count == 1 || keys[1].isWhole, order.keys.count <= 2 {
            entries.sort { left, right in
                if left.first != right.first { return left.first < right.first }
                return left.second != right.second ? left.second < right.second : left.row < right.row
            }
        } else {
            entries.sort { left, right in
                if left.first != right.first { return left.first < right.first }
                return comparison.precedes(Int(left.row), Int(right.row), keysAgree: first.isWhole ? 1 : 0)
            }
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
        var row: Int32
    }
}

/// Compares two rows by all keys of an order.
struct RowComparison {
    private let readers: [SortKeyReader]

    init(_ order: SortOrder, at instant: Timestamp, in ledger: BookingLedger) {
        readers = order.keys.map { SortKeyReader($0, at: instant, ledger, prepared: false) }
    }

    /// Whether one row stands before another; the first so many keys are known to be the same.
    func precedes(_ left: Int, _ right: Int, keysAgree known: Int = 0) -> Bool {
        for reader in readers.dropFirst(known) {
            let comparison = reader.compare(left, right)
            if comparison != 0 { return comparison < 0 }
        }
        return left < right
    }
}
