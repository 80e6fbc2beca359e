import Bookings
import Ledger
import Screen

/// The detail of the selected booking: which tab, how far down, and the records behind it.
struct DetailPane: Sendable {
    /// The tabs, in order.
    enum Tab: String, CaseIterable, Sendable {
        case summary = "Summary"
        case fields = "Fields"
        case raw = "Raw"
        case history = "History"

        /// Whether its lines can be pointed at.
        var hasCursor: Bool { self == .fields || self == .raw }
        /// Whether its lines may be cut instead of wrapped.
        var canCut: Bool { hasCursor }
    }

    /// The most sightings of one booking that are looked at, newest first.
    static let sightingLimit = 32
    /// The most bookings whose places are remembered.
    private static let placeLimit = 64

    private(set) var tab = Tab.summary
    private(set) var wraps = true
    private(set) var cache = RecordCache()
    /// The records that were asked for.
    private(set) var requested: [UInt64] = []
    /// Why the last request failed; text from outside.
    private(set) var failure: String?
    /// The lines of the tab as they were last made.
    private(set) var content: DetailContent?
    var search = DetailSearch()
    private var row: Int?
    /// Where the reader is in each booking.
    private var places: [Int: ReadingPlace] = [:]

    /// Where the reader is in the booking that is shown.
    var place: ReadingPlace {
        get { row.flatMap { places[$0] } ?? ReadingPlace() }
        set { if let row { places[row] = newValue } }
    }

    /// The first line that is seen.
    var scroll: Int {
        get { place[corner: tab].line }
        set { place[corner: tab].line = newValue }
    }

    /// The columns that are scrolled away; none where lines are wrapped.
    var sideways: Int { wraps || !tab.canCut ? 0 : place[corner: tab].column }

    mutating func show(_ tab: Tab) {
        self.tab = tab
    }

    mutating func turn(by step: Int) {
        let tabs = Tab.allCases
        guard let place = tabs.firstIndex(of: tab) else { return }
        show(tabs[(place + step + tabs.count) % tabs.count])
    }

    /// Turns to a booking, where the reader left it.
    mutating func show(row: Int?) {
        guard self.row != row else { return }
        self.row = row
        content = nil
        if places.count > DetailPane.placeLimit { places = places.filter { $0.key == row } }
    }

    mutating func toggleWrap() {
        wraps.toggle()
        place[corner: tab].column = 0
    }

    /// Scrolls to the side, where lines are cut.
    mutating func scrollSideways(by columns: Int) {
        guard !wraps, tab.canCut, let content else { return }
        let widest = content.lines.reduce(0) { max($0, $1.line.width) }
        let column = place[corner: tab].column + columns
        place[corner: tab].column = min(max(0, column), max(0, widest - content.key.width))
    }

    /// Makes the lines anew where what they tell has changed; what is read stays in its place.
    mutating func refresh(width: Int, _ context: RenderContext) {
        guard let row else { return }
        let key = key(row: row, width: width, context)
        guard content?.key != key else { return }
        let old = content
        let new = DetailContent(key, cache: cache, after: old, context)
        content = new
        if let old, old.key.tab == tab { hold(from: old, to: new) }
        if search.isActive { search.find(in: new) }
    }

    /// The lines of the tab for a booking and a width: those that are here, or new ones.
    func content(row: Int, width: Int, _ context: RenderContext) -> DetailContent {
        let key = key(row: row, width: width, context)
        if let content, content.key == key { return content }
        return DetailContent(key, cache: cache, after: content, context)
    }

    /// Scrolls so that the line at the top stays there, wherever it is now.
    private mutating func hold(from old: DetailContent, to new: DetailContent) {
        guard old.lines.indices.contains(scroll), scroll > 0, let subject = old.lines[scroll].subject,
            let before = old.place(of: subject), let after = new.place(of: subject)
        else { return }
        scroll = after.lowerBound + min(scroll - before.lowerBound, after.count - 1)
    }

    private func key(row: Int, width: Int, _ context: RenderContext) -> DetailContent.Key {
        let ledger = context.ledger
        let sightings = ledger.sightings(of: row).suffix(DetailPane.sightingLimit)
        let minute = context.clock.minute
        let facts = DetailContent.Facts(
            booking: ledger.booking(at: row),
            lastSequence: sightings.last?.sequence ?? 0,
            records: sightings.map(\.sequence).filter { cache[$0] != nil },
            source: ledger.text(.source, at: row),
            isMarked: ledger.isMarked(row),
            remark: ledger.remark(of: row),
            replacement: ledger.replacement(of: row)
        )
        return DetailContent.Key(
            row: row,
            tab: tab,
            width: width,
            wraps: wraps,
            folded: places[row]?.folded ?? [],
            glyphs: context.glyphs,
            time: tab == .summary || tab == .history ? minute : Timestamp(day: context.clock.today.dayNumber),
            facts: facts
        )
    }

    mutating func add(_ record: SightingRecord) { cache.add(record) }

    /// The records to ask for, for some bookings; none while a request is under way.
    mutating func request(for bookings: [[SightingSummary]]) -> [UInt64] {
        guard requested.isEmpty else { return [] }
        requested = bookings.flatMap { $0.suffix(DetailPane.sightingLimit).map(\.sequence) }
            .filter { !cache.isSettled($0) }
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
        self = DetailPane(tab: tab, wraps: wraps)
    }

    init() {}

    private init(tab: Tab, wraps: Bool) {
        self.tab = tab
        self.wraps = wraps
    }
}

extension Timestamp {
    /// The start of a day, in no particular zone.
    fileprivate init(day: Int) { self.init(milliseconds: Int64(day) * 86_400_000) }
}
