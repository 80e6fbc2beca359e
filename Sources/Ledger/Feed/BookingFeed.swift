public import Bookings

/// Where a dashboard gets its bookings from: an endpoint's live events, or a logged session.
public protocol BookingFeed: Sendable {
    /// Starts delivering, from the record after `sequence` on.
    ///
    /// `deliver` is called on a thread of the feed's own, one call at a time, until `stop` returns.
    func start(after sequence: UInt64, deliver: @escaping @Sendable (FeedEvent) -> Void)

    /// Stops delivering; idempotent.
    func stop()

    /// The whole records with these sequence numbers, raw payloads included; those that are not to be had are left out.
    func records(_ sequences: [UInt64]) async throws -> [SightingRecord]

    /// Has a mark or a remark kept; it then comes with what the feed delivers.
    func annotate(_ annotation: Annotation) async throws
}

extension BookingFeed {
    /// Refuses: a log that is only read takes no annotations.
    public func annotate(_ annotation: Annotation) async throws { throw FeedError.readOnly }
}

/// Why a feed did not do what it was asked.
public enum FeedError: Error, Equatable, Sendable {
    /// It only reads: marks and remarks need an endpoint.
    case readOnly
    /// The endpoint refused, and why; text from outside.
    case refused(String)
}
