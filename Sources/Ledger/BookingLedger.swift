public import Bookings

/// The in-memory store: all bookings, in columns, in the order in which each was first seen.
///
/// A row number is the place of a booking in that order; it counts from 0, never changes, and stays with its booking.
public struct BookingLedger: Sendable {
    /// Makes an empty ledger.
    public init() {}

    /// The number of bookings.
    public var count: Int { fatalError("not built yet") }

    /// The number of sightings applied.
    public var sightingCount: Int { fatalError("not built yet") }

    /// The sequence number of the last sighting applied; 0 before the first.
    public var lastSequence: UInt64 { fatalError("not built yet") }

    /// Merges a sighting into its booking, or adds a booking.
    ///
    /// Sequence numbers must grow from call to call.
    @discardableResult
    public mutating func apply(_ record: SightingRecord) -> LedgerChange { fatalError("not built yet") }

    /// The merged booking in a row, without the details that only the log keeps (`Booking.details` holds the duration alone).
    public func booking(at row: Int) -> Booking { fatalError("not built yet") }

    /// One text column of a row; nil where the booking lacks it.
    public func text(_ column: TextColumn, at row: Int) -> String? { fatalError("not built yet") }

    /// When the meeting of a row starts.
    public func startsAt(_ row: Int) -> Timestamp? { fatalError("not built yet") }

    /// Whether the start of a row is one of several readings.
    public func startIsUncertain(_ row: Int) -> Bool { fatalError("not built yet") }

    /// When a row's booking was first received.
    public func receivedAt(_ row: Int) -> Timestamp { fatalError("not built yet") }

    /// When a row's booking was last changed by a sighting.
    public func changedAt(_ row: Int) -> Timestamp { fatalError("not built yet") }

    /// The product of a row.
    public func product(_ row: Int) -> Product { fatalError("not built yet") }

    /// The sightings of a row, first to last.
    public func sightings(of row: Int) -> [SightingSummary] { fatalError("not built yet") }

    /// The row that a sighting was merged into; O(1).
    public func row(ofSequence sequence: UInt64) -> Int? { fatalError("not built yet") }

    /// The rows that pass a filter; all rows without one.
    public func select(_ filter: Filter?, clock: FilterClock) -> RowSet { fatalError("not built yet") }

    /// Whether one row passes a filter.
    public func matches(_ filter: Filter, row: Int, clock: FilterClock) -> Bool { fatalError("not built yet") }

    /// The values of a facet with the number of bookings among `rows` that have them; most frequent first, then by name.
    /// Bookings without a value are counted under nil, last.
    public func counts(of facet: Facet, in rows: RowSet) -> [FacetCount] { fatalError("not built yet") }
}

/// The text columns of a ledger.
public enum TextColumn: String, Sendable, CaseIterable {
    case id, subject, status, eventType, bookingPage, masterPage, bookingCalendar, name, email, phone, company, note
    case timeZone, source
}

/// What the dashboard offers to choose from.
public enum Facet: String, Sendable, CaseIterable {
    case product, eventType, masterPage
}

/// One value of a facet.
public struct FacetCount: Equatable, Sendable {
    /// The value as it stands in the bookings; nil for bookings without one.
    public var value: String?
    /// The number of bookings.
    public var count: Int

    /// Makes a count.
    public init(value: String?, count: Int) {
        self.value = value
        self.count = count
    }
}

/// What a sighting did to the ledger.
public struct LedgerChange: Equatable, Sendable {
    /// The row that was added or changed.
    public var row: Int
    /// What happened to it.
    public var kind: Kind

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
    public init(row: Int, kind: Kind) {
        self.row = row
        self.kind = kind
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

    /// Makes a summary.
    public init(
        sequence: UInt64,
        receivedAt: Timestamp,
        channel: Channel,
        source: String?,
        event: String,
        isSigned: Bool
    ) {
        self.sequence = sequence
        self.receivedAt = receivedAt
        self.channel = channel
        self.source = source
        self.event = event
        self.isSigned = isSigned
    }
}
