/// The texts of many rows side by side in lower case, so that comparing two of them touches nothing else.
struct PreparedTexts {
    private var bytes: [UInt8] = []
    /// Where the text of each row starts; one more for the end of the last.
    private var starts: [Int] = [0]
    /// The bytes at the beginning of all texts alike, which settle nothing.
    private var common = 0

    /// Takes the texts of rows 0 ..< `count`; O(n) in their bytes.
    init(rows count: Int, _ text: (Int) -> [UInt8]) {
        starts.reserveCapacity(count + 1)
        var pattern: ArraySlice<UInt8>?
        for row in 0..<count {
            let start = bytes.count
            for byte in text(row) { bytes.append(SearchText.folded(byte)) }
            starts.append(bytes.count)
            guard bytes.count > start else { continue }
            guard let known = pattern else {
                pattern = bytes[start...]
                continue
            }
            if !known.isEmpty, !bytes[start...].starts(with: known) {
                let length = zip(known, bytes[start...]).prefix { $0 == $1 }.count
                pattern = known.prefix(length)
            }
        }
        common = pattern?.count ?? 0
    }

    func isEmpty(_ row: Int) -> Bool { starts[row] == starts[row + 1] }

    /// The bytes that settle something as two numbers, seven each, the first in the highest bits; neither is 0 nor the
    /// greatest there is.
    func keys(_ row: Int) -> (UInt64, UInt64) {
        let start = starts[row] + common
        return (key(from: start, to: starts[row + 1]), key(from: start + 7, to: starts[row + 1]))
    }

    private func key(from start: Int, to end: Int) -> UInt64 {
        var key: UInt64 = 0
        for place in start..<start + 7 { key = key << 8 | (place < end ? UInt64(bytes[place]) : 0) }
        return key + 1
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
