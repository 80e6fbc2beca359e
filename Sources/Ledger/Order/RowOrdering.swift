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
        var entries = rows.map { Entry(key: 0, row: Int32(truncatingIfNeeded: $0)) }
        entries.withUnsafeMutableBufferPointer { RowOrdering.sort($0, by: readers[...], part: 0) }
        return entries.map { Int($0.row) }
    }

    /// Sorts by one part of one key, then the rows that it does not tell apart by the next: so no two values are compared,
    /// but numbers that stand side by side.
    private static func sort(
        _ entries: UnsafeMutableBufferPointer<Entry>,
        by readers: ArraySlice<SortKeyReader>,
        part: Int
    ) {
        guard let reader = readers.first else { return }
        reader.readKeys(into: entries, part: part)
        RadixSort.sort(entries)
        var start = 0
        while start < entries.count {
            let key = entries[start].key
            let end = entries[start...].firstIndex { $0.key != key } ?? entries.count
            if end - start > 1 {
                let same = UnsafeMutableBufferPointer(rebasing: entries[start..<end])
                if reader.isSettled(same, part: part) {
                    sort(same, by: readers.dropFirst(), part: 0)
                } else {
                    sort(same, by: readers, part: part + 1)
                }
            }
            start = end
        }
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

    /// A row, and one of its keys.
    struct Entry {
        var key: UInt64
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
