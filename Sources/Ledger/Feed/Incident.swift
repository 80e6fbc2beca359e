public import Bookings

/// Something at an endpoint that its owner should know of and that is no booking: a refused origin, a bad signature, a script
/// that could not deliver.
public struct Incident: Equatable, Sendable {
    /// What can happen; the raw value is its name on the wire.
    public enum Kind: String, CaseIterable, Sendable {
        /// A page whose origin is not listed sent something.
        case unknownOrigin = "unknown-origin"
        /// The token of a source was missing or wrong.
        case badToken = "bad-token"
        /// Only declared sources are taken, and this one is not, or none was named.
        case undeclaredSource = "undeclared-source"
        /// A webhook's signature was missing or made with another secret.
        case badSignature = "bad-signature"
        /// A webhook's signature was good but older, or further ahead, than the tolerance.
        case staleSignature = "stale-signature"
        /// A webhook told of something that is not a booking.
        case unknownEvent = "unknown-event"
        /// A payload could not be read, or is not a booking.
        case rejected = "rejected"
        /// A redirect's URL was cut off on the way; what it still told was kept.
        case cutOff = "cut-off"
        /// The log could not be written.
        case notStored = "not-stored"
        /// The log cannot be written; nothing is taken until it can.
        case logFailing = "log-failing"
        /// The log can be written again.
        case logWritable = "log-writable"
        /// Somebody else changed the log's file, or a segment of the log needs a look; the detail says which.
        case logChanged = "log-changed"
        /// The owner's thank-you page can no longer be used as it was changed; the last good one is shown.
        case unusablePage = "unusable-page"
        /// The script in a page could not do its work; the detail says what.
        case script = "script"
    }

    /// Counts from 1 as long as the endpoint runs; an incident that happens again keeps its number.
    public var number: UInt64
    /// What happened.
    public var kind: Kind
    /// When it happened last.
    public var at: Timestamp
    /// How often it happened.
    public var count: Int
    /// The source that was named; text from outside.
    public var source: String?
    /// What more is known, without personal data; text from outside.
    public var detail: String?

    /// Makes an incident.
    public init(number: UInt64, kind: Kind, at: Timestamp, count: Int = 1, source: String? = nil, detail: String? = nil)
    {
        self.number = number
        self.kind = kind
        self.at = at
        self.count = count
        self.source = source
        self.detail = detail
    }
}
