import Bookings
import Ledger
import Screen

extension DashboardState {
    mutating func performInList(_ action: Action) -> [Effect] {
        if configuration.mode == .replay, let commands = replayCommands(for: action) {
            return commands.map { .replay($0) }
        }
        let visible = layout.visibleBookings
        switch action {
        case .next, .nextBooking: list.move(by: 1, visible: visible)
        case .previous, .previousBooking: list.move(by: -1, visible: visible)
        case .halfPageDown: list.scroll(by: max(1, visible / 2), visible: visible)
        case .halfPageUp: list.scroll(by: -max(1, visible / 2), visible: visible)
        case .pageDown: list.scroll(by: max(1, visible - 1), visible: visible)
        case .pageUp: list.scroll(by: -max(1, visible - 1), visible: visible)
        case .first: goToEnd(false)
        case .last: goToEnd(true)
        case .pause: list.isFollowing ? list.stopFollowing() : list.follow(in: ledger)
        case .open: open()
        case .columnLeft: moveColumn(by: -1)
        case .columnRight: moveColumn(by: 1)
        case .sort: openSortMenu()
        case .invertSort: sort(by: list.content.order.inverted)
        case .group: openGroupMenu()
        case .toggleFolds: toggleFolds()
        case .columns: openColumns()
        case .onlyMarked: toggleOnlyMarked()
        case .nextMark: stepToMark(backwards: false)
        case .previousMark: stepToMark(backwards: true)
        case .mark: return toggleMark()
        case .cancel: search.clear()
        case .back:
            guard search.isActive else { return leave() }
            search.clear()
        case .toggleStrip: toggleStrip()
        case .zoomIn: zoomStrip(by: 1)
        case .zoomOut: zoomStrip(by: -1)
        case .brush: beginRange()
        case .goTo: ask(Prompt(.time))
        case .nextHour, .previousHour, .nextDay, .previousDay, .nextGap, .previousGap: performTime(action)
        default:
            if !performOnFilter(action) { performInPane(action) }
        }
        return []
    }

    /// Opens the booking, or folds the group.
    private mutating func open() {
        if list.selectedGroup != nil { return list.toggleFold(in: ledger) }
        if list.selection != nil { enter(.detail) }
    }

    private mutating func toggleFolds() {
        guard list.content.groups != nil else { return openGroupMenu() }
        list.toggleAllFolds(in: ledger)
    }

    /// What the keys of the list do to the filter.
    ///
    /// - Returns: whether it was one of them.
    private mutating func performOnFilter(_ action: Action) -> Bool {
        switch action {
        case .toggleFilter: changeFilter { $0.isOn.toggle() }
        case .clearFilter, .allBookings: showView(0)
        case .facets: openFacets()
        case .keepValue: chooseValue(.keep)
        case .dropValue: chooseValue(.drop)
        case .addValue: chooseValue(.add)
        case .showAlarms: showAlarms()
        case .saveView: askForViewKey()
        case .searchWord: searchValue(of: table.current.facet ?? .name)
        default:
            guard let place = Action.views.firstIndex(of: action) else { return false }
            showView(place + 1)
        }
        return true
    }

    /// Keeps, drops or adds the value under the cursor; where the column has none of a facet, it is asked for.
    private mutating func chooseValue(_ choice: ValueChoice) {
        guard let row = list.selection else { return }
        guard let facet = table.current.facet else { return askForField(choice) }
        choose(choice, facet, row: row)
    }

    /// Searches the value that the selected booking has in a field.
    mutating func searchValue(of facet: Facet) {
        guard let row = list.selection else { return }
        let values = ledger.values(of: facet, at: row, clock: filterClock)
        guard let value = values.compactMap(\.self).first else {
            return notices.append("This booking has no \(FilterText.name(of: facet)) to search")
        }
        beginSearch(for: value)
        findFromOrigin()
        focus = pane
    }
}
