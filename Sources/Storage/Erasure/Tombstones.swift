import Bookings

/// What stands in the log in the place of the records that are erased.
struct Tombstones {
    private(set) var changes: [FileEdit.Change] = []

    /// The time of each is that of the record before it that stays; at the beginning of a log, that of the first that stays.
    init(_ numbers: Set<UInt64>, in log: LogSegments, _ index: LogIndex, now: Timestamp) throws(LogError) {
        var time: Timestamp?
        for number in numbers.sorted() {
            guard let place = index.index(of: number) else { continue }
            if place > 0, !numbers.contains(index.number(place - 1)) {
                time = try Tombstones.receivedAt(place - 1, log, index) ?? time
            }
            if time == nil { time = try Tombstones.firstKept(behind: place, numbers, log, index) ?? now }
            var line: [UInt8] = []
            // In a log without checksums one that came in between would make all that follow look changed.
            let isSealed = try Tombstones.decoded(place, log, index)?.checksum != .absent
            ErasedRecord(sequence: number, receivedAt: time ?? now).encode(into: &line, isSealed: isSealed)
            changes.append(FileEdit.Change(range: index.range(place), line: line))
        }
    }

    private static func firstKept(
        behind place: Int,
        _ numbers: Set<UInt64>,
        _ log: LogSegments,
        _ index: LogIndex
    ) throws(LogError) -> Timestamp? {
        var place = place
        while place < index.count {
            if !numbers.contains(index.number(place)) { return try receivedAt(place, log, index) }
            place += 1
        }
        return nil
    }

    private static func receivedAt(_ place: Int, _ log: LogSegments, _ index: LogIndex) throws(LogError) -> Timestamp? {
        try decoded(place, log, index)?.record.receivedAt
    }

    private static func decoded(_ place: Int, _ log: LogSegments, _ index: LogIndex) throws(LogError) -> DecodedLine? {
        let range = index.range(place)
        let line = try log.read(at: range.lowerBound, count: range.count)
        return try? DecodedLine(line)
    }
}
