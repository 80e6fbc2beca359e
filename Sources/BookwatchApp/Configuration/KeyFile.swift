import Dashboard
import Screen
import Theming

/// The user's own keys: `keys.toml` beside the configuration.
///
/// A table for each place, with keys on the left and actions on the right: `[list]`, `"ctrl+n" = "next"`; `"none"` takes a
/// key away. Two keys after each other have a blank between them: `"g g"`.
struct KeyFile {
    /// What it changes, in its order.
    private(set) var changes: [KeyChange] = []
    /// What is wrong with it, by line; safe for a terminal.
    private(set) var faults: [String] = []
    /// Whether there is such a file.
    let isThere: Bool
    private let path: String

    /// Reads a file; one that does not exist and need not changes nothing.
    ///
    /// Throws where it cannot be read, or is no TOML.
    init(reading path: String, mustExist: Bool = false) throws {
        self.path = path
        let file = try ConfigurationFile(reading: path, mustExist: mustExist)
        isThere = file != nil
        guard let file else { return }
        read(try BoundedTOML.parse(file.bytes, file: path))
    }

    /// The keys of a preset with these changes; what cannot work is left as the preset has it.
    func keyMap(of preset: KeyPreset) -> KeyMap { preset.keyMap.changed(by: changes) }

    /// All that is wrong with it and with what it makes of a preset.
    func allFaults(with preset: KeyPreset) -> [String] {
        faults + keyMap(of: preset).faults.map { "\(Quoted.line(path)): \($0.text)" }
    }

    private mutating func read(_ document: TOMLNode) {
        for (name, table) in document.entries {
            guard let focus = Focus(rawValue: name), case .table = table.value else {
                let near = Suggestion.nearest(to: name, among: Focus.allCases.map(\.rawValue))
                note("\(Quoted.text(name)) is no place for keys\(near.map(ValueRules.meant) ?? KeyFile.places)", table)
                continue
            }
            for (keys, node) in table.entries { read(keys, node, in: focus) }
        }
    }

    private static let places = "; there are " + Focus.allCases.map { "[\($0.rawValue)]" }.joined(separator: ", ")

    private mutating func read(_ text: String, _ node: TOMLNode, in focus: Focus) {
        guard let keys = KeySequence(text) else {
            let rule = "write j, G, ctrl+c, alt+x, shift+tab, f2, space, enter, esc, up, pgdn, or two as \"g g\""
            return note("\(Quoted.text(text)) is no key; \(rule)", node)
        }
        guard let name = node.string else { return note("the name of an action is wanted, not \(node.kind)", node) }
        guard name != "none" else { return changes.append(KeyChange(focus, keys, nil)) }
        guard let action = Action(name: name) else {
            let near = Suggestion.nearest(to: name, among: Action.allCases.map(\.name) + ["none"])
            let rest = near.map { ValueRules.meant($0) } ?? "; “bookwatch keys” lists those there are"
            return note("there is no action \(Quoted.text(name))\(rest)", node)
        }
        if let other = changes.first(where: { $0.focus == focus && $0.keys == keys }) {
            let taken = other.action?.name ?? "none"
            return note("\(Quoted.text(text)) is bound twice here; it is already \(taken)", node)
        }
        changes.append(KeyChange(focus, keys, action))
    }

    private mutating func note(_ message: String, _ node: TOMLNode) {
        faults.append("\(Quoted.line(path)):\(node.line):\(node.column): \(message)")
    }
}

extension KeyMapFault {
    /// What is wrong, in words.
    var text: String {
        switch self {
        case .unreachable(let focus, let keys, let action):
            "[\(focus.rawValue)] “\(keys)” is never reached, since “\(keys.chords[0])” alone is \(action.name)"
        case .textTaken(let focus, let keys):
            "[\(focus.rawValue)] “\(keys)” is text there; take a key with ctrl or alt, or one that writes nothing"
        case .noWayBack(let focus):
            "[\(focus.rawValue)] no key is cancel, so that nothing would lead back from there"
        }
    }
}
