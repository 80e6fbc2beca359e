import Screen

/// One key, or two after each other, bound to something else than before.
public struct KeyChange: Equatable, Sendable {
    /// Where the keys are pressed.
    public var focus: Focus
    /// The keys.
    public var keys: KeySequence
    /// What they do from now on; nil for nothing.
    public var action: Action?

    /// Makes a change.
    public init(_ focus: Focus, _ keys: KeySequence, _ action: Action?) {
        self.focus = focus
        self.keys = keys
        self.action = action
    }
}

/// What is wrong with a key map.
public enum KeyMapFault: Equatable, Sendable {
    /// The first key of two already does something, so that the two are never reached.
    case unreachable(Focus, KeySequence, because: Action)
    /// Characters are text here, so that a key that writes one cannot do anything.
    case textTaken(Focus, KeySequence)
    /// Nothing leads back from here.
    case noWayBack(Focus)
}

extension KeyMap {
    /// All that is wrong with it, in the order of its tables.
    public var faults: [KeyMapFault] {
        Focus.allCases.flatMap { focus in
            let bindings = bindings[focus] ?? []
            var faults: [KeyMapFault] = []
            for keys in bindings.flatMap(\.keys) {
                if focus.takesText, keys.chords[0].typedCharacter != nil { faults.append(.textTaken(focus, keys)) }
                if keys.chords.count > 1, let action = action(for: keys.chords[0], in: focus) {
                    faults.append(.unreachable(focus, keys, because: action))
                }
            }
            if focus != .replay, !bindings.contains(where: { $0.action == .cancel && !$0.keys.isEmpty }) {
                faults.append(.noWayBack(focus))
            }
            return faults
        }
    }
}

extension Action {
    /// Its name in a file of keys: the words with underscores between, as `half_page_down`.
    public var name: String {
        var name = ""
        for character in rawValue {
            if character.isUppercase { name += "_" }
            name += character.lowercased()
        }
        return name
    }

    /// The action of a name; nil where there is none.
    public init?(name: String) {
        guard let action = Action.allCases.first(where: { $0.name == name }) else { return nil }
        self = action
    }
}
