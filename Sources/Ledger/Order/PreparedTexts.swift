/// The texts of many rows side by side in lower case, so that comparing two of them touches nothing else.
struct PreparedTexts {
    private var bytes: [UInt8] = []
    /// Where the text of each row starts; one more for the end of the last.
    private var starts: [Int] = [0]
    /// The bytes at the beginning of all texts alike, which settle nothing.
    private var common = 0

    /// The bytes that make one key.
    private static let keyLength = 8

    /// Takes the texts of rows 0 ..< `count`, which `append` adds to what it is given; O(n) in their bytes.
    init(rows count: Int, _ append: (Int, inout [UInt8]) -> Void) {
        starts.reserveCapacity(count + 1)
        var first: Range<Int>?
        for row in 0..<count {
            let start = bytes.count
            append(row, &bytes)
            starts.append(bytes.count)
            guard bytes.count > start else { continue }
            if let first {
                common =
                    (0..<min(common, bytes.count - start)).first { place in
                        SearchText.folded(bytes[first.lowerBound + place]) != SearchText.folded(bytes[start + place])
                    } ?? min(common, bytes.count - start)
            } else {
                (first, common) = (start..<bytes.count, bytes.count - start)
            }
        }
        bytes.withUnsafeMutableBufferPointer { bytes in
            for index in bytes.indices { bytes[index] = SearchText.folded(bytes[index]) }
        }
    }

    func isEmpty(_ row: Int) -> Bool { starts[row] == starts[row + 1] }

    /// Whether a key is the last of a row's text.
    func isLast(_ part: Int, _ row: Int) -> Bool {
        starts[row] + common + (part + 1) * PreparedTexts.keyLength >= starts[row + 1]
    }

    /// Eight bytes of a text as a number, the first in the highest bits; part 0 begins where texts differ.
    ///
    /// It is never the greatest number there is.
    func key(_ row: Int, part: Int) -> UInt64 {
        let start = starts[row] + common + part * PreparedTexts.keyLength
        let end = starts[row + 1]
        return bytes.withUnsafeBufferPointer { bytes in
            guard start < end, let base = bytes.baseAddress else { return 0 }
            guard start + PreparedTexts.keyLength > bytes.count else {
                let word = UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self).bigEndian
                let excess = UInt64(max(0, start + PreparedTexts.keyLength - end) * 8)
                return (word >> excess) << excess
            }
            var key: UInt64 = 0
            for place in start..<start + PreparedTexts.keyLength {
                key = key << 8 | (place < end ? UInt64(bytes[place]) : 0)
            }
            return key
        }
    }

    /// Below 0 where the left text comes first, above 0 where it comes second.
    func compare(_ left: Int, _ right: Int) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var (one, other) = (starts[left] + common, starts[right] + common)
            let (end, otherEnd) = (starts[left + 1], starts[right + 1])
            while one < end, other < otherEnd {
                if bytes[one] != bytes[other] { return bytes[one] < bytes[other] ? -1 : 1 }
                one += 1
                other += 1
            }
            return (end - starts[left]) - (otherEnd - starts[right])
        }
    }
}
