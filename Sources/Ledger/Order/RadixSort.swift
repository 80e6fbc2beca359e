/// Sorts entries by key: many of them digit by digit, from the lowest, where each pass keeps the order of those before it.
enum RadixSort {
    /// With fewer entries comparing is quicker.
    static let threshold = 2_048
    private static let bits = 11
    private static let size = 1 << bits
    private static let passes = (UInt64.bitWidth + bits - 1) / bits

    /// Sorts entries whose rows ascend by key, those of the same key by row; O(n) where there are many.
    static func sort(_ entries: UnsafeMutableBufferPointer<RowOrdering.Entry>) {
        if entries.count < threshold {
            var entries = entries
            entries.sort { $0.key != $1.key ? $0.key < $1.key : $0.row < $1.row }
        } else {
            sortByDigits(entries)
        }
    }

    private static func sortByDigits(_ entries: UnsafeMutableBufferPointer<RowOrdering.Entry>) {
        var counts = [Int](repeating: 0, count: passes * size)
        counts.withUnsafeMutableBufferPointer { counts in
            for entry in entries {
                for pass in 0..<passes { counts[pass * size + digit(of: entry.key, pass)] += 1 }
            }
            withUnsafeTemporaryAllocation(of: RowOrdering.Entry.self, capacity: entries.count) { spare in
                var (from, into) = (entries, spare)
                for pass in 0..<passes {
                    let places = UnsafeMutableBufferPointer(rebasing: counts[pass * size..<(pass + 1) * size])
                    // All have the same digit: nothing moves.
                    if places[digit(of: from[0].key, pass)] == from.count { continue }
                    distribute(from, into: into, places, pass)
                    swap(&from, &into)
                }
                if from.baseAddress != entries.baseAddress { _ = entries.update(from: from) }
            }
        }
    }

    /// Puts each entry behind those of lower digits and those before it of the same; makes places of counts.
    private static func distribute(
        _ from: UnsafeMutableBufferPointer<RowOrdering.Entry>,
        into: UnsafeMutableBufferPointer<RowOrdering.Entry>,
        _ places: UnsafeMutableBufferPointer<Int>,
        _ pass: Int
    ) {
        var next = 0
        for digit in places.indices { (places[digit], next) = (next, next + places[digit]) }
        for entry in from {
            let digit = digit(of: entry.key, pass)
            into.initializeElement(at: places[digit], to: entry)
            places[digit] += 1
        }
    }

    @inline(__always)
    private static func digit(of key: UInt64, _ pass: Int) -> Int {
        Int(truncatingIfNeeded: key >> UInt64(pass * bits)) & (size - 1)
    }
}
