import Bookings

/// Writes a clean copy of a log beside it; the log itself is only read.
///
/// Every record stays, in its place: byte for byte where its number and its checksum are right. All numbers count without gaps from
/// that of the first record, since a gap is what a lost record looks like. Lines that are no records, blank ones and a torn tail stay out.
public struct LogRepair: Sendable {
    /// What was found in the log.
    public private(set) var found = RecoveryReport()
    /// The records of the copy.
    public private(set) var records = 0
    /// How many of them have another number than in the log.
    public private(set) var renumberedCount = 0
    /// How many of them have a new checksum although the old one disagreed, or was missing where those before had one.
    public private(set) var resealedCount = 0
    /// Annotations that stayed out, as the record that they are of is not in the log: the first twenty lines.
    public private(set) var orphanLines: [Int] = []
    /// How many annotations stayed out.
    public private(set) var orphanCount = 0

    private static let listLimit = 20
    /// The number of the first record; not 1 where older segments were removed.
    private var first: UInt64 = 1
    private var numbering = Numbering()
    private var numbers = NewNumbers()
    private var hasChecksums = false

    /// Where the copy of a log goes if nobody says otherwise: `bookings.repaired.jsonl` beside it, and plain.
    public static func standardOutput(for log: String) -> String {
        let plain = log.hasSuffix(SegmentName.compressedEnding) ? String(log.dropLast(3)) : log
        let stem = plain.hasSuffix(".jsonl") ? String(plain.dropLast(".jsonl".count)) : plain
        return stem + ".repaired.jsonl"
    }

    /// Writes the copy, all segments in one file, to a path at which there is nothing yet; it is there when it is whole and on the disk, or not at all.
    ///
    /// Memory is bounded but for the places where numbers jump.
    public init(
        of path: String,
        to output: String,
        onRead: LogProgress.Observer? = nil
    ) throws(LogError) {
        let target = try NewFile(output)
        found = try RecoveryReport.verify(path: path)
        try copy(path, to: target, onRead)
        try target.finish()
    }

    private mutating func copy(_ path: String, to target: NewFile, _ onRead: LogProgress.Observer?) throws(LogError) {
        let log = try LogSegments(path: path)
        var reader = LogReader(log, onRead: onRead)
        var pending: [UInt8] = []
        while let line = try reader.next() {
            guard case .record(let decoded) = line.content else { continue }
            let bytes = try log.read(at: line.offset, count: line.length)
            guard let kept = take(decoded, bytes, in: line.number) else { continue }
            pending += kept
            pending.append(0x0A)
            guard pending.count >= 1 << 18 else { continue }
            try target.write(pending)
            pending.removeAll(keepingCapacity: true)
        }
        try target.write(pending)
    }

    /// The line as the copy has it; nil for an annotation of a record that is not there.
    private mutating func take(_ line: DecodedLine, _ bytes: [UInt8], in number: Int) -> [UInt8]? {
        // What an annotation is of goes by the numbers that readers give, as they count a record that bears a wild one.
        let bearing = numbering.number(bearing: line.record.sequence)
        var of: UInt64?
        if case .annotation(let annotation) = line.record.numbered(bearing) {
            guard let new = numbers[annotation.annotation.of] else {
                orphanCount += 1
                if orphanLines.count < LogRepair.listLimit { orphanLines.append(number) }
                return nil
            }
            of = new
        }
        if records == 0 { first = bearing }
        let sequence = first + UInt64(records)
        records += 1
        numbers.add(bearing, as: sequence)
        let isChanged = line.checksum == .bad || line.checksum == .absent && hasChecksums
        if line.checksum != .absent { hasChecksums = true }
        if isChanged { resealedCount += 1 }
        if line.record.sequence != sequence { renumberedCount += 1 }
        let isMoved = line.record.sequence != sequence || of != line.of
        guard isMoved || isChanged else { return bytes }
        let seal: LineEdit.Seal = line.checksum == .absent && !isChanged ? .none : .renewed
        return LineEdit.numbered(bytes, line.record, sequence, of: of, seal)
    }
}

extension DecodedLine {
    /// The number of the record that an annotation is of, as the line has it.
    fileprivate var of: UInt64? {
        guard case .annotation(let annotation) = record else { return nil }
        return annotation.annotation.of
    }
}
