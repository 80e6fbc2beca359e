import Ledger

/// The views with their counts, kept true as bookings come.
struct ViewTabs: Sendable {
    /// A view with what it would list.
    struct Tab: Sendable {
        let view: SavedView
        /// Nil for all bookings, and where the expression is bad.
        let filter: Filter?
        /// Whether its expression can be read.
        let isGood: Bool
        /// The rows that it would list.
        fileprivate var rows = RowSet(rows: 0)
        fileprivate(set) var count = 0
        /// Whether it got a booking since it was last looked at.
        fileprivate(set) var hasNews = false

        init(_ view: SavedView) {
            self.view = view
            let line = FilterLine(view.content)
            (filter, isGood) = (line.filter, line.error == nil)
        }

        fileprivate mutating func set(_ row: Int, _ isIn: Bool) {
            guard rows.contains(row) != isIn else { return }
            rows.set(row, isIn)
            count += isIn ? 1 : -1
        }
    }

    /// By their keys.
    private(set) var tabs: [Tab] = []

    var isEmpty: Bool { tabs.isEmpty }
    var views: [SavedView] { tabs.map(\.view) }

    /// Of two with one key the first is taken, and none beyond the keys that there are.
    init(_ views: [SavedView]) {
        for view in views.sorted(by: { $0.key < $1.key })
        where SavedView.keys.contains(view.key) && tabs.last?.view.key != view.key {
            tabs.append(Tab(view))
        }
    }

    func tab(_ key: Int) -> Tab? { tabs.first { $0.view.key == key } }

    /// The key of the view whose filter this is.
    func key(of content: FilterLine.Content) -> Int? {
        guard content.isOn else { return nil }
        return tabs.first { $0.view.content == content }?.view.key
    }

    /// Puts a view on its key; one without a name frees the key.
    mutating func set(_ view: SavedView, in ledger: BookingLedger, clock: FilterClock) {
        tabs.removeAll { $0.view.key == view.key }
        guard !view.name.isEmpty else { return }
        var tab = Tab(view)
        ViewTabs.recount(&tab, in: ledger, clock: clock)
        tabs.insert(tab, at: tabs.firstIndex { $0.view.key > view.key } ?? tabs.count)
    }

    /// Notes that a view is looked at.
    mutating func see(_ key: Int?) {
        for index in tabs.indices where tabs[index].view.key == key { tabs[index].hasNews = false }
    }

    /// Takes in rows that were changed, and all from `firstAdded` on, which were added; O(rows) for each view.
    mutating func note(
        changed: [Int],
        firstAdded: Int,
        isNews: Bool,
        in ledger: BookingLedger,
        clock: FilterClock
    ) {
        for index in tabs.indices where tabs[index].isGood {
            guard let filter = tabs[index].filter else {
                if isNews, ledger.count > firstAdded { tabs[index].hasNews = true }
                tabs[index].count = ledger.count
                continue
            }
            for row in changed where row < firstAdded {
                tabs[index].set(row, ledger.matches(filter, row: row, clock: clock))
            }
            let added = ledger.rows(passing: filter, in: firstAdded..<ledger.count, clock: clock)
            for row in added { tabs[index].set(row, true) }
            if isNews, !added.isEmpty { tabs[index].hasNews = true }
        }
    }

    /// Counts anew what the time alone changes.
    mutating func advance(in ledger: BookingLedger, clock: FilterClock) {
        for index in tabs.indices where tabs[index].filter?.isTimeDependent ?? false {
            ViewTabs.recount(&tabs[index], in: ledger, clock: clock)
        }
    }

    /// Counts everything anew.
    mutating func recount(in ledger: BookingLedger, clock: FilterClock) {
        for index in tabs.indices { ViewTabs.recount(&tabs[index], in: ledger, clock: clock) }
    }

    /// Forgets all bookings.
    mutating func reset() { self = ViewTabs(views) }

    private static func recount(_ tab: inout Tab, in ledger: BookingLedger, clock: FilterClock) {
        guard tab.isGood else { return }
        tab.rows = ledger.select(tab.filter, clock: clock)
        tab.count = tab.rows.count
    }
}

extension FilterLine {
    /// A line that holds what a view sets.
    init(_ content: Content) {
        self.init()
        replace(content)
    }
}
