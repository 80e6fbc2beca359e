import Bookings

/// The sightings in the order of the log, each with its row, linked to the next of the same row.
struct SightingColumns: Sendable {
    private(set) var sequences: [UInt64] = []
    private var receivedAt: [Int64] = []
    private var channels: [Channel] = []
    private var sources = NameColumn()
    private var events = NameColumn()
    private var signed: [Bool] = []
    private var rows: [UInt32] = []
    /// The index of the next sighting of the same row; 0 for none, as the first sighting is next to none.
    private var next: [UInt32] = []
    private var firstOfRow: [UInt32] = []
    private var lastOfRow: [UInt32] = []

    var count: Int { sequences.count }

    mutating func append(_ record: SightingRecord, row: Int) {
        let index = UInt32(count)
        let sighting = record.sighting
        sequences.append(record.sequence)
        receivedAt.append(sighting.receivedAt.milliseconds)
        channels.append(sighting.channel)
        let (source, event) = (sources.id(of: sighting.source), events.id(of: sighting.event))
        sources.ids.append(source)
        events.ids.append(event)
        signed.append(sighting.isSigned)
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

    func summaries(of row: Int) -> [SightingSummary] {
        var summaries: [SightingSummary] = []
        var index = firstOfRow[row]
        repeat {
            let place = Int(index)
            summaries.append(
                SightingSummary(
                    sequence: sequences[place],
                    receivedAt: Timestamp(milliseconds: receivedAt[place]),
                    channel: channels[place],
                    source: sources.name(at: place),
                    event: events.name(at: place) ?? "",
                    isSigned: signed[place]
                )
            )
            index = next[place]
        } while index != 0
        return summaries
    }

    func row(ofSequence sequence: UInt64) -> Int? {
        let place = firstPlace(notBelow: sequence)
        return place < count && sequences[place] == sequence ? Int(rows[place]) : nil
    }

    /// The rows of the sightings whose numbers are in a range; a row may come several times.
    func rows(ofSequences numbers: ClosedRange<UInt64>) -> some Sequence<Int> {
        let start = firstPlace(notBelow: numbers.lowerBound)
        let end = numbers.upperBound == .max ? count : firstPlace(notBelow: numbers.upperBound + 1)
        return rows[start..<max(start, end)].lazy.map { Int($0) }
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
