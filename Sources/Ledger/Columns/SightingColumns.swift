import Bookings

/// The sightings in the order of the log, each with its row, linked to the next of the same row.
struct SightingColumns: Sendable {
    /// What many sightings have in common.
    private struct Kind: Sendable {
        var channel: Channel
        var source: String?
        var event: String
        var isSigned: Bool
        var isStale: Bool
    }

    private var sequences = PackedColumn(stride: 1)
    private var receivedAt = PackedColumn()
    private var kindIDs = PackedColumn()
    private var kinds: [Kind] = []
    /// The kinds by their texts, whose ids are those of the kinds.
    private var kindTexts = NameColumn()
    private var rows = PackedColumn(stride: 1)
    /// The index of the next sighting of the same row; 0 for none, as the first sighting is next to none.
    private var next = PackedColumn(fallback: 0)
    private var firstOfRow = PackedColumn(stride: 1)
    private var lastOfRow = PackedColumn(stride: 1)

    var count: Int { sequences.count }

    /// The number of the last sighting; 0 before the first.
    var lastSequence: UInt64 { sequences.last.map { UInt64(bitPattern: $0) } ?? 0 }

    mutating func append(_ sighting: borrowing SightingFields, numbered number: UInt64, row: Int) {
        let index = Int64(count)
        sequences.append(Int64(bitPattern: number))
        receivedAt.append(sighting.receivedAt.milliseconds)
        kindIDs.append(id(of: sighting))
        rows.append(Int64(row))
        if row < lastOfRow.count {
            next[Int(lastOfRow[row])] = index
            lastOfRow[row] = index
        } else {
            firstOfRow.append(index)
            lastOfRow.append(index)
        }
    }

    private mutating func id(of sighting: borrowing SightingFields) -> Int64 {
        let flags: UInt8 = (sighting.isSigned ? 1 : 0) | (sighting.isStale ? 2 : 0)
        let (event, source) = (sighting[.event], sighting[.source])
        let length = event.count + source.count + 3
        let id = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: length) { text in
            text.initializeElement(at: 0, to: ChannelSet(sighting.channel).rawValue)
            text.initializeElement(at: 1, to: flags)
            _ = UnsafeMutableBufferPointer(rebasing: text[2...]).initialize(from: event)
            text.initializeElement(at: event.count + 2, to: SearchText.fieldSeparator)
            _ = UnsafeMutableBufferPointer(rebasing: text[(event.count + 3)...]).initialize(from: source)
            return Int(kindTexts.id(of: UnsafeBufferPointer(text))) - 1
        }
        if id == kinds.count {
            let kind = Kind(
                channel: sighting.channel,
                source: source.isEmpty ? nil : String(decoding: source, as: UTF8.self),
                event: String(decoding: event, as: UTF8.self),
                isSigned: sighting.isSigned,
                isStale: sighting.isStale
            )
            kinds.append(kind)
        }
        return Int64(id)
    }

    func summaries(of row: Int) -> [SightingSummary] {
        places(of: row).map { place in
            let kind = kinds[Int(kindIDs[place])]
            return SightingSummary(
                sequence: sequence(place),
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

    /// Visits the first sighting of each row that came on a channel, in the order of the log; O(n).
    func visitFirst(on channel: Channel, rows count: Int, _ body: (Int, String?, Timestamp) -> Void) {
        let isWanted = kinds.map { $0.channel == channel }
        var seen = RowSet(rows: count)
        for place in rows.indices where isWanted[Int(kindIDs[place])] {
            let row = Int(rows[place])
            guard !seen.contains(row) else { continue }
            seen.insert(row)
            body(row, kinds[Int(kindIDs[place])].source, Timestamp(milliseconds: receivedAt[place]))
        }
    }

    /// The rows that a sighting with an event was merged into; O(n).
    func rows(withEvent event: String, of count: Int) -> RowSet {
        let isWanted = kinds.map { $0.event.utf8.elementsEqual(event.utf8) }
        var found = RowSet(rows: count)
        guard isWanted.contains(true) else { return found }
        for place in rows.indices where isWanted[Int(kindIDs[place])] { found.insert(Int(rows[place])) }
        return found
    }

    /// The number of sightings that were merged into some rows; O(n).
    func count(in wanted: RowSet) -> Int {
        rows.indices.count { wanted.contains(Int(rows[$0])) }
    }

    func row(ofSequence sequence: UInt64) -> Int? {
        let place = firstPlace(notBelow: sequence)
        return place < count && self.sequence(place) == sequence ? Int(rows[place]) : nil
    }

    /// The rows of the sightings whose numbers are in a range; a row may come several times.
    func rows(ofSequences numbers: ClosedRange<UInt64>) -> some Sequence<Int> {
        let start = firstPlace(notBelow: numbers.lowerBound)
        let end = numbers.upperBound == .max ? count : firstPlace(notBelow: numbers.upperBound + 1)
        return (start..<max(start, end)).lazy.map { Int(rows[$0]) }
    }

    func sequence(_ place: Int) -> UInt64 { UInt64(bitPattern: sequences[place]) }

    private func firstPlace(notBelow sequence: UInt64) -> Int {
        sequences.firstRow(notBelow: Int64(clamping: sequence))
    }

    /// The sequence number of a row's last sighting.
    func lastSequence(of row: Int) -> UInt64 { sequence(Int(lastOfRow[row])) }
}

extension SightingColumns {
    /// What must hold between calls, and does not; for tests.
    func checkInvariants(rows rowCount: Int) -> String? {
        guard sequences.indices.dropFirst().allSatisfy({ sequences[$0 - 1] < sequences[$0] }) else {
            return "sequences do not grow"
        }
        guard firstOfRow.count == rowCount, lastOfRow.count == rowCount else { return "a row has no sighting" }
        var linked = 0
        for row in 0..<rowCount {
            let places = places(of: row)
            linked += places.count
            guard places.allSatisfy({ Int(rows[$0]) == row }), places.last.map(Int64.init) == lastOfRow[row],
                zip(places, places.dropFirst()).allSatisfy({ $0 < $1 })
            else { return "the sightings of row \(row) are not linked" }
        }
        return linked == count ? nil : "a sighting is not linked"
    }
}
