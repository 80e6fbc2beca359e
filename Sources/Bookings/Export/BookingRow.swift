/// One row of what is exported: a sighting as it arrived, or a booking as all its sightings tell it.
public struct BookingRow: Equatable, Sendable {
    /// The place in the log: of the sighting, or of the booking's last one.
    public var sequence: UInt64
    /// When it was received; a booking, when it was first received.
    public var receivedAt: Timestamp
    /// How it came; a booking may have come in several ways.
    public var channels: [Channel]
    /// The source that it came from; nil for none.
    public var source: String?
    /// What happened, or happened last.
    public var event: String
    /// What is known of the booking.
    public var booking: Booking

    /// Makes a row from its parts.
    public init(
        sequence: UInt64,
        receivedAt: Timestamp,
        channels: [Channel],
        source: String?,
        event: String,
        booking: Booking
    ) {
        self.sequence = sequence
        self.receivedAt = receivedAt
        self.channels = channels
        self.source = source
        self.event = event
        self.booking = booking
    }

    /// Makes the row of one sighting.
    public init(_ record: SightingRecord) {
        let sighting = record.sighting
        self.init(
            sequence: record.sequence,
            receivedAt: sighting.receivedAt,
            channels: [sighting.channel],
            source: sighting.source,
            event: sighting.event,
            booking: sighting.booking
        )
    }
}
