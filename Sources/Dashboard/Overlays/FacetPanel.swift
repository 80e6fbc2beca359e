import Bookings
import Ledger

/// The panel of facets: what values there are, how many bookings have each, and which are chosen.
struct FacetPanel: Sendable {
    /// A facet with its values.
    struct Section: Sendable {
        let facet: Facet
        /// Its values among what the rest of the filter lets through; chosen ones stay though no booking is left.
        fileprivate(set) var counts: [FacetCount] = []
        /// What its values are searched for.
        fileprivate(set) var search = ""
        fileprivate(set) var cursor = 0

        /// The values that the search leaves.
        var shown: [FacetCount] {
            guard !search.isEmpty else { return counts }
            let wanted = search.lowercased()
            return counts.filter { FilterText.name(of: $0.value, facet: facet).lowercased().contains(wanted) }
        }

        /// The value under the cursor.
        var current: FacetCount? {
            let shown = shown
            return shown.indices.contains(cursor) ? shown[cursor] : nil
        }

        fileprivate mutating func move(to place: Int) {
            cursor = min(max(0, place), max(0, shown.count - 1))
        }
    }

    private(set) var sections: [Section]
    private(set) var focused = 0

    /// Shows the facets worth counting, and those besides of which something is chosen.
    init(_ choices: [Facet: FacetChoice]) {
        let others = Facet.allCases.filter { choices[$0] != nil && !Facet.counted.contains($0) }
        sections = (Facet.counted + others).map { Section(facet: $0) }
    }

    var section: Section { sections[focused] }

    /// Counts anew; each cursor stays with its value.
    ///
    /// O(n) for each facet.
    mutating func refresh(
        _ tally: FilterTally,
        _ choices: [Facet: FacetChoice],
        in ledger: BookingLedger,
        clock: FilterClock
    ) {
        for index in sections.indices {
            let facet = sections[index].facet
            let before = sections[index].current
            var counts: [FacetCount] = []
            if Facet.counted.contains(facet) {
                counts = ledger.counts(of: facet, in: tally.rows(without: facet, count: ledger.count), clock: clock)
            }
            let choice = choices[facet] ?? FacetChoice()
            for value in choice.kept + choice.dropped where !counts.contains(where: { $0.value == value }) {
                counts.append(FacetCount(value: value, count: 0))
            }
            sections[index].counts = counts
            let place = before.flatMap { before in sections[index].shown.firstIndex { $0.value == before.value } }
            sections[index].move(to: place ?? sections[index].cursor)
        }
    }

    /// Counts one more booking, which was just added to the ledger; O(1) for values that are listed.
    ///
    /// The order of the values waits for the next `refresh`, so that nothing moves under the cursor.
    mutating func count(_ row: Int, _ tally: FilterTally, in ledger: BookingLedger, clock: FilterClock) {
        for index in sections.indices {
            let facet = sections[index].facet
            guard Facet.counted.contains(facet), tally.passes(row, without: facet) else { continue }
            for value in ledger.values(of: facet, at: row, clock: clock) {
                if let place = sections[index].counts.firstIndex(where: { $0.value == value }) {
                    sections[index].counts[place].count += 1
                } else {
                    sections[index].counts.append(FacetCount(value: value, count: 1))
                }
            }
        }
    }

    /// Searches the values of the focused facet.
    mutating func search(_ text: String) {
        sections[focused].search = text
        sections[focused].move(to: 0)
    }

    mutating func move(_ action: Action, visible: Int) {
        let cursor = section.cursor
        switch action {
        case .next: sections[focused].move(to: cursor + 1)
        case .previous: sections[focused].move(to: cursor - 1)
        case .pageDown: sections[focused].move(to: cursor + max(1, visible - 1))
        case .pageUp: sections[focused].move(to: cursor - max(1, visible - 1))
        case .first: sections[focused].move(to: 0)
        case .last: sections[focused].move(to: .max)
        case .nextSection: focused = (focused + 1) % sections.count
        case .previousSection: focused = (focused + sections.count - 1) % sections.count
        default: break
        }
    }
}
