import Bookings
import Ledger

/// One line of what `tail` and `export` print: a sighting as it arrived, or a booking as all its sightings tell it.
struct LineRow {
    /// The place in the log: of the sighting, or of the booking's last one.
    var sequence: UInt64
    /// When it was received; a booking, when it was first received.
    var receivedAt: Timestamp
    /// How it came; a booking may have come in several ways.
    var channels: [Channel]
    var source: String?
    /// What happened, or happened last.
    var event: String
    var booking: Booking

    init(_ record: SightingRecord) {
        let sighting = record.sighting
        sequence = record.sequence
        receivedAt = sighting.receivedAt
        channels = [sighting.channel]
        source = sighting.source
        event = sighting.event
        booking = sighting.booking
    }

    /// The booking in a row of a ledger.
    init(_ ledger: BookingLedger, row: Int) {
        let sightings = ledger.sightings(of: row)
        sequence = sightings.last?.sequence ?? 0
        receivedAt = ledger.receivedAt(row)
        channels = Channel.allCases.filter { channel in sightings.contains { $0.channel == channel } }
        source = ledger.text(.source, at: row)
        event = sightings.last?.event ?? ""
        booking = ledger.booking(at: row)
    }
}
