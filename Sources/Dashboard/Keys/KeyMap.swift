public import Screen

/// Which key does what, where.
public struct KeyMap: Sendable {
    /// An action with the keys that do it.
    public struct Binding: Sendable {
        /// What they do.
        public var action: Action
        /// The keys; the first is the one that hints show.
        public var keys: [KeySequence]

        /// Binds single keys, written as `KeyChord` reads them with blanks between; those that it cannot read are left out.
        init(_ keys: String, _ action: Action) {
            self.action = action
            self.keys = keys.split(separator: " ").compactMap { KeyChord(String($0)) }.map(KeySequence.init)
        }

        init(_ keys: [KeySequence], _ action: Action) {
            self.action = action
            self.keys = keys
        }
    }

    /// What keys that were pressed mean.
    enum Meaning: Equatable {
        case action(Action)
        /// A sequence begins so; the next key decides.
        case beginning
    }

    /// The bindings of each focus, in the order of the help.
    public private(set) var bindings: [Focus: [Binding]]
    private var meanings: [Focus: [[KeyChord]: Meaning]] = [:]

    init(_ bindings: [Focus: [Binding]]) {
        self.bindings = bindings
        index()
    }

    /// What one or two keys mean in a focus; nil where they do nothing, or are text.
    func meaning(of chords: [KeyChord], in focus: Focus) -> Meaning? { meanings[focus]?[chords] }

    /// What a single key does in a focus; nil where it does nothing, or is text.
    public func action(for chord: KeyChord, in focus: Focus) -> Action? {
        guard case .action(let action) = meaning(of: [chord], in: focus) else { return nil }
        return action
    }

    /// The first keys that do something in a focus.
    public func keys(for action: Action, in focus: Focus) -> KeySequence? {
        bindings[focus]?.first { $0.action == action }?.keys.first
    }

    /// Binds keys anew, one change after the other.
    ///
    /// A key does one thing in a focus: what it did before it does no longer.
    public func changed(by changes: [KeyChange]) -> KeyMap {
        var map = self
        for change in changes {
            var bindings = map.bindings[change.focus] ?? []
            for index in bindings.indices { bindings[index].keys.removeAll { $0 == change.keys } }
            bindings.removeAll { $0.keys.isEmpty && $0.action != change.action }
            if let action = change.action {
                if let index = bindings.firstIndex(where: { $0.action == action }) {
                    bindings[index].keys.insert(change.keys, at: 0)
                } else {
                    bindings.append(Binding([change.keys], action))
                }
            }
            map.bindings[change.focus] = bindings
        }
        map.index()
        return map
    }

    private mutating func index() {
        meanings = bindings.mapValues { bindings in
            var meanings: [[KeyChord]: Meaning] = [:]
            for binding in bindings {
                for keys in binding.keys {
                    if keys.chords.count > 1, meanings[[keys.chords[0]]] == nil {
                        meanings[[keys.chords[0]]] = .beginning
                    }
                    meanings[keys.chords] = .action(binding.action)
                }
            }
            return meanings
        }
    }

    /// The keys as tables in Markdown, one for each focus: for the README.
    public func markdownTable() -> String {
        Focus.allCases.map { focus in
            let rows = (bindings[focus] ?? []).map { binding in
                let keys = binding.keys.map { "`\($0.description.replacing("|", with: "\\|"))`" }
                return "| \(keys.joined(separator: " ")) | \(binding.action.summary(in: focus)) |"
            }
            return (["### \(focus.title)", "", "| Keys | What they do |", "| --- | --- |"] + rows).joined(
                separator: "\n"
            )
        }
        .joined(separator: "\n\n") + "\n"
    }
}
