import Bookings
import Ledger

/// A log that was opened for writing: read to its end, which was mended.
struct OpenedLog {
    var writer: LogWriter
    var shared: BookingStore.Shared
    var repeats = RepeatIndex()
    var report = RecoveryReport()
    private let segments: LogSegments
    /// The segment that is read, and where it ends.
    private var segment = 0
    private var segmentEnd: Int

    init(_ configuration: BookingStore.Configuration, keeper: LogKeeper, onRead: LogProgress.Observer? = nil)
        throws(LogError)
    {
        let writer = try LogWriter(
            path: configuration.path,
            policy: configuration.policy,
            calls: configuration.calls,
            keeper: keeper
        )
        try self.init(writer, onRead: onRead)
    }

    /// Reads a log that is locked and open.
    init(_ locked: LogWriter, onRead: LogProgress.Observer? = nil) throws(LogError) {
        writer = locked
        segments = writer.segments
        segmentEnd = segments.segments.first?.end ?? .max
        shared = BookingStore.Shared(segments: segments)
        report = RecoveryReport(of: segments)
        report.wasOpenToOthers = writer.wasOpenToOthers
        try LogScan(segments, onRead: onRead).lines { (line, fields) throws(LogError) in
            try add(line, fields)
            return true
        }
        try report.checkIsLog(segments)
        if let offset = report.tornOffset { report.tornMovedTo = try writer.moveTail(from: offset) }
        try writer.begin()
        shared.segments = writer.segments
    }

    private mutating func add(_ line: LogScan.Line, _ fields: borrowing SightingFields) throws(LogError) {
        guard let number = report.add(line, sequence: fields.sequence) else { return }
        if shared.index.last == 0 {
            shared.firstChecksum = LogIdentity.of(try segments.read(at: line.offset, count: line.length))
        }
        var isRenumbered = false
        var received = fields.receivedAt
        switch line.content {
        case .record(let decoded):
            isRenumbered = decoded.record.sequence != number
            received = decoded.record.receivedAt
            if case .erased = decoded.record { shared.erasedCount += 1 }
        default:
            isRenumbered = fields.sequence != number
        }
        while line.offset >= segmentEnd {
            segment += 1
            segmentEnd = segments.segments[segment].end
        }
        writer.note(number, received: received.milliseconds, inSegment: segment)
        shared.index.append(sequence: number, offset: line.offset, length: line.length, isRenumbered: isRenumbered)
        shared.ledger.apply(line, fields, numbered: number)
        repeats.add(line.keys, sequence: number)
    }
}
