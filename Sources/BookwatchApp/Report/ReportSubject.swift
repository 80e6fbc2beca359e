import Bookings
import Ledger

/// A report with what it is about.
struct ReportSubject {
    var title = "Bookings"
    var report: BookingReport
    var zone: ZoneRules
    /// What the logs are called, without their folders.
    var logs: [String]
    /// What was asked for; nil for all bookings.
    var filter: String?
    var from: Timestamp?
    var to: Timestamp?
    /// The records that were read.
    var records: Int
    /// What is wrong with the logs, a line each.
    var faults: [String]
}
