import Bookings
import Ledger
import Screen

/// What is particular to a replay: its keys, its places, and its bar.
extension DashboardState {
    /// What a key does to the replay; nil for one that does nothing to it.
    mutating func replayCommands(for action: Action) -> [ReplayCommand]? {
        switch action {
        case .pause: [.togglePause]
        case .faster: [.faster]
        case .slower: [.slower]
        case .stepForward: [.step(by: 1)]
        case .stepBack: [.step(by: -1)]
        case .seekForward: [.seek(by: 10_000)]
        case .seekBack: [.seek(by: -10_000)]
        case .seekMinuteForward: [.seek(by: 60_000)]
        case .seekMinuteBack: [.seek(by: -60_000)]
        case .findForward: find(isForward: true)
        case .findBack: find(isForward: false)
        case .nextMarker: [.marker(isForward: true)]
        case .previousMarker: [.marker(isForward: false)]
        case .loopFromHere: [.loopFromHere]
        case .loopToHere: [.loopToHere]
        case .toggleLoop: [.toggleLoop]
        default: nil
        }
    }

    /// Looks on for what is searched, else for what passes the filter.
    private mutating func find(isForward: Bool) -> [ReplayCommand] {
        let searched = search.isActive && !search.query.allSatisfy(\.isWhitespace)
        let text = searched ? Filter.quoted(search.query) : filter.applied?.text ?? ""
        guard let filter = try? Filter(text) else {
            notices.append("Search or filter first: it goes to the next booking that matches")
            return []
        }
        return [.find(filter, isForward: isForward)]
    }

    /// The place in the log that was typed: `12:04`, `-2h`, `yesterday 9am`, `30%`; nil where it is none.
    func replayPlace(_ text: String) -> ReplayPlace? {
        if text.hasSuffix("%") {
            guard let share = Double(text.dropLast()), (0...100).contains(share) else { return nil }
            return .share(share / 100)
        }
        return TimeExpression(text)?.instant(now: clock.now, zone: clock.zone).map { .time($0) }
    }

    /// Shows the bookings as they were at another place of the replay; a row stays with its booking.
    mutating func show(_ snapshot: ReplaySnapshot) {
        ledger = snapshot.ledger
        replay = snapshot.progress
        letGoOfRows()
        list.leaveOut(rowsFrom: ledger.count)
        statistics.recount(at: clock, ledger: ledger)
        views.recount(in: ledger, clock: filterClock)
        alarms = ledger.alarms(clock: filterClock)
        refreshFilter()
        guard let found = snapshot.found, let row = ledger.row(ofSequence: found) else { return }
        list.select(row, in: ledger, visible: layout.visibleBookings)
    }

    /// Forgets what is remembered of rows for a moment, where another ledger has taken the place of the one that they are of.
    mutating func letGoOfRows() {
        arrivals = RecentArrivals()
        fading.clear()
        heldDetail = nil
        search.leaveOut(rowsFrom: ledger.count)
        closeWhatIsGone()
    }

    /// Closes what asks about bookings that are no longer here.
    private mutating func closeWhatIsGone() {
        if comparison?.rows.contains(where: { $0 >= ledger.count }) ?? false {
            comparison = nil
            if focus == .comparison { focus = pane }
        }
        switch prompt?.purpose {
        case .remark(let row)? where row >= ledger.count, .file(_, let row)? where row >= ledger.count: closePrompt()
        default: break
        }
        // What can be chosen in it is about the booking that was selected.
        if let menu, !menu.isSearched, menu.onCancel == nil {
            self.menu = nil
            if focus == .menu { focus = pane }
        }
    }

    func renderReplayBar(into frame: inout Screen.Frame, in rect: Rect, _ context: RenderContext) {
        guard let replay else { return }
        ReplayBar(progress: replay, context: context).render(into: &frame, in: rect)
    }
}
