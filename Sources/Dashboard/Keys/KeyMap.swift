public import Screen

/// Which key does what, where.
public struct KeyMap: Sendable {
    /// An action with the keys that do it.
    public struct Binding: Sendable {
        /// What they do.
        public var action: Action
        /// The keys; the first is the one that hints show.
        public var chords: [KeyChord]
        /// The keys as they were written.
        let keys: String

        /// Binds keys, written as `KeyChord` reads them with blanks between; those that it cannot read are left out.
        init(_ keys: String, _ action: Action) {
            self.action = action
            self.keys = keys
            chords = keys.split(separator: " ").compactMap { KeyChord(String($0)) }
        }
    }

    /// The bindings of each focus, in the order of the help.
    public let bindings: [Focus: [Binding]]
    private let actions: [Focus: [KeyChord: Action]]

    init(_ bindings: [Focus: [Binding]]) {
        self.bindings = bindings
        actions = bindings.mapValues { bindings in
            Dictionary(
                bindings.flatMap { binding in binding.chords.map { ($0, binding.action) } },
                uniquingKeysWith: { first, _ in first }
            )
        }
    }

    /// What a key does in a focus; nil where it does nothing, or is text.
    public func action(for chord: KeyChord, in focus: Focus) -> Action? {
        actions[focus]?[chord]
    }

    /// The first key that does something in a focus.
    public func chord(for action: Action, in focus: Focus) -> KeyChord? {
        bindings[focus]?.first { $0.action == action }?.chords.first
    }

    /// The keys as tables in Markdown, one for each focus: for the README.
    public func markdownTable() -> String {
        Focus.allCases.map { focus in
            let rows = (bindings[focus] ?? []).map { binding in
                let keys = binding.chords.map { "`\($0)`" }
                return "| \(keys.joined(separator: " ")) | \(binding.action.summary(in: focus)) |"
            }
            return (["### \(focus.title)", "", "| Keys | What they do |", "| --- | --- |"] + rows).joined(
                separator: "\n"
            )
        }
        .joined(separator: "\n\n") + "\n"
    }
}
