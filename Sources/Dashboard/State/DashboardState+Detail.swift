import Bookings
import Ledger
import Screen

/// What the keys do in the detail.
extension DashboardState {
    /// The columns that a step to the side takes.
    private static let sidewaysStep = 16

    private var visibleLines: Int { DetailPane.visibleLines(in: layout.detail) }

    mutating func performInDetail(_ action: Action) -> [Effect] {
        refreshDetail()
        switch action {
        case .next, .previous, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .first, .last:
            detail.perform(action, visible: visibleLines)
        case .columnLeft: detail.scrollSideways(by: -Self.sidewaysStep)
        case .columnRight: detail.scrollSideways(by: Self.sidewaysStep)
        case .fold: detail.toggleFold()
        case .toggleFolds: detail.toggleAllFolds()
        case .open: detail.tab == .raw ? detail.toggleFold() : enter(.list)
        case .nextBooking: list.move(by: 1, visible: layout.visibleBookings)
        case .previousBooking: list.move(by: -1, visible: layout.visibleBookings)
        case .openLink: openLinks()
        case .search:
            detail.beginSearch()
            focus = .search
        case .searchWord: searchWordInDetail()
        case .nextMatch, .previousMatch:
            // What the list was searched for is found here too, and is lit already.
            if !detail.search.isActive, search.isActive { detail.beginSearch(for: search.query) }
            stepInDetail(backwards: action == .previousMatch)
        case .cancel, .back:
            if detail.search.isActive { detail.search = DetailSearch() } else { enter(.list) }
        case .mark: return toggleMark()
        default: performInPane(action)
        }
        refreshDetail()
        return []
    }

    /// Gives the keys to the detail, turns to a tab, or points at a line; a second press on it folds.
    mutating func pressDetail(_ position: Position, _ layout: Layout) {
        guard list.selection != nil else { return }
        let wasHere = pane == .detail
        if !wasHere { enter(.detail) }
        if let tab = DetailPane.tab(at: position, in: layout.detail) { return detail.show(tab) }
        refreshDetail()
        guard let subject = detail.subject(atRow: position.row, in: layout.detail) else { return }
        if wasHere, detail.cursor == subject { detail.toggleFold() } else { detail.point(at: subject, visibleLines) }
    }

    /// Makes the lines of the detail anew where they must be, as long as someone reads there.
    mutating func refreshDetail() {
        guard layout.showsDetail, pane == .detail || detail.tab == .raw, list.selectedGroup == nil else { return }
        detail.refresh(width: DetailPane.innerWidth(in: layout.detail), renderContext)
        detail.keepCursor(visible: visibleLines)
    }

    mutating func performInDetailSearch(_ action: Action) {
        refreshDetail()
        switch action {
        case .accept: focus = pane
        case .cancel:
            detail.giveUpSearch()
            focus = pane
        case .nextMatch, .previousMatch: stepInDetail(backwards: action == .previousMatch)
        default: if detail.search.edit(action) { findInDetail() }
        }
        refreshDetail()
    }

    /// Follows what is typed.
    mutating func findInDetail() {
        refreshDetail()
        detail.findFromOrigin(visible: visibleLines)
    }

    private mutating func stepInDetail(backwards: Bool) {
        guard detail.search.isActive else { return }
        if let content = detail.content, detail.search.hits.isEmpty { detail.search.find(in: content) }
        detail.stepToHit(backwards: backwards, visible: visibleLines)
    }

    private mutating func searchWordInDetail() {
        guard let value = detail.valueAtCursor?.value, !SafeText.isBlank(value) else {
            notices.append("The cursor is on no value; Fields and Raw have one")
            return
        }
        detail.beginSearch(for: value)
        findInDetail()
    }
}
