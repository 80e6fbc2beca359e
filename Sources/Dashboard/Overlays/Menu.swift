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
        /// What having the cursor on it does already; nil for nothing.
        var preview: Command?
    }

    /// What is chosen here.
    let title: String
    /// Everything that there is to choose.
    let items: [Item]
    /// Whether letters search; else they choose.
    let isSearched: Bool
    /// What giving up does, where a preview is to be undone.
    var onCancel: Command?
    /// What stands in place of the items, where what was typed is a command with something after it.
    private(set) var suggestions: [Item]?
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
    var current: Item? { shown.indices.contains(cursor) ? shown[cursor] : nil }

    /// The items to choose from now.
    var shown: [Item] { suggestions ?? found.map { items[$0] } }

    /// Puts other items in the place of those that are searched, or back.
    mutating func suggest(_ items: [Item]?) {
        suggestions = items
        cursor = 0
    }

    /// Takes a text in place of what was typed.
    mutating func type(_ text: String) {
        editor.set(text)
        search()
    }

    /// Puts the cursor on an item that is shown.
    mutating func point(at index: Int) {
        if shown.indices.contains(index) { cursor = index }
    }

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
        case .first: move(by: -shown.count)
        case .last: move(by: shown.count)
        default: if editor.perform(action) { search() }
        }
    }

    private mutating func move(by distance: Int) {
        cursor = min(max(0, cursor + distance), max(0, shown.count - 1))
    }

    private mutating func search() {
        found = FuzzyMatch.ranked(items.map(\.label), by: editor.text)
        cursor = 0
    }
}
