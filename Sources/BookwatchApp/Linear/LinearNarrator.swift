import Bookings
import Dashboard
import Ledger

/// Tells in words what a feed delivers, each thing once, and answers what is asked of it.
///
/// It is a value: it reads no clock and prints nothing. Its lines hold text from outside and are not yet safe for a terminal.
struct LinearNarrator {
    let endpoint: String
    let zone: ZoneRules
    private(set) var ledger = BookingLedger()
    private(set) var filter: Filter?
    private(set) var incidents = LinearIncidents()
    private let tellsBacklog: Bool
    private var facts: [LinearFacts] = []
    private var isCaughtUp: Bool
    private var link: LinkState?
    private var wasLost = false
    private(set) var isDone = false

    /// - Parameters:
    ///   - endpoint: what the endpoint or the log is called.
    ///   - zone: the viewer's.
    ///   - filter: nil to tell of all bookings.
    ///   - tellsBacklog: whether bookings that were there before are told one by one, as in a replay.
    init(endpoint: String, zone: ZoneRules, filter: Filter? = nil, tellsBacklog: Bool = false) {
        self.endpoint = endpoint
        self.zone = zone
        self.filter = filter
        self.tellsBacklog = tellsBacklog
        isCaughtUp = tellsBacklog
    }

    /// Takes in what the feed delivers; returns what is to be said.
    mutating func take(_ event: FeedEvent, at now: Timestamp) -> [String] {
        switch event {
        case .link(let link): return take(link)
        case .records(let records): return records.flatMap { take($0, at: now) }
        case .annotations(let records): return records.flatMap { take($0) }
        case .caughtUp: return catchUp()
        case .incident(let incident): return incidents.take(incident, isTold: isCaughtUp)
        case .notice(let text): return ["Note: " + text]
        case .reset:
            (ledger, facts, isCaughtUp) = (BookingLedger(), [], tellsBacklog)
            return ["The endpoint has another log now."]
        case .replay(let progress):
            guard progress.isFinished, !isDone else { return [] }
            isDone = true
            return ["End of the log. \(summary)"]
        case .ledger, .failed, .funnel, .snapshot: return []
        }
    }

    /// Tells only of bookings that match from now on; nil for all.
    mutating func use(_ filter: Filter?, at now: Timestamp) -> String {
        self.filter = filter
        for row in facts.indices { facts[row].isWanted = matches(row, at: now) }
        return filter.map { "Filter: \($0.text). \(summary)" } ?? "No filter. \(summary)"
    }

    /// The rows that the filter lets through, in the order in which they were first seen.
    var wantedRows: [Int] { facts.indices.filter { facts[$0].isWanted } }

    /// How many bookings there are.
    var summary: String {
        guard filter != nil else { return LinearText.count(ledger.count, "booking", "bookings") + "." }
        return "\(wantedRows.count) of \(ledger.count) bookings match."
    }

    /// Whether the connection is up, in words.
    var connection: String {
        switch link {
        case nil, .connecting, .reading: "Connecting to \(endpoint)."
        case .live: isCaughtUp ? "Live." : "Catching up."
        case .lost(let reason, _): "The connection is lost: \(reason). Trying again."
        case .replaying: "Replaying \(endpoint)."
        case .ended: "Nothing more will come."
        }
    }

    private mutating func take(_ link: LinkState) -> [String] {
        defer { self.link = link }
        switch link {
        case .connecting(let attempt):
            return attempt == 1 && !wasLost ? ["Connecting to \(endpoint)."] : []
        case .live:
            let isBack = wasLost
            wasLost = false
            return isBack ? ["Connected again."] : []
        case .lost(let reason, _):
            guard !wasLost else { return [] }
            wasLost = true
            return ["The connection is lost: \(reason). Trying again."]
        case .reading: return []
        case .replaying, .ended:
            return link == self.link ? [] : [link == .ended ? "Nothing more will come." : "Replaying \(endpoint)."]
        }
    }

    private mutating func catchUp() -> [String] {
        guard !isCaughtUp else { return [] }
        isCaughtUp = true
        return (["Live. " + summary, incidents.summary] + [filter.map { "Filter: \($0.text)." }]).compactMap { $0 }
    }

    private mutating func take(_ record: SightingRecord, at now: Timestamp) -> [String] {
        let change = ledger.apply(record)
        return [change.row, change.alsoChanged].compactMap { $0 }
            .compactMap { look(at: $0, at: now) }
    }

    private mutating func take(_ record: AnnotationRecord) -> [String] {
        guard record.sequence > ledger.lastSequence, let row = ledger.apply(record), isCaughtUp, facts[row].isWanted
        else {
            return []
        }
        let name = ledger.text(.name, at: row) ?? ledger.text(.id, at: row) ?? "booking \(row + 1)"
        var lines = record.annotation.isMarked.map { [($0 ? "Marked: " : "No longer marked: ") + name + "."] } ?? []
        if let remark = record.annotation.remark {
            lines.append(remark.isEmpty ? "Remark on \(name) taken away." : "Remark on \(name): \(remark)")
        }
        return lines
    }

    /// What there is to say of a booking after a sighting; nil for nothing.
    private mutating func look(at row: Int, at now: Timestamp) -> String? {
        let current = LinearFacts(row, ledger, isWanted: matches(row, at: now))
        guard facts.indices.contains(row) else {
            facts.append(current)
            return isCaughtUp && current.isWanted ? LinearText.new(row, self) : nil
        }
        let before = facts[row]
        facts[row] = current
        guard isCaughtUp, before.isWanted || current.isWanted else { return nil }
        return LinearText.change(of: row, from: before, to: current, self)
    }

    private func matches(_ row: Int, at now: Timestamp) -> Bool {
        guard let filter else { return true }
        return ledger.matches(filter, row: row, clock: FilterClock(now: now, zone: zone))
    }
}
