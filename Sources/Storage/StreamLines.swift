/// Cuts a stream into lines, without keeping more of it than the longest line may have.
struct StreamLines {
    /// A line without its end; nil for one that is longer than any record.
    struct Line {
        /// Counts from 1.
        var number: Int
        var bytes: [UInt8]?
    }

    private var pending: [UInt8] = []
    private var isTooLong = false
    private var number = 0

    /// The lines that these bytes end.
    mutating func take(_ bytes: [UInt8]) -> [Line] {
        var lines: [Line] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) {
            keep(rest[..<end])
            lines.append(endLine())
            rest = rest[(end + 1)...]
        }
        keep(rest)
        return lines
    }

    /// The last line, where it has no end of its own.
    mutating func finish() -> [Line] { pending.isEmpty && !isTooLong ? [] : [endLine()] }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        guard !isTooLong else { return }
        pending += bytes
        guard pending.count > LogReader.lineLimit else { return }
        isTooLong = true
        pending = []
    }

    private mutating func endLine() -> Line {
        number += 1
        defer {
            pending.removeAll(keepingCapacity: true)
            isTooLong = false
        }
        return Line(number: number, bytes: isTooLong ? nil : pending)
    }
}
