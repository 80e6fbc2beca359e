import Bookings

/// What was found when a log was opened or checked.
public struct RecoveryReport: Equatable, Sendable {
    /// The number of the first record; above 1 where older segments were removed.
    public private(set) var first: UInt64?
    /// The records that were read.
    public var records = 0
    /// How many of them stand in the place of what was erased.
    public var erasedCount = 0
    /// The lines that are not records: the first twenty, with their reasons.
    public var badLines: [BadLine] = []
    /// The number of lines that are not records.
    public var badLineCount = 0
    /// Records whose checksum disagrees, or is missing where those before have one: the first twenty.
    public var changedLines: [Place] = []
    /// The number of records whose checksum disagrees, or is missing where those before have one.
    public var changedCount = 0
    /// The number of records at the beginning that have no checksum, as those made by hand or by another tool.
    public var uncheckedCount = 0
    /// The number of sequence numbers that are missing between records.
    public var gapCount = 0
    /// The number of records whose sequence number is not above the one before, or is wild; they go by the next number.
    public var disorderCount = 0
    /// The number of those whose number stood in the log before.
    public var duplicateCount = 0
    /// The length of a torn last line, in bytes; 0 for none.
    public var tornBytes = 0
    /// Where a torn last line starts in the log, in bytes.
    public var tornOffset: Int?
    /// Where a torn last line was moved to; nil where nothing was moved.
    public var tornMovedTo: String?
    /// Whether the last record is whole but lacks its newline.
    public var lacksLastNewline = false
    /// Whether others could read the file, until it was opened for writing.
    public var wasOpenToOthers = false

    /// A line that is not a record.
    public struct BadLine: Equatable, Sendable {
        /// Where it stands.
        public var place: Place
        /// Why.
        public var reason: String
    }

    /// Where a line stands.
    public struct Place: Equatable, Sendable {
        /// The file of the log, where it has several; nil for the only one.
        public var file: String?
        /// Counts from 1 in its file.
        public var line: Int
        /// Where it starts in the text of its file, in bytes.
        public var offset: Int
    }

    /// Whether nothing is wrong.
    public var isSound: Bool {
        badLineCount == 0 && changedCount == 0 && gapCount == 0 && disorderCount == 0 && tornBytes == 0
    }

    /// Lists longer than this help nobody.
    private static let listLimit = 20
    private var numbering = Numbering()
    private var hasChecksums = false
    private var places = LinePlaces()
    private var missing = MissingNumbers()

    /// Makes a report of an empty log.
    public init() {}

    /// Begins the report of a log.
    init(of log: LogSegments) {
        places = LinePlaces(of: log)
    }

    /// Counts a line.
    ///
    /// - Returns: for a record, the number that it goes by.
    @discardableResult
    mutating func add(_ line: LogReader.Line) -> UInt64? {
        let content: LogScan.Content =
            switch line.content {
            case .record(let decoded): .record(decoded)
            case .bad(let error): .bad(error)
            case .torn: .torn
            case .blank: .blank
            case .tooLong: .tooLong
            }
        return add(
            LogScan.Line(
                number: line.number,
                offset: line.offset,
                length: line.length,
                isEnded: line.isEnded,
                content: content
            ),
            sequence: 0
        )
    }

    /// Counts a line; the sequence number is that of a sighting whose checksum agrees.
    ///
    /// - Returns: for a record, the number that it goes by.
    mutating func add(_ line: LogScan.Line, sequence: UInt64) -> UInt64? {
        let place = places.place(line.number, at: line.offset)
        switch line.content {
        case .blank: break
        case .torn:
            tornBytes = line.length
            tornOffset = line.offset
        case .tooLong: addBad(place, "longer than any record")
        case .bad(.malformedJSON(let error)): addBad(place, error.reason.rawValue)
        case .bad(.notARecord(let key)): addBad(place, "“\(key)” is missing or wrong")
        case .record(let decoded):
            lacksLastNewline = !line.isEnded
            if case .erased = decoded.record { erasedCount += 1 }
            return add(decoded.record.sequence, decoded.checksum, at: place)
        case .sighting:
            lacksLastNewline = !line.isEnded
            return add(sequence, .good, at: place)
        }
        return nil
    }

    private mutating func add(_ sequence: UInt64, _ checksum: DecodedRecord.Checksum, at place: Place) -> UInt64 {
        records += 1
        if checksum == .absent, !hasChecksums {
            uncheckedCount += 1
        } else if checksum == .good {
            hasChecksums = true
        } else {
            // A single bit can take the name of the checksum's key.
            hasChecksums = true
            changedCount += 1
            if changedLines.count < RecoveryReport.listLimit { changedLines.append(place) }
        }
        let last = numbering.last
        let number = numbering.number(bearing: sequence)
        if number == sequence {
            if first != nil {
                let (sum, overflows) = gapCount.addingReportingOverflow(Int(clamping: number - last - 1))
                gapCount = overflows ? .max : sum
            }
            missing.add(after: last, before: number)
        } else {
            disorderCount += 1
            if sequence <= last, !missing.contains(sequence) { duplicateCount += 1 }
        }
        if first == nil { first = number }
        return number
    }

    private mutating func addBad(_ place: Place, _ reason: String) {
        badLineCount += 1
        if badLines.count < RecoveryReport.listLimit { badLines.append(BadLine(place: place, reason: reason)) }
    }

    /// Throws where a file holds something, but not one record.
    ///
    /// The beginning of a first record, which a crash left, is a log; so are zeros, which a power loss leaves.
    func checkIsLog(_ log: LogSegments) throws(LogError) {
        guard records == 0, badLineCount > 0 || tornBytes > 0 else { return }
        let gzip: [UInt8] = [0x1F, 0x8B]
        guard try log.read(at: log.start, count: gzip.count) != gzip else { throw .compressed(path: log.path) }
        let opening = Array("{\"v\":1,\"seq\":".utf8)
        let head = try log.read(at: tornOffset ?? 0, count: opening.count)
        let isBegun = opening.starts(with: head) || head.allSatisfy { $0 == 0 }
        guard badLineCount == 0, isBegun else { throw .notALog(path: log.path) }
    }

    /// Reads a whole log and tells what is wrong with it; never writes.
    public static func verify(
        path: String,
        onRead: LogProgress.Observer? = nil
    ) throws(LogError) -> RecoveryReport {
        let log = try LogSegments(path: path)
        var report = RecoveryReport(of: log)
        try LogScan(log, isStrict: true, onRead: onRead).lines { line, _ in
            _ = report.add(line, sequence: 0)
            return true
        }
        try report.checkIsLog(log)
        return report
    }
}
