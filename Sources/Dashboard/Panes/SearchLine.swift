import Ledger

/// The search among the listed bookings.
struct SearchLine: Sendable {
    /// The text being typed.
    private(set) var editor = LineEditor()
    /// The listed rows that match, in order.
    private(set) var matches: [Int] = []
    /// Whether the last step went around the end.
    private(set) var wrapped = false
    /// The row that was selected when the search began; whether the list was followed then.
    private(set) var origin: (row: Int?, following: Bool) = (nil, true)

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

    /// Looks through the listed rows; O(n).
    mutating func find(in ledger: BookingLedger, rows: [Int]) {
        matches = []
        guard isActive, !query.allSatisfy(\.isWhitespace) else { return }
        let found = ledger.rows(containing: query, in: RowSet(rows: ledger.count, filled: true))
        matches = rows.filter { found.contains($0) }
    }

    /// The first match from a row on, else the last before it.
    mutating func match(from row: Int) -> Int? {
        wrapped = false
        guard let last = matches.last else { return nil }
        return last < row ? last : matches[matches.firstIndex(notBelow: row)]
    }

    /// The match after or before a row, around the ends.
    mutating func match(after row: Int, backwards: Bool) -> Int? {
        guard !matches.isEmpty else { return nil }
        let place = matches.firstIndex(notBelow: backwards ? row : row + 1)
        let target = backwards ? place - 1 : place
        wrapped = !matches.indices.contains(target)
        return matches[wrapped ? (backwards ? matches.count - 1 : 0) : target]
    }

    /// `match 3 of 20` for a selected row.
    func position(of row: Int?) -> String {
        guard isActive else { return "" }
        guard !matches.isEmpty else { return "no match" }
        let total = NumberText.grouped(matches.count)
        guard let row, case let place = matches.firstIndex(notBelow: row), place < matches.count, matches[place] == row
        else { return matches.count == 1 ? "1 match" : "\(total) matches" }
        return "match \(NumberText.grouped(place + 1)) of \(total)" + (wrapped ? ", went around" : "")
    }
}
