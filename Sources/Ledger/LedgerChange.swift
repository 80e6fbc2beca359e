public import Bookings

/// What a sighting did to the ledger.
public struct LedgerChange: Equatable, Sendable {
    /// The row that was added or changed.
    public var row: Int
    /// What happened to it.
    public var kind: Kind
    /// The row of another booking that changed with it: the one whose place the row's booking took.
    public var alsoChanged: Int?

    /// The kinds of change.
    public enum Kind: Sendable {
        /// A booking not seen before.
        case added
        /// Another sighting of a known booking that changed what is known of it.
        case changed
        /// Another sighting that told nothing new.
        case repeated
    }

    /// Makes a change.
    public init(row: Int, kind: Kind, alsoChanged: Int? = nil) {
        self.row = row
        self.kind = kind
        self.alsoChanged = alsoChanged
    }
}

/// A sighting as the ledger remembers it; the rest is in the log.
public struct SightingSummary: Equatable, Sendable {
    /// Its place in the log.
    public var sequence: UInt64
    /// When it was received.
    public var receivedAt: Timestamp
    /// How it came.
    public var channel: Channel
    /// Its source.
    public var source: String?
    /// What happened.
    public var event: String
    /// Whether it is a webhook with a good signature.
    public var isSigned: Bool
    /// Whether that signature was older, or further ahead, than the tolerance.
    public var isStale: Bool
}
