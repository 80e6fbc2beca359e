import Bookings

/// What the progress bar shows of the whole log; made anew only where more was read or marked.
struct ReplayOutline: Sendable {
    /// More than a bar has columns, so that it can be put together for any width.
    private static let parts = 960

    private(set) var density: [Int] = []
    private(set) var markers: [Timestamp] = []
    private var seen: (version: Int, annotations: Int) = (-1, 0)

    mutating func update(
        _ log: ReplayLog,
        _ state: ReplayFeed.State,
        markers: (ReplayFeed.State, ReplayLog.Known) -> [Int]
    ) {
        log.with { known in
            guard seen != (known.version, state.annotations.count) else { return }
            seen = (known.version, state.annotations.count)
            density = known.timeline.density(parts: ReplayOutline.parts)
            self.markers = markers(state, known).map { Timestamp(milliseconds: known.timeline.received[$0]) }.sorted()
        }
    }
}
