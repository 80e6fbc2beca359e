extension KeyChord: LosslessStringConvertible {
    /// Reads a chord as key maps write it: `ctrl+c`, `shift+tab`, `pgdn`, `f2`, `space`, `j`, `G`, `alt++`.
    ///
    /// Names are not case-sensitive; a single character is. Nil for anything else.
    public init?(_ description: String) {
        var modifiers: Modifiers = []
        var rest = Substring(description)
        // A plus that begins a part is the key itself.
        while let plus = rest.dropFirst().firstIndex(of: "+"), rest.index(after: plus) < rest.endIndex {
            guard let modifier = KeyChord.modifierNames[rest[..<plus].lowercased()] else { return nil }
            modifiers.insert(modifier)
            rest = rest[rest.index(after: plus)...]
        }
        guard let key = Key(name: rest) else { return nil }
        self.init(key, modifiers)
    }

    /// The chord as key maps write it.
    public var description: String {
        var text = ""
        if modifiers.contains(.control) { text += "ctrl+" }
        if modifiers.contains(.alt) { text += "alt+" }
        if modifiers.contains(.shift) { text += "shift+" }
        return text + key.name
    }

    private static let modifierNames: [String: Modifiers] = [
        "ctrl": .control, "control": .control, "alt": .alt, "meta": .alt, "option": .alt, "shift": .shift,
    ]
}

extension KeyChord.Key {
    /// The key of a name; nil if there is none.
    init?(name: some StringProtocol) {
        if name.count == 1, let character = name.first {
            guard !SafeText.isBlank(name), !SafeText.glyphs(name).contains(where: \.isStandIn) else { return nil }
            self = .character(character)
            return
        }
        let name = name.lowercased()
        if let named = Self.named.first(where: { $0.name == name }) {
            self = named.key
        } else if name.first == "f", let number = Int(name.dropFirst()), 1...24 ~= number {
            self = .function(number)
        } else {
            return nil
        }
    }

    /// The name of the key.
    var name: String {
        switch self {
        case .function(let number): "f\(number)"
        case .character(let character) where character != " ": String(character)
        default: Self.named.first { $0.key == self }?.name ?? ""
        }
    }

    /// The keys that have a name; the first of several names of a key is the one that is written.
    private static let named: [(name: String, key: Self)] = [
        ("space", .character(" ")), ("enter", .enter), ("return", .enter), ("esc", .escape), ("escape", .escape),
        ("tab", .tab), ("backspace", .backspace), ("ins", .insert), ("insert", .insert), ("del", .delete),
        ("delete", .delete), ("up", .up), ("down", .down), ("left", .left), ("right", .right), ("home", .home),
        ("end", .end), ("pgup", .pageUp), ("pageup", .pageUp), ("pgdn", .pageDown), ("pagedown", .pageDown),
    ]
}
