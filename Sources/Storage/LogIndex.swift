import Ledger

/// Where each record stands in the log.
struct LogIndex: Sendable {
    /// One record's place.
    struct Place {
        var sequence: UInt64
        var range: Range<Int>
        /// Whether it goes by another number than its line says.
        var isRenumbered: Bool
    }

    private var sequences = PackedColumn(stride: 1)
    /// The number of the newest record ever; it stays where records are lost, so that no number is given twice.
    private(set) var last: UInt64 = 0
    /// The number of the last record whose segment was removed.
    private var removed: UInt64 = 0
    private var offsets = PackedColumn()
    private var lengths = PackedColumn()
    /// The records that go by another number than their line says.
    private var renumbered: Set<UInt64> = []

    mutating func append(sequence: UInt64, offset: Int, length: Int, isRenumbered: Bool = false) {
        last = sequence
        sequences.append(Int64(bitPattern: sequence))
        offsets.append(Int64(offset))
        lengths.append(Int64(length))
        if isRenumbered { renumbered.insert(sequence) }
    }

    /// Takes over what became of the records of a file that was mended; returns how many are lost.
    mutating func mend(_ mending: LogMending) -> Int {
        guard mending.keptEnd < .max else { return 0 }
        var kept = sequences.count
        while kept > 0, range(kept - 1).upperBound > mending.keptEnd { kept -= 1 }
        var moved: [(sequence: UInt64, range: Range<Int>)] = []
        var lost = 0
        for index in kept..<sequences.count {
            if range(index).lowerBound >= mending.movedStart {
                moved.append((sequence(index), range(index)))
            } else {
                renumbered.remove(sequence(index))
                lost += 1
            }
        }
        sequences.removeLast(from: kept)
        offsets.removeLast(from: kept)
        lengths.removeLast(from: kept)
        for place in moved {
            sequences.append(Int64(bitPattern: place.sequence))
            offsets.append(Int64(place.range.lowerBound + mending.shift))
            lengths.append(Int64(place.range.count))
        }
        return lost
    }

    /// Forgets the records up to an offset, whose segment was removed; returns how many.
    mutating func remove(before offset: Int) -> Int {
        let (before, index) = (firstIndex(after: 0), firstIndex(from: offset))
        if index > before { removed = sequence(index - 1) }
        return index - before
    }

    /// The place in the index of the first record from an offset on; O(log n).
    private func firstIndex(from offset: Int) -> Int {
        var (low, high) = (firstIndex(after: 0), sequences.count)
        while low < high {
            let middle = (low + high) / 2
            if range(middle).lowerBound < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The number of the first record from an offset on; nil for none.
    func firstSequence(from offset: Int) -> UInt64? {
        let index = firstIndex(from: offset)
        return index < sequences.count ? sequence(index) : nil
    }

    /// The number of records from an offset on.
    func count(from offset: Int) -> Int { sequences.count - firstIndex(from: offset) }

    /// The place in the index of the first record after a sequence number; O(log n).
    func firstIndex(after sequence: UInt64) -> Int {
        let sequence = max(sequence, removed)
        return sequence >= UInt64(Int64.max) ? sequences.count : sequences.firstRow(notBelow: Int64(sequence) + 1)
    }

    /// The number of records ever, those of removed segments among them; also the place behind the last.
    var count: Int { sequences.count }

    /// The number of the record at a place in the index.
    func number(_ index: Int) -> UInt64 { sequence(index) }

    private func sequence(_ index: Int) -> UInt64 { UInt64(bitPattern: sequences[index]) }

    /// The bytes of the log where a record stands.
    func range(_ index: Int) -> Range<Int> {
        let start = Int(offsets[index])
        return start..<start + Int(lengths[index])
    }

    /// Where the records after a sequence number stand; as many as fit into so many bytes, but one if there is one.
    func places(after sequence: UInt64, maximumBytes: Int) -> [Place] {
        var places: [Place] = []
        for index in firstIndex(after: sequence)..<sequences.count {
            let range = range(index)
            if let first = places.first, range.upperBound - first.range.lowerBound > maximumBytes { break }
            let isRenumbered = renumbered.contains(self.sequence(index))
            places.append(Place(sequence: self.sequence(index), range: range, isRenumbered: isRenumbered))
        }
        return places
    }

    /// The place of a record in the index.
    func index(of sequence: UInt64) -> Int? {
        let index = sequence > removed ? firstIndex(after: sequence) - 1 : -1
        return index >= 0 && self.sequence(index) == sequence ? index : nil
    }
}

/// Whole lines of the log, as they stand there.
public struct LineBatch: Sendable {
    /// The lines, in order, without their ends; the line of a record that goes by another number than it bears is given with
    /// the number that it goes by.
    public var lines: [(sequence: UInt64, bytes: ArraySlice<UInt8>)] = []
}
