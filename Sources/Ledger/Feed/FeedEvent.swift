public import Bookings

/// What a `BookingFeed` delivers, in order.
public enum FeedEvent: Sendable {
    /// The state of the connection changed.
    case link(LinkState)
    /// What follows belongs to another log than what came before: forget it all.
    case reset
    /// Records, in the order of their sequence numbers, without a gap to those delivered before.
    case records([SightingRecord])
    /// What viewers added to bookings, in the order of their sequence numbers, which are among those of the records.
    case annotations([AnnotationRecord])
    /// All records that existed when the feed connected are delivered; `last` is the newest sequence number.
    case caughtUp(last: UInt64)
    /// All bookings that there are, at once, in the place of those delivered before.
    case ledger(BookingLedger)
    /// A replay changed its pace, was paused or ended, or time passed in it.
    case replay(ReplayProgress)
    /// A replay moved to another place, or so far that the records between are not told one by one.
    case snapshot(ReplaySnapshot)
    /// An incident at the endpoint, new or happened again; after each `live` all that are known come first.
    case incident(Incident)
    /// The funnel, or what changed of it.
    case funnel(FunnelUpdate)
    /// The feed cannot go on; whoever made it knows why.
    case failed
    /// Something that the user should be told; text from outside, not yet safe for a terminal.
    case notice(String)
}

extension FeedEvent {
    /// What lines of a log say, in their order.
    public static func events(of records: [LogRecord]) -> [FeedEvent] {
        var events: [FeedEvent] = []
        var sightings: [SightingRecord] = []
        var annotations: [AnnotationRecord] = []
        func end() {
            if !sightings.isEmpty { events.append(.records(sightings)) }
            if !annotations.isEmpty { events.append(.annotations(annotations)) }
            (sightings, annotations) = ([], [])
        }
        for record in records {
            switch record {
            case .sighting(let record):
                if !annotations.isEmpty { end() }
                sightings.append(record)
            case .annotation(let record):
                if !sightings.isEmpty { end() }
                annotations.append(record)
            case .erased: break
            }
        }
        end()
        return events
    }
}

/// Whether what the screen shows is live.
public enum LinkState: Equatable, Sendable {
    /// A first or later attempt to connect is under way; counts from 1.
    case connecting(attempt: Int)
    /// The log is read, and so many hundredths of it are; the newest bookings are here already.
    case reading(percent: Int)
    /// Connected, and heard from within the heartbeat's tolerance.
    case live
    /// Not connected; the next attempt comes at `retryAt`.
    case lost(reason: String, retryAt: Timestamp)
    /// The records come from a file, not from an endpoint.
    case replaying
    /// Nothing more will come.
    case ended
}
