import Bookings

/// The sightings in the order of the log, each with its row, linked to the next of the same row.
struct SightingColumns: Sendable {
    /// What many sightings have in common.
    private struct Kind: Hashable, Sendable {
        var channel: Channel
        var source: String?
        var event: String
        var isSigned: Bool
        var isStale: Bool
    }

    private(set) var sequences: [UInt64] = []
    private var receivedAt: [Int64] = []
    private var kindIDs: [UInt32] = []
    private var kinds: [Kind] = []
    private var idsOfKinds: [Kind: UInt32] = [:]
    private(set) var rows: [UInt32] = []
    /// The index of the next sighting of the same row; 0 for none, as the first sighting is next to none.
    private var next: [UInt32] = []
    private var firstOfRow: [UInt32] = []
    private var lastOfRow: [UInt32] = []

    var count: Int { sequences.count }

    mutating func append(_ record: SightingRecord, row: Int) {
        let index = UInt32(count)
        sequences.append(record.sequence)
        receivedAt.append(record.sighting.receivedAt.milliseconds)
        kindIDs.append(id(of: record.sighting))
        rows.append(UInt32(row))
        next.append(0)
        if row < lastOfRow.count {
            next[Int(lastOfRow[row])] = index
            lastOfRow[row] = index
        } else {
            firstOfRow.append(index)
            lastOfRow.append(index)
        }
    }

    private mutating func id(of sighting: Sighting) -> UInt32 {
        let kind = Kind(
            channel: sighting.channel,
            source: sighting.source,
            event: sighting.event,
            isSigned: sighting.isSigned,
            isStale: sighting.isStale
        )
        if let id = idsOfKinds[kind] { return id }
        let id = UInt32(kinds.count)
        kinds.append(kind)
        idsOfKinds[kind] = id
        return id
    }

    func summaries(of row: Int) -> [SightingSummary] {
        places(of: row).map { place in
            let kind = kinds[Int(kindIDs[place])]
            return SightingSummary(
                sequence: sequences[place],
                receivedAt: Timestamp(milliseconds: receivedAt[place]),
                channel: kind.channel,
                source: kind.source,
                event: kind.event,
                isSigned: kind.isSigned,
                isStale: kind.isStale
            )
        }
    }

    /// The indices of a row's sightings, first to last.
    func places(of row: Int) -> [Int] {
        var places = [Int(firstOfRow[row])]
        while let last = places.last, next[last] != 0 { places.append(Int(next[last])) }
        return places
    }

    func row(ofSequence sequence: UInt64) -> Int? {
        let place = firstPlace(notBelow: sequence)
        return place < count && sequences[place] == sequence ? Int(rows[place]) : nil
    }

    /// The rows of the sightings whose numbers are in a range; a row may come several times.
    func rows(ofSequences numbers: ClosedRange<UInt64>) -> ArraySlice<UInt32> {
        let start = firstPlace(notBelow: numbers.lowerBound)
        let end = numbers.upperBound == .max ? count : firstPlace(notBelow: numbers.upperBound + 1)
        return rows[start..<max(start, end)]
    }

    private func firstPlace(notBelow sequence: UInt64) -> Int {
        var low = 0
        var high = sequences.count
        while low < high {
            let middle = (low + high) / 2
            if sequences[middle] < sequence { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The sequence number of a row's last sighting.
    func lastSequence(of row: Int) -> UInt64 { sequences[Int(lastOfRow[row])] }
}

extension SightingColumns {
    /// What must hold between calls, and does not; for tests.
    func checkInvariants(rows rowCount: Int) -> String? {
        guard zip(sequences, sequences.dropFirst()).allSatisfy({ $0 < $1 }) else { return "sequences do not grow" }
        guard firstOfRow.count == rowCount, lastOfRow.count == rowCount else { return "a row has no sighting" }
        var linked = 0
        for row in 0..<rowCount {
            let places = places(of: row)
            linked += places.count
            guard places.allSatisfy({ Int(rows[$0]) == row }), places.last.map(UInt32.init) == lastOfRow[row],
                zip(places, places.dropFirst()).allSatisfy({ $0 < $1 })
            else { return "the sightings of row \(row) are not linked" }
        }
        return linked == count ? nil : "a sighting is not linked"
    }
}
