import Bookings
import Ledger

/// A log that was opened for writing: read to its end, which was mended.
struct OpenedLog {
    var writer: LogWriter
    var shared: BookingStore.Shared
    var repeats = RepeatIndex()
    var report = RecoveryReport()

    init(path: String, calls: SystemCalls, onRead: LogProgress.Observer? = nil) throws(LogError) {
        writer = try LogWriter(path: path, calls: calls)
        shared = BookingStore.Shared(file: writer.file)
        report.wasOpenToOthers = writer.wasOpenToOthers
        try LogScan(writer.file, onRead: onRead).lines { (line, fields) throws(LogError) in
            try add(line, fields)
            return true
        }
        try report.checkIsLog(writer.file)
        if let offset = report.tornOffset { report.tornMovedTo = try writer.moveTail(from: offset) }
        try writer.endLastLine()
    }

    private mutating func add(_ line: LogScan.Line, _ fields: SightingFields) throws(LogError) {
        guard let number = report.add(line, sequence: fields.sequence) else { return }
        if shared.index.last == 0 {
            shared.identity = LogIdentity.of(try writer.file.read(at: line.offset, count: line.length))
        }
        var isRenumbered = false
        var keys = line.repeatKeys
        switch line.content {
        case .record(let decoded):
            isRenumbered = decoded.record.sequence != number
            if case .sighting(let record) = decoded.record { keys = RepeatKeys(of: record.sighting) }
        default:
            isRenumbered = fields.sequence != number
        }
        shared.index.append(sequence: number, offset: line.offset, length: line.length, isRenumbered: isRenumbered)
        shared.ledger.apply(line, fields, numbered: number)
        repeats.add(keys, sequence: number)
    }
}
