/// Which numbers of a log became which, as runs of numbers that moved alike.
struct NewNumbers: Sendable {
    private var runs: [(old: UInt64, new: UInt64, count: UInt64)] = []

    /// Old numbers grow from call to call.
    mutating func add(_ old: UInt64, as new: UInt64) {
        if let last = runs.last, last.old + last.count == old, last.new + last.count == new {
            runs[runs.count - 1].count += 1
        } else {
            runs.append((old, new, 1))
        }
    }

    /// The new number of an old one; nil where no record has it; O(log n) in the runs.
    subscript(old: UInt64) -> UInt64? {
        var (low, high) = (0, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].old <= old { low = middle + 1 } else { high = middle }
        }
        guard low > 0, old - runs[low - 1].old < runs[low - 1].count else { return nil }
        return runs[low - 1].new + (old - runs[low - 1].old)
    }
}
