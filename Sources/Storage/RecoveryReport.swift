import Bookings

/// What was found when a log was opened or checked.
public struct RecoveryReport: Equatable, Sendable {
    /// The records that were read.
    public var records = 0
    /// The lines that are not records: the first twenty, with their reasons.
    public var badLines: [BadLine] = []
    /// The number of lines that are not records.
    public var badLineCount = 0
    /// Records whose checksum disagrees, by line: the first twenty.
    public var changedLines: [Int] = []
    /// The number of records whose checksum disagrees.
    public var changedCount = 0
    /// The number of records without a checksum.
    public var uncheckedCount = 0
    /// The number of sequence numbers that are missing between records.
    public var gapCount = 0
    /// The number of records whose sequence number is not above the one before.
    public var disorderCount = 0
    /// The length of a torn last line, in bytes; 0 for none.
    public var tornBytes = 0
    /// Where a torn last line was moved to; nil where nothing was moved.
    public var tornMovedTo: String?

    /// A line that is not a record.
    public struct BadLine: Equatable, Sendable {
        /// Counts from 1.
        public var number: Int
        /// Why.
        public var reason: String
    }

    /// Whether nothing is wrong.
    public var isSound: Bool {
        badLineCount == 0 && changedCount == 0 && gapCount == 0 && disorderCount == 0 && tornBytes == 0
    }

    /// Lists longer than this help nobody.
    private static let listLimit = 20
    private var lastSequence: UInt64 = 0

    /// Makes a report of an empty log.
    public init() {}

    /// Counts a line.
    mutating func add(_ line: LogReader.Line) {
        switch line.content {
        case .blank: break
        case .torn: tornBytes = line.length
        case .tooLong: addBad(line.number, "longer than any record")
        case .bad(.malformedJSON(let error)): addBad(line.number, error.reason.rawValue)
        case .bad(.notARecord(let key)): addBad(line.number, "“\(key)” is missing or wrong")
        case .record(let decoded):
            records += 1
            if decoded.checksum == .absent { uncheckedCount += 1 }
            if decoded.checksum == .bad {
                changedCount += 1
                if changedLines.count < RecoveryReport.listLimit { changedLines.append(line.number) }
            }
            let sequence = decoded.record.sequence
            if sequence <= lastSequence {
                disorderCount += 1
            } else {
                let (sum, overflows) = gapCount.addingReportingOverflow(Int(clamping: sequence - lastSequence - 1))
                gapCount = overflows ? .max : sum
                lastSequence = sequence
            }
        }
    }

    private mutating func addBad(_ number: Int, _ reason: String) {
        badLineCount += 1
        if badLines.count < RecoveryReport.listLimit { badLines.append(BadLine(number: number, reason: reason)) }
    }

    /// Reads a whole log and tells what is wrong with it; never writes.
    public static func verify(path: String) throws(LogError) -> RecoveryReport {
        var reader = try LogReader(path: path)
        var report = RecoveryReport()
        while let line = try reader.next() { report.add(line) }
        return report
    }
}
