import Bookings
import Ledger
import Screen

/// Comparing two bookings, or one before and after.
extension DashboardState {
    /// Compares the two marked bookings; with fewer marks what was rescheduled with what took its place, else the states of
    /// the selected booking.
    mutating func compare() {
        let marked = ledger.markedRows
        guard marked.count <= 2 else {
            let number = NumberText.grouped(marked.count)
            notices.append("\(number) bookings are marked, and two can be compared; m takes a mark away")
            return
        }
        if marked.count == 2 { return open(.bookings(marked[0], marked[1])) }
        guard let row = list.selection else {
            notices.append("No booking is selected")
            return
        }
        if let other = ledger.replacement(of: row) { return open(.bookings(row, other)) }
        if let other = ledger.replaced(by: row) { return open(.bookings(other, row)) }
        guard ledger.sightings(of: row).count > 1 else {
            notices.append("It was seen once; mark two bookings with m to compare them")
            return
        }
        open(.states(row))
    }

    private mutating func open(_ pair: ComparisonPane.Pair) {
        comparison = ComparisonPane(pair)
        focus = .comparison
    }

    /// The two sides that are compared, as they are known now.
    func comparedSides(_ context: RenderContext) -> ComparisonPane.Sides? {
        comparison?.sides(ledger, detail.cache, context)
    }

    mutating func performInComparison(_ action: Action) {
        let text = ComparisonPane.text(in: layout.body)
        let context = renderContext
        let lines = comparison?.lines(comparedSides(context), width: text.columns, context).count ?? 0
        let page = max(1, text.rows - 1)
        func scroll(by distance: Int) { comparison?.scroll(by: distance, lines: lines, visible: text.rows) }
        switch action {
        case .next: scroll(by: 1)
        case .previous: scroll(by: -1)
        case .pageDown: scroll(by: page)
        case .pageUp: scroll(by: -page)
        case .first: scroll(by: -lines)
        case .last: scroll(by: lines)
        case .toggleFolds: comparison?.toggleAll()
        case .cancel:
            comparison = nil
            focus = pane
        default: break
        }
    }
}
