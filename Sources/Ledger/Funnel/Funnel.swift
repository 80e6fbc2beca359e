public import Bookings

/// Counts how far visitors of booking calendars came: by source and calendar, in bounded memory.
public struct Funnel: Sendable {
    /// The most pairs of source and calendar that are told apart; what comes beyond is counted together.
    public static let pairLimit = 1_000

    /// When the first count was added; nil before.
    public private(set) var since: Timestamp?
    /// Grows with every change.
    public private(set) var revision: UInt64 = 0
    private var entries: [FunnelKey: Entry] = [:]

    private struct Entry {
        var count: FunnelCount
        var revision: UInt64
    }

    /// Makes an empty funnel.
    public init() {}

    /// All counts, in no particular order.
    public var counts: [FunnelCount] { entries.values.map(\.count) }

    /// The sum of all counts.
    public var totals: (loaded: Int, slotSelected: Int) {
        var sum = FunnelCount(.other)
        for entry in entries.values { sum.add(entry.count) }
        return (sum.loaded, sum.slotSelected)
    }

    /// Counts one message of a page of a source.
    ///
    /// - Returns: what it added, under the key that it was counted under.
    @discardableResult
    public mutating func count(_ message: FunnelMessage, source: String?, at instant: Timestamp) -> FunnelCount {
        var increment = FunnelCount(
            FunnelKey(source: source, bookingCalendar: message.bookingCalendar),
            name: message.name
        )
        switch message.step {
        case .loaded: increment.loaded = 1
        case .slotSelected: increment.slotSelected = 1
        }
        return add(increment, at: instant)
    }

    /// Adds to the counts; numbers below zero count as none.
    ///
    /// - Returns: what was added, under the key that it was counted under.
    @discardableResult
    public mutating func add(_ increment: FunnelCount, at instant: Timestamp) -> FunnelCount {
        var increment = increment
        increment.loaded = max(0, increment.loaded)
        increment.slotSelected = max(0, increment.slotSelected)
        if entries[increment.key] == nil, entries.count >= Funnel.pairLimit {
            increment.key = .other
            increment.name = nil
        }
        since = min(since ?? instant, instant)
        revision += 1
        entries[increment.key, default: Entry(count: FunnelCount(increment.key), revision: 0)].count.add(increment)
        entries[increment.key]?.revision = revision
        return increment
    }

    /// The counts that changed after a revision.
    public func changes(after revision: UInt64) -> [FunnelCount] {
        entries.values.filter { $0.revision > revision }.sorted { $0.revision < $1.revision }.map(\.count)
    }
}

/// What an endpoint tells of its funnel.
public struct FunnelUpdate: Equatable, Sendable {
    /// When counting began; nil where nothing was counted yet.
    public var since: Timestamp?
    /// Whether these are all counts there are; else those that changed.
    public var isComplete: Bool
    /// The counts, each in the place of what was known under its key.
    public var counts: [FunnelCount]

    /// Makes an update.
    public init(since: Timestamp?, isComplete: Bool, counts: [FunnelCount]) {
        self.since = since
        self.isComplete = isComplete
        self.counts = counts
    }
}
