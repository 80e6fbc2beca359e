public import Bookings

/// A booking that a viewer marked, without what its customer is known by.
public struct MarkedBooking: Equatable, Sendable {
    /// Its id, `BKNG-…`; nil where it has none.
    public let id: String?
    /// The number of its last sighting in the log.
    public let sequence: UInt64
    /// When it was first received.
    public let receivedAt: Timestamp
    /// When the meeting starts.
    public let startsAt: Timestamp?
    /// Whether that is one of several readings.
    public let startIsUncertain: Bool
    /// Its status as it came.
    public let status: String?
    /// The name of its event type, else its id.
    public let eventType: String?
    /// Whom the customer meets.
    public let host: String?

    init(_ ledger: BookingLedger, row: Int) {
        id = ledger.text(.id, at: row)
        sequence = ledger.lastSequence(of: row)
        receivedAt = ledger.receivedAt(row)
        startsAt = ledger.startsAt(row)
        startIsUncertain = ledger.startIsUncertain(row)
        status = ledger.text(.status, at: row)
        eventType = ledger.text(.eventType, at: row)
        host = ledger.text(.host, at: row)
    }
}
