public import Bookings

extension BookingRow {
    /// Makes the row of a booking, merged from all its sightings.
    ///
    /// - Parameters:
    ///   - ledger: where the booking is.
    ///   - row: one of its rows.
    public init(_ ledger: BookingLedger, row: Int) {
        let sightings = ledger.sightings(of: row)
        self.init(
            sequence: sightings.last?.sequence ?? 0,
            receivedAt: ledger.receivedAt(row),
            channels: Channel.allCases.filter { channel in sightings.contains { $0.channel == channel } },
            source: ledger.text(.source, at: row),
            event: sightings.last?.event ?? "",
            booking: ledger.booking(at: row)
        )
    }
}
