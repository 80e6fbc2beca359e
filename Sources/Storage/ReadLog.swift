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
        let file = try OpenFile(path: path, flags: 0)
        var reader = LogReader(file: file, onRead: onRead)
        while let line = try reader.next() {
            guard let number = report.add(line), case .record(let decoded) = line.content else { continue }
            ledger.apply(decoded.record.numbered(number))
        }
        try report.checkIsLog(file)
    }
}
