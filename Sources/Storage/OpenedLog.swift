import Bookings
import Ledger

/// A log that was opened for writing: read to its end, which was mended.
struct OpenedLog {
    var writer: LogWriter
    var shared: BookingStore.Shared
    var repeats = RepeatIndex()
    var report = RecoveryReport()

    init(path: String) throws(LogError) {
        writer = try LogWriter(path: path)
        shared = BookingStore.Shared(file: writer.file)
        var reader = LogReader(file: writer.file)
        var tornOffset: Int?
        while let line = try reader.next() {
            report.add(line)
            switch line.content {
            case .torn: tornOffset = line.offset
            case .record(let decoded): try add(decoded.record, line)
            case .bad, .blank, .tooLong: break
            }
        }
        if let tornOffset { report.tornMovedTo = try writer.moveTail(from: tornOffset) }
        try writer.endLastLine()
    }

    private mutating func add(_ record: SightingRecord, _ line: LogReader.Line) throws(LogError) {
        // Numbers that do not grow come from a log put together by hand; the file keeps them, a number names one record only.
        guard record.sequence > shared.index.last else { return }
        if shared.index.last == 0 {
            let first = try writer.file.read(at: line.offset, count: line.length)
            shared.identity = BookingStore.identity(of: first)
        }
        shared.index.append(sequence: record.sequence, offset: line.offset, length: line.length)
        shared.ledger.apply(record)
        repeats.add(RepeatIndex.key(of: record.sighting), sequence: record.sequence)
    }
}

extension BookingStore {
    /// What tells one log from another: the checksum of its first line.
    static func identity(of line: [UInt8]) -> String {
        let checksum = line.withUnsafeBytes { CRC32C.checksum($0) }
        let digits = String(checksum, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
