/// One arrival of a booking over one channel; several sightings make up one booking.
public struct Sighting: Equatable, Sendable {
    /// When the endpoint received it.
    public var receivedAt: Timestamp
    /// How it came.
    public var channel: Channel
    /// The source named by the URL or the script, declared in the configuration or not.
    public var source: String?
    /// What happened: `booking.scheduled` for redirects and embeds, the event's type for webhooks.
    public var event: String
    /// What tells this event from others, however often it is sent: a webhook's id (`EVNT-…`), the key that a script gave.
    public var eventID: String?
    /// When it happened, as a webhook event says itself; events do not arrive in the order in which they happened.
    public var occurredAt: Timestamp?
    /// Whether a webhook's signature was checked and found good.
    public var isSigned: Bool
    /// Whether that signature was older, or further ahead, than the tolerance.
    public var isStale: Bool
    /// What it tells of the booking.
    public var booking: Booking
    /// The fields of `booking` that came from the source's labels and not from the payload.
    public var labelled: LabelledFields
    /// What arrived, whole.
    public var raw: RawPayload

    /// Makes a sighting of a booking.
    public init(
        receivedAt: Timestamp,
        channel: Channel,
        source: String? = nil,
        event: String = "booking.scheduled",
        eventID: String? = nil,
        occurredAt: Timestamp? = nil,
        isSigned: Bool = false,
        isStale: Bool = false,
        booking: Booking,
        labelled: LabelledFields = [],
        raw: RawPayload
    ) {
        self.receivedAt = receivedAt
        self.channel = channel
        self.source = source
        self.event = event
        self.eventID = eventID
        self.occurredAt = occurredAt
        self.isSigned = isSigned
        self.isStale = isStale
        self.booking = booking
        self.labelled = labelled
        self.raw = raw
    }
}

/// What arrived, kept so that nothing is lost, even what was not understood.
public enum RawPayload: Equatable, Sendable {
    /// The query of a redirect, as it stood between `?` and `#`.
    case query(String)
    /// A JSON value in UTF-8 as it came, but without white space between its tokens, and with escapes for characters that
    /// could harm a terminal.
    case json([UInt8])
}
