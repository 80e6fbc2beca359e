/// Where each record stands in the log's file.
struct LogIndex: Sendable {
    private(set) var sequences: [UInt64] = []
    private var offsets: [UInt64] = []
    private var lengths: [UInt32] = []
    /// The records that go by another number than their line says.
    private var renumbered: Set<UInt64> = []

    var last: UInt64 { sequences.last ?? 0 }

    mutating func append(sequence: UInt64, offset: Int, length: Int, isRenumbered: Bool = false) {
        sequences.append(sequence)
        offsets.append(UInt64(offset))
        lengths.append(UInt32(length))
        if isRenumbered { renumbered.insert(sequence) }
    }

    /// Forgets the records that do not end before an offset; returns how many.
    mutating func cut(at offset: Int) -> Int {
        var kept = sequences.count
        while kept > 0, range(kept - 1).upperBound > offset { kept -= 1 }
        let lost = sequences.count - kept
        for sequence in sequences[kept...] { renumbered.remove(sequence) }
        sequences.removeLast(lost)
        offsets.removeLast(lost)
        lengths.removeLast(lost)
        return lost
    }

    /// The place in the index of the first record after a sequence number; O(log n).
    func firstIndex(after sequence: UInt64) -> Int {
        var low = 0
        var high = sequences.count
        while low < high {
            let middle = (low + high) / 2
            if sequences[middle] <= sequence { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The bytes of the file where a record stands.
    func range(_ index: Int) -> Range<Int> {
        let start = Int(offsets[index])
        return start..<start + Int(lengths[index])
    }

    /// Whether a record goes by another number than its line says.
    func isRenumbered(_ index: Int) -> Bool { renumbered.contains(sequences[index]) }

    /// The place of a record in the index.
    func index(of sequence: UInt64) -> Int? {
        let index = firstIndex(after: sequence) - 1
        return index >= 0 && sequences[index] == sequence ? index : nil
    }
}

/// Whole lines of the log, as they stand there.
public struct LineBatch: Sendable {
    /// The lines, in order, without their ends; the line of a record that goes by another number than it bears is given with
    /// the number that it goes by.
    public var lines: [(sequence: UInt64, bytes: ArraySlice<UInt8>)] = []
}
