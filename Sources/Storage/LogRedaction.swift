public import Bookings

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Writes a log again with stand-ins for personal data; the log itself is only read.
///
/// Records are numbered without gaps from the number of the first and have checksums, whatever those of the log were; what is no
/// record is left out. Memory holds the table of people, and no more than a line of the log.
public struct LogRedaction: Sendable {
    /// The records that were written.
    public private(set) var records = 0
    /// The lines that are no records, and the annotations of records that are not there.
    public private(set) var leftOut = 0
    /// How many people there are.
    public var people: Int { redactor.personCount }

    private var redactor: Redactor
    private var numbering = Numbering()
    private var numbers = NewNumbers()
    private var first: UInt64 = 1

    private static let chunk = 1 << 18

    private init(_ redactor: Redactor) {
        self.redactor = redactor
    }

    /// Writes a log, all segments one after the other.
    public static func write(
        log path: String,
        _ redactor: Redactor,
        to output: ([UInt8]) throws -> Void,
        onRead: LogProgress.Observer? = nil
    ) throws -> LogRedaction {
        var redaction = LogRedaction(redactor)
        let log = try LogSegments(path: path)
        var report = RecoveryReport(of: log)
        var reader = LogReader(log, onRead: onRead)
        var lines: [UInt8] = []
        while let line = try reader.next() {
            report.add(line)
            switch line.content {
            case .record(let decoded): redaction.add(decoded.record, to: &lines)
            case .blank: continue
            case .bad, .torn, .tooLong: redaction.leftOut += 1
            }
            try redaction.flush(&lines, to: output)
        }
        try report.checkIsLog(log)
        try output(lines)
        return redaction
    }

    /// Writes what comes from a stream, line by line; closes the descriptor.
    public static func write(
        stream descriptor: Int32,
        _ redactor: Redactor,
        to output: ([UInt8]) throws -> Void
    ) throws -> LogRedaction {
        defer { close(descriptor) }
        var redaction = LogRedaction(redactor)
        var stream = StreamLines()
        var lines: [UInt8] = []
        while true {
            let bytes = try SpooledInput.read(descriptor, "standard input")
            for line in bytes.isEmpty ? stream.finish() : stream.take(bytes) {
                if let text = line.bytes, text.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
                if let record = line.bytes.flatMap({ try? DecodedLine($0) })?.record {
                    redaction.add(record, to: &lines)
                } else {
                    redaction.leftOut += 1
                }
                try redaction.flush(&lines, to: output)
            }
            guard bytes.isEmpty else { continue }
            try output(lines)
            return redaction
        }
    }

    private func flush(_ lines: inout [UInt8], to output: ([UInt8]) throws -> Void) throws {
        guard lines.count >= LogRedaction.chunk else { return }
        try output(lines)
        lines.removeAll(keepingCapacity: true)
    }

    private mutating func add(_ record: LogRecord, to lines: inout [UInt8]) {
        let bearing = numbering.number(bearing: record.sequence)
        if records == 0 { first = bearing }
        let sequence = first + UInt64(records)
        // What an annotation is of goes by the numbers that readers give.
        var redacted = redactor.redact(record.numbered(bearing))
        switch redacted {
        case .annotation(var annotation):
            guard let of = numbers[annotation.annotation.of] else {
                leftOut += 1
                return
            }
            (annotation.sequence, annotation.annotation.of) = (sequence, of)
            redacted = .annotation(annotation)
        case .sighting, .erased: redacted = redacted.numbered(sequence)
        }
        records += 1
        numbers.add(bearing, as: sequence)
        redacted.encode(into: &lines)
        lines.append(LogWriter.newline)
    }
}
