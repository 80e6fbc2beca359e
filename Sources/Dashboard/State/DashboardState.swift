public import Bookings
import Ledger
import Screen

/// The dashboard as a value: messages change it, and what it shows is a function of it and a size.
///
/// It does nothing itself: no clock, no file, no terminal. What it wants done it returns as effects.
public struct DashboardState: Sendable {
    private(set) var configuration: DashboardConfiguration
    var ledger = BookingLedger()
    var now: Timestamp
    var size: Size
    var link: LinkState
    var isCaughtUp = false
    var replay: ReplayProgress?
    /// When the feed delivered the newest two bookings, at different times, in the log's time.
    var arrivals = RecentArrivals()
    var statistics = ArrivalStatistics()
    var list = ListPane()
    var detail = DetailPane()
    var filter: FilterLine
    var search = SearchLine()
    var panel: FacetPanel?
    /// What could stand at the cursor of the filter line, while that is asked for.
    var completion: CompletionList?
    /// What the filter in force lets through.
    var tally = FilterTally()
    /// The bookings that need attention now.
    var alarms = RowSet(rows: 0)
    var views: ViewTabs
    var undo = UndoStack()
    /// Where the list stood when the filter line was opened.
    var listBefore: ListPane.Place?
    var menu: Menu?
    var prompt: Prompt?
    var confirmation: Confirmation?
    var comparison: ComparisonPane?
    var help = HelpOverlay()
    var funnel = FunnelPane()
    var incidents = IncidentsPane()
    /// Whether the last key asked to end, and the next that does ends.
    var wasInterrupted = false
    /// The first key of two, while the second is awaited.
    var pendingKey: KeyChord?
    /// What the keys act on.
    var focus = Focus.list
    /// The list or the detail, whichever had the keys before a line or an overlay took them.
    var pane = Focus.list
    var showsDetail = true
    /// How the list and the detail share the screen.
    var split = SplitWishes()
    /// What the columns of the list show, and which of them the keys act on.
    var table = TableChoices()
    var columnEditor: ColumnEditor?
    /// Whether bookings without a mark are hidden.
    var showsOnlyMarked = false
    var fading = RowFading()
    var load = ArrivalLoad()
    /// The booking in the detail pane, where that does not keep up with the list.
    var heldDetail: HeldDetail?
    /// What is kept of the screen for later runs.
    var kept: ScreenChoices
    var strip = ArrivalStrip()
    /// Whether the strip is shown; nil where the size of the screen decides.
    var showsStrip: Bool?
    var mouse = MouseState()
    var showsHints = true
    var timeDisplay = TimeDisplay.relative
    /// What the user should be told, oldest first; each key press dismisses one.
    var notices: [String]
    /// What was done last as it was asked for; the next key press takes it away.
    var done: String?
    /// The ten seconds in which the filter was last applied to all bookings.
    var filteredAt: Int64 = .min
    /// The minute in which the alarms were last looked for among all bookings.
    var alarmsAt: Int64 = .min

    /// Makes a dashboard that has no booking yet.
    public init(_ configuration: DashboardConfiguration) {
        self.configuration = configuration
        now = configuration.now
        size = configuration.size
        link = configuration.mode == .replay ? .replaying : .connecting(attempt: 1)
        filter = FilterLine(configuration.filter, history: configuration.filterHistory)
        views = ViewTabs(configuration.views)
        notices = configuration.notices
        kept = configuration.choices
        let (columns, unknown) = configuration.choices.listColumns
        table.columns = columns
        notices += unknown.map { "The file of the columns has “\($0)”, which is no field; it is left out" }
        list.arrange(by: .arrival, at: clock.minute, nil, zone: configuration.zone, in: ledger)
        apply(configuration.choices)
        statistics.recount(at: clock, ledger: ledger)
        if let name = configuration.view { startView(name) }
        selectRows()
    }

    /// Takes in what happened.
    ///
    /// A key press costs a few milliseconds at most with 100,000 bookings; a new filter one scan of them.
    ///
    /// - Returns: what is to be done, in order.
    public mutating func update(_ message: Message) -> [Effect] {
        var effects: [Effect] = []
        switch message {
        case .feed(let event, let time):
            now = max(now, time)
            receive(event)
        case .event(let event, let time):
            now = max(now, time)
            effects = handle(event)
        case .tick(let time):
            now = max(now, time)
        case .work(let rows):
            // In between nothing else changes.
            guard work(rows: rows) else { return [] }
        case .records(let records):
            detail.receive(records)
        case .recordsFailed(let reason):
            detail.fail(reason)
            notices.append("The records of this booking could not be read: \(reason)")
        case .notice(let text):
            notices.append(text)
        case .done(let text):
            done = text
        case .fileExists(let file):
            askToReplace(file)
        case .glyphs(let glyphs):
            configuration.glyphs = glyphs
        case .themes(let themes, let current):
            openThemes(themes, current: current)
        }
        if notices.count > 8 { notices.removeFirst(notices.count - 8) }
        advanceClock()
        list.settle(visible: layout.visibleBookings)
        refreshStrip()
        return effects + loadDetail()
    }

    /// The next instant at which the screen changes by time alone; nil where it never does.
    ///
    /// It is a full minute, as all that is derived from the time is shown by the minute; with a filter that depends on the
    /// time a multiple of ten seconds. Always after the last instant that `update` was told.
    ///
    /// While news fades, or more comes than the screen follows line by line, it is the next step of that.
    public func nextTick() -> Timestamp? {
        [nextFullMinute, fading.next(after: now), load.end, heldDetail?.until].compactMap(\.self).min()
    }

    private var nextFullMinute: Timestamp? {
        guard configuration.mode == .live, ledger.count > 0 || !isLive else { return nil }
        let step: Int64 = filter.applied?.isTimeDependent ?? false ? 10_000 : 60_000
        return Timestamp(milliseconds: (now.milliseconds / step + 1) * step)
    }

    /// The selected booking as a row of the ledger; nil for an empty list.
    public var selection: Int? { list.selection }

    /// What "now" is on the screen: in a replay, the time in the log.
    var clock: DashboardClock {
        guard configuration.mode == .replay else { return DashboardClock(now: now, zone: configuration.zone) }
        let reached = [replay?.position, arrivals.last].compactMap(\.self).max()
        return DashboardClock(now: reached ?? now, zone: configuration.zone)
    }

    /// Whether what is shown is what the endpoint has.
    var isLive: Bool { link == .live && isCaughtUp }

    var filterClock: FilterClock { FilterClock(now: clock.now, zone: configuration.zone) }

    var layout: Layout { layout(in: size) }

    func layout(in size: Size) -> Layout {
        Layout(
            size,
            Layout.Wishes(
                detail: showsDetail && ledger.count > 0,
                detailFocused: pane == .detail,
                split: split,
                hints: showsHints,
                list: focus == .list && !list.isEmpty,
                strip: wantsStrip,
                replay: configuration.mode == .replay && replay != nil,
                filter: focus == .filter || !filter.isEmpty || !views.isEmpty,
                filterError: filter.error != nil,
                status: focus == .search || focus == .prompt || focus == .confirmation || !notices.isEmpty
                    || done != nil
            )
        )
    }
}

/// The times of the newest records.
struct RecentArrivals: Sendable {
    private(set) var last: Timestamp?
    /// The newest time that is not `last`.
    private(set) var before: Timestamp?

    mutating func add(_ time: Timestamp) {
        guard let last, time > last else {
            last = last ?? time
            return
        }
        before = last
        self.last = time
    }
}
