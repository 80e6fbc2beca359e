import Bookings
import Ledger

/// A log that was opened for writing: read to its end, which was mended.
struct OpenedLog {
    var writer: LogWriter
    var shared: BookingStore.Shared
    var repeats = RepeatIndex()
    var report = RecoveryReport()

    init(path: String, calls: SystemCalls) throws(LogError) {
        writer = try LogWriter(path: path, calls: calls)
        shared = BookingStore.Shared(file: writer.file)
        report.wasOpenToOthers = writer.wasOpenToOthers
        var reader = LogReader(file: writer.file)
        while let line = try reader.next() {
            if let number = report.add(line), case .record(let decoded) = line.content {
                try add(decoded.record, number, line)
            }
        }
        try report.checkIsLog(writer.file)
        if let offset = report.tornOffset { report.tornMovedTo = try writer.moveTail(from: offset) }
        try writer.endLastLine()
    }

    private mutating func add(_ record: LogRecord, _ number: UInt64, _ line: LogReader.Line) throws(LogError) {
        if shared.index.last == 0 {
            shared.identity = LogIdentity.of(try writer.file.read(at: line.offset, count: line.length))
        }
        let isRenumbered = record.sequence != number
        let record = record.numbered(number)
        shared.index.append(sequence: number, offset: line.offset, length: line.length, isRenumbered: isRenumbered)
        shared.ledger.apply(record)
        guard case .sighting(let record) = record else { return }
        for key in RepeatIndex.keys(of: record.sighting) { repeats.add(key, sequence: number) }
    }
}
