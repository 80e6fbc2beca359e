import Bookings
public import Ledger

/// A log that was read once, from beginning to end, and never written to: its bookings, merged as the dashboard shows them.
public struct ReadLog: Sendable {
    /// The bookings.
    public private(set) var ledger = BookingLedger()
    /// What was found on the way.
    public private(set) var report = RecoveryReport()

    /// Reads a log; O(n) in its records, of which the payloads do not stay in memory.
    public init(path: String, onRead: LogProgress.Observer? = nil) throws(LogError) {
        let log = try LogSegments(path: path)
        report = RecoveryReport(of: log)
        try LogScan(log, onRead: onRead).lines { (line, fields) throws(LogError) in
            if let number = report.add(line, sequence: fields.sequence) {
                ledger.apply(line, fields, numbered: number)
            }
            return true
        }
        try report.checkIsLog(log)
    }
}

extension BookingLedger {
    /// Takes in a record under the number that it goes by.
    mutating func apply(_ line: LogScan.Line, _ fields: borrowing SightingFields, numbered number: UInt64) {
        switch line.content {
        case .sighting: apply(fields, numbered: number)
        case .record(let decoded): apply(decoded.record.numbered(number))
        case .bad, .torn, .blank, .tooLong: break
        }
    }
}
