import Bookings
import Ledger

/// The decisions of a live feed: what to do when a connection opens, delivers, falls silent or ends.
///
/// It does nothing itself.
struct LiveFeedMachine {
    /// What the feed is to do, in order.
    enum Action: Equatable {
        /// Open a connection and ask for what comes after this number.
        case connect(after: UInt64)
        /// Close the connection.
        case disconnect
        /// Connect again after that many milliseconds.
        case retry(milliseconds: Int64)
        /// Hand this to the dashboard.
        case deliver(Delivery)
    }

    /// What is handed on; a form of `FeedEvent` that can be compared.
    enum Delivery: Equatable {
        case connecting(attempt: Int)
        case reading(percent: Int)
        /// All bookings that were gathered.
        case gathered
        case live
        case lost(reason: String, milliseconds: Int64)
        case reset
        case records([LogRecord])
        case caughtUp(last: UInt64)
        case incident(Incident)
        case funnel(FunnelUpdate)
        case notice(String)
    }

    /// The number of the last record delivered.
    private(set) var last: UInt64
    private var log: String?
    private var target: UInt64?
    private var attempt = 0
    private var isConnected = false
    /// From so many records on that wait at the start they are gathered, and handed on at once; nil for never.
    private let gatheringFrom: UInt64?
    /// Whether records are gathered: nobody has been told of any.
    private(set) var isGathering = false
    private var percent = 0
    /// What came meanwhile and is told afterwards.
    private var news: [Delivery] = []
    /// Spreads the reconnections of many viewers; 0 to 1.
    private let jitter: Double
    /// Whether bookings that were delivered are kept, so that those that are erased must be forgotten.
    private let keepsBookings: Bool

    private static let firstDelay = 500.0
    private static let longestDelay = 30_000.0

    init(
        after last: UInt64,
        jitter: Double,
        gatheringFrom: UInt64? = nil,
        keepsBookings: Bool = true,
        log: String? = nil
    ) {
        self.last = last
        self.gatheringFrom = gatheringFrom
        self.jitter = jitter
        self.keepsBookings = keepsBookings
        self.log = log
    }

    /// The feed starts, or the time to retry has come.
    mutating func start() -> [Action] {
        attempt += 1
        return [.deliver(.connecting(attempt: attempt)), .connect(after: last)]
    }

    /// The stream's first event: which log it tells of, and its newest record.
    mutating func hello(log: String, last newest: UInt64) -> [Action] {
        // Another log, or the same put back to an earlier state: what is known of it is worth nothing.
        let isOther = self.log.map { $0 != log && !$0.isEmpty && !isOnlyErased($0, log) } ?? false
        if isOther || newest < last {
            last = 0
            self.log = log
            isConnected = false
            (isGathering, news) = (false, [])
            return [.deliver(.reset), .disconnect, .retry(milliseconds: 0)]
        }
        self.log = log
        attempt = 0
        isConnected = true
        target = newest
        if last == 0, let gatheringFrom, newest >= gatheringFrom { (isGathering, percent) = (true, 0) }
        return isGathering
            ? [.deliver(.reading(percent: percent))] + gathered(upTo: last) : [.deliver(.live)] + caughtUp()
    }

    /// Records up to a number were gathered.
    mutating func gathered(upTo sequence: UInt64, identity: String? = nil) -> [Action] {
        if log == "", let identity { log = identity }
        last = max(last, sequence)
        guard let target, last < target else {
            isGathering = false
            defer { news = [] }
            return ([.gathered, .live] + news).map { .deliver($0) } + caughtUp()
        }
        let read = Int(last * 100 / target)
        guard read > percent else { return [] }
        percent = read
        return [.deliver(.reading(percent: percent))]
    }

    /// Whether nothing but an erasure made one log of another, and nobody need begin anew for that.
    private func isOnlyErased(_ old: String, _ new: String) -> Bool {
        guard !keepsBookings else { return false }
        // A log that greets again on an open stream is the same one.
        return isConnected || old.prefix { $0 != "-" } == new.prefix { $0 != "-" }
    }

    /// Records arrived together.
    mutating func received(_ records: [LogRecord], identity: String?) -> [Action] {
        // What still comes on a connection that is being left belongs to another log.
        guard isConnected else { return [] }
        if log == "", let identity { log = identity }
        var fresh: [LogRecord] = []
        for record in records where record.sequence > last {
            // Numbers have gaps only in logs put together by hand; there the endpoint's order is the truth.
            fresh.append(record)
            last = record.sequence
        }
        return (fresh.isEmpty ? [] : [.deliver(.records(fresh))]) + caughtUp()
    }

    /// News arrived that are not in the log.
    mutating func received(_ news: Delivery) -> [Action] {
        // As with records: what still comes on a connection that is being left tells of another log.
        guard isConnected else { return [] }
        guard !isGathering else {
            self.news.append(news)
            return []
        }
        return [.deliver(news)]
    }

    /// The connection ended, could not be made, or has been silent for too long.
    mutating func disconnected(reason: String) -> [Action] {
        let delay = min(LiveFeedMachine.firstDelay * Double(1 << min(attempt, 10)), LiveFeedMachine.longestDelay)
        // The endpoint tells all of them anew.
        news = []
        let milliseconds = Int64(isConnected ? LiveFeedMachine.firstDelay : delay * (0.75 + jitter / 2))
        isConnected = false
        return [
            .disconnect, .deliver(.lost(reason: reason, milliseconds: milliseconds)),
            .retry(milliseconds: milliseconds),
        ]
    }

    private mutating func caughtUp() -> [Action] {
        guard let target, last >= target else { return [] }
        self.target = nil
        return [.deliver(.caughtUp(last: last))]
    }
}
