/// Bytes that may hold a booking, with what is known of how they came.
public struct Payload: Sendable {
    /// The channel, or nil to recognise it by its content (embed and webhook bodies tell themselves apart).
    public var channel: Channel?
    /// The source named by the URL or the script.
    public var source: String?
    /// The page link that the embed script found (`data-so-page`); fills the booking page of an embed.
    public var page: String?
    /// What the sender calls this confirmation, the same each time it sends it (`Idempotency-Key`); nil where it has no name.
    public var idempotencyKey: String?
    /// Whether a webhook's signature was checked and found good.
    public var isSigned: Bool
    /// Whether that signature was older, or further ahead, than the tolerance.
    public var isStale: Bool
    /// When it was received.
    public var receivedAt: Timestamp
    /// What was received.
    public var content: Content

    /// The two shapes of a payload.
    public enum Content: Sendable {
        /// A URL, or its query alone (what stands between `?` and `#`), as bytes, still percent-encoded.
        case query([UInt8])
        /// A JSON text.
        case json([UInt8])
    }

    /// Makes a payload.
    public init(
        _ content: Content,
        channel: Channel? = nil,
        source: String? = nil,
        page: String? = nil,
        idempotencyKey: String? = nil,
        isSigned: Bool = false,
        isStale: Bool = false,
        receivedAt: Timestamp
    ) {
        self.content = content
        self.channel = channel
        self.source = source
        self.page = page
        self.idempotencyKey = idempotencyKey
        self.isSigned = isSigned
        self.isStale = isStale
        self.receivedAt = receivedAt
    }
}

/// How `meetingTime` of a booking pages redirect is read (contract.md section 1.2, "The meetingTime conflict").
public enum MeetingTimeReading: String, Sendable, CaseIterable {
    /// As wall time in the page's zone: `utcOffset` is subtracted. What OnceHub's developer pages say.
    case page
    /// As UTC. What OnceHub's help centre says.
    case utc
}
