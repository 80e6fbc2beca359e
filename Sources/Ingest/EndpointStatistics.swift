import Synchronization

/// What an endpoint has done since it was started.
public struct EndpointStatistics: Equatable, Sendable {
    /// The connections that are open.
    public var connections = 0
    /// The requests that were answered.
    public var requests = 0
    /// The sightings that were accepted, repeats included.
    public var accepted = 0
    /// The requests that brought a payload which is not a booking.
    public var rejected = 0
    /// The webhook events of kinds that tell of no booking.
    public var unknownEvents = 0
    /// The streams of live events that are open.
    public var streams = 0
    /// The requests that were refused: malformed, forbidden, or beyond a limit.
    public var refused = 0
}

/// The counters behind `EndpointStatistics`.
final class Counters: Sendable {
    let connections = Atomic(0)
    let requests = Atomic(0)
    let accepted = Atomic(0)
    let rejected = Atomic(0)
    let unknownEvents = Atomic(0)
    let streams = Atomic(0)
    let refused = Atomic(0)

    var statistics: EndpointStatistics {
        EndpointStatistics(
            connections: connections.load(ordering: .relaxed),
            requests: requests.load(ordering: .relaxed),
            accepted: accepted.load(ordering: .relaxed),
            rejected: rejected.load(ordering: .relaxed),
            unknownEvents: unknownEvents.load(ordering: .relaxed),
            streams: streams.load(ordering: .relaxed),
            refused: refused.load(ordering: .relaxed)
        )
    }
}

extension Atomic<Int> {
    func add(_ difference: Int) {
        _ = add(difference, ordering: .relaxed)
    }
}
