/// A list to choose one thing from: by its key, with the cursor, or by typing a part of its name.
struct Menu: Sendable {
    /// One thing to choose.
    struct Item: Equatable, Sendable {
        /// The key that chooses it at once; only looked at in a menu that is not searched by typing.
        var key: Character?
        /// What it is called.
        var label: String
        /// What stands beside it: a sentence, or the keys that do the same; outside text is possible.
        var remark = ""
        /// Whether it is the one in force.
        var isCurrent = false
        /// What choosing it does.
        var command: Command
        /// What the capital of its key does; nil for nothing.
        var capitalCommand: Command?
    }

    /// What is chosen here.
    let title: String
    /// Everything that there is to choose.
    let items: [Item]
    /// Whether letters search; else they choose.
    let isSearched: Bool
    /// What was typed.
    private(set) var editor = LineEditor()
    /// The items that what was typed leaves, best first.
    private(set) var found: [Int]
    private(set) var cursor = 0

    init(_ title: String, _ items: [Item], isSearched: Bool = false) {
        self.title = title
        self.items = items
        self.isSearched = isSearched
        found = Array(items.indices)
        cursor = items.firstIndex { $0.isCurrent } ?? 0
    }

    /// The item under the cursor.
    var current: Item? { found.indices.contains(cursor) ? items[found[cursor]] : nil }

    /// The item of a key.
    func item(for key: Character) -> Item? { isSearched ? nil : items.first { $0.key == key } }

    mutating func insert(_ text: String) {
        editor.insert(text)
        search()
    }

    /// Moves the cursor or edits what is typed.
    mutating func perform(_ action: Action, visible: Int) {
        switch action {
        case .next: move(by: 1)
        case .previous: move(by: -1)
        case .pageDown: move(by: max(1, visible - 1))
        case .pageUp: move(by: -max(1, visible - 1))
        case .first: move(by: -found.count)
        case .last: move(by: found.count)
        default: if editor.perform(action) { search() }
        }
    }

    private mutating func move(by distance: Int) {
        cursor = min(max(0, cursor + distance), max(0, found.count - 1))
    }

    private mutating func search() {
        found = FuzzyMatch.ranked(items.map(\.label), by: editor.text)
        cursor = 0
    }
}
