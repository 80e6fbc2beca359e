import Ledger

/// The search among the listed bookings.
struct SearchLine: Sendable {
    /// The text being typed.
    private(set) var editor = LineEditor()
    /// The listed rows that match, in the order of the list.
    private(set) var matches: [Int] = []
    /// How many of them stand before the row that the search steps from, and whether that is one itself.
    private var place = (before: 0, isMatch: false)
    /// Whether the last step went around the end.
    private(set) var wrapped = false
    /// The row that was selected when the search began; whether the list was followed then.
    private(set) var origin: (row: Int?, following: Bool) = (nil, true)

    /// Forgets an origin that is no longer here.
    mutating func leaveOut(rowsFrom count: Int) {
        if let row = origin.row, row >= count { origin = (nil, true) }
    }

    /// What is searched for; empty for no search.
    var query: String { editor.text }
    var isActive: Bool { !editor.characters.isEmpty }

    mutating func begin(at row: Int?, following: Bool) {
        self = SearchLine()
        origin = (row, following)
    }

    mutating func edit(_ action: Action) -> Bool { editor.perform(action) }

    mutating func insert(_ text: String) { editor.insert(text) }

    mutating func clear() { self = SearchLine() }

    /// Looks through the listed rows, to step from one of them; O(n).
    mutating func find(in ledger: BookingLedger, rows: [Int], from row: Int?) {
        matches = []
        place = (0, false)
        guard isActive, !query.allSatisfy(\.isWhitespace) else { return }
        let found = ledger.rows(containing: query, in: RowSet(rows: ledger.count, filled: true))
        for listed in rows {
            if listed == row { place = (matches.count, found.contains(listed)) }
            if found.contains(listed) { matches.append(listed) }
        }
    }

    /// The first match from the row on, else the last before it.
    mutating func matchFromHere() -> Int? {
        wrapped = false
        return place.before < matches.count ? matches[place.before] : matches.last
    }

    /// The match after or before the row, around the ends.
    mutating func nextMatch(backwards: Bool) -> Int? {
        guard !matches.isEmpty else { return nil }
        let target = backwards ? place.before - 1 : place.before + (place.isMatch ? 1 : 0)
        wrapped = !matches.indices.contains(target)
        return matches[wrapped ? (backwards ? matches.count - 1 : 0) : target]
    }

    /// `match 3 of 20` for a selected row.
    func position(of row: Int?) -> String {
        guard isActive else { return "" }
        guard !matches.isEmpty else { return "no match" }
        let total = NumberText.grouped(matches.count)
        guard let row, let place = matches.firstIndex(of: row) else {
            return matches.count == 1 ? "1 match" : "\(total) matches"
        }
        return "match \(NumberText.grouped(place + 1)) of \(total)" + (wrapped ? ", went around" : "")
    }
}
