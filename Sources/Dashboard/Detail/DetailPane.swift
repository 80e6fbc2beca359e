import Bookings
import Ledger

/// The detail of the selected booking: which tab, how far down, and the records behind it.
struct DetailPane: Sendable {
    /// The tabs, in order.
    enum Tab: String, CaseIterable, Sendable {
        case summary = "Summary"
        case fields = "Fields"
        case raw = "Raw"
        case history = "History"
    }

    /// The most sightings of one booking that are looked at, newest first.
    static let sightingLimit = 32

    private(set) var tab = Tab.summary
    private(set) var scroll = 0
    private(set) var wraps = true
    private(set) var cache = RecordCache()
    /// The records that were asked for.
    private(set) var requested: [UInt64] = []
    /// Why the last request failed; text from outside.
    private(set) var failure: String?
    private var row: Int?

    mutating func show(_ tab: Tab) {
        guard self.tab != tab else { return }
        self.tab = tab
        scroll = 0
    }

    mutating func turn(by step: Int) {
        let tabs = Tab.allCases
        guard let place = tabs.firstIndex(of: tab) else { return }
        show(tabs[(place + step + tabs.count) % tabs.count])
    }

    /// Starts at the top for another booking.
    mutating func show(row: Int?) {
        guard self.row != row else { return }
        self.row = row
        scroll = 0
    }

    mutating func toggleWrap() {
        wraps.toggle()
        scroll = 0
    }

    /// Scrolls within some lines, of which so many are visible.
    mutating func scroll(by distance: Int, lines: Int, visible: Int) {
        scroll = min(max(0, scroll + distance), max(0, lines - visible))
    }

    mutating func add(_ record: SightingRecord) { cache.add(record) }

    /// The records to ask for, for a booking; none while a request is under way.
    mutating func request(for sightings: [SightingSummary]) -> [UInt64] {
        guard requested.isEmpty else { return [] }
        requested = sightings.suffix(DetailPane.sightingLimit).map(\.sequence).filter { !cache.isSettled($0) }
        return requested
    }

    /// Takes the answer to a request.
    mutating func receive(_ records: [SightingRecord]) {
        failure = nil
        for record in records { cache.add(record) }
        cache.markUnavailable(requested)
        requested = []
    }

    mutating func fail(_ reason: String) {
        failure = reason
        cache.markUnavailable(requested)
        requested = []
    }

    /// Forgets the records, as when another log begins.
    mutating func reset() {
        cache = RecordCache()
        failure = nil
        scroll = 0
        row = nil
    }
}
