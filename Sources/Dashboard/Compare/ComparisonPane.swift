import Bookings
import Ledger
import Screen

/// The overlay that compares two bookings, or one before and after.
struct ComparisonPane: Sendable {
    /// What is compared.
    enum Pair: Equatable, Sendable {
        /// Two bookings, by their rows in the ledger.
        case bookings(Int, Int)
        /// The states of one booking, from before its last change of the start, else from when it was first seen.
        case states(Int)
    }

    let pair: Pair
    private(set) var scroll = 0
    /// Whether fields that are the same are shown too.
    private(set) var showsAll = false

    init(_ pair: Pair) { self.pair = pair }

    /// The rows of the ledger that it needs the records of.
    var rows: [Int] {
        switch pair {
        case .bookings(let first, let second): [first, second]
        case .states(let row): [row]
        }
    }

    mutating func toggleAll() {
        showsAll.toggle()
        scroll = 0
    }

    mutating func scroll(by distance: Int, lines: Int, visible: Int) {
        scroll = min(max(0, scroll + distance), max(0, lines - visible))
    }

    /// The two sides; nil while what they are made from is not here.
    func sides(_ ledger: BookingLedger, _ cache: RecordCache, _ context: RenderContext) -> Sides? {
        switch pair {
        case .bookings(let first, let second):
            let views = [first, second].map { BookingView(row: $0, ledger: ledger, cache: cache) }
            return Sides(
                titles: (ComparisonPane.title(of: views[0]), ComparisonPane.title(of: views[1])),
                comparison: FieldComparison(views[0].booking, views[1].booking)
            )
        case .states(let row):
            let view = BookingView(row: row, ledger: ledger, cache: cache)
            guard view.states.count > 1, let last = view.states.indices.last else { return nil }
            let states = view.states
            let moved = states.indices.dropFirst().last { states[$0].startsAt != states[$0 - 1].startsAt }
            let (from, to) = moved.map { ($0 - 1, $0) } ?? (0, last)
            func title(_ index: Int, _ word: String) -> String {
                let time = ClockText.civil(view.records[index].sighting.receivedAt, in: context.clock.zone)
                return word + ", " + ClockText.recent(time, today: context.clock.today)
            }
            let words = moved == nil ? ("first seen", "last seen") : ("before", "after")
            return Sides(
                titles: (title(from, words.0), title(to, words.1)),
                comparison: FieldComparison(states[from], states[to])
            )
        }
    }

    /// What stands on the left and on the right.
    struct Sides {
        var titles: (before: String, after: String)
        var comparison: FieldComparison
    }

    private static func title(of view: BookingView) -> String {
        let name = VisibleText.of(view.booking.name ?? view.booking.email ?? "no name")
        return view.booking.id.map { name + "  " + $0 } ?? name
    }
}
