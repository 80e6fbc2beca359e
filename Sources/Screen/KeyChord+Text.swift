extension KeyChord: LosslessStringConvertible {
    /// Reads a chord as key maps write it: `ctrl+c`, `shift+tab`, `pgdn`, `f2`, `space`, `j`, `G`, `alt++`.
    ///
    /// Names are not case-sensitive; a single character is. Nil for anything else.
    public init?(_ description: String) {
        var modifiers: Modifiers = []
        var rest = Substring(description)
        while let plus = rest.dropFirst().firstIndex(of: "+"), rest.index(after: plus) < rest.endIndex {
            guard let modifier = KeyChord.modifierNames[rest[..<plus].lowercased()] else { return nil }
            modifiers.insert(modifier)
            rest = rest[rest.index(after: plus)...]
        }
        guard let key = KeyChord.key(named: rest) else { return nil }
        self.init(key, modifiers)
    }

    /// The chord as key maps write it.
    public var description: String {
        var text = ""
        if modifiers.contains(.control) { text += "ctrl+" }
        if modifiers.contains(.alt) { text += "alt+" }
        if modifiers.contains(.shift) { text += "shift+" }
        switch key {
        case .character(" "): return text + "space"
        case .character(let character): return text + String(character)
        case .function(let number): return text + "f\(number)"
        case .named(let name): return text + name.rawValue
        }
    }

    private static let modifierNames: [String: Modifiers] = [
        "ctrl": .control, "control": .control, "alt": .alt, "meta": .alt, "option": .alt, "shift": .shift,
    ]

    private static let otherNames: [String: NamedKey] = [
        "return": .enter, "escape": .escape, "insert": .insert, "delete": .delete, "pageup": .pageUp,
        "pagedown": .pageDown,
    ]

    private static func key(named text: Substring) -> Key? {
        if text.count == 1, let character = text.first {
            let isPrintable = !SafeText.glyphs(text).contains(where: \.isStandIn)
            return isPrintable && character != " " ? .character(character) : nil
        }
        let name = text.lowercased()
        if name == "space" { return .character(" ") }
        if let key = NamedKey(rawValue: name) ?? otherNames[name] { return .named(key) }
        if name.first == "f", let number = Int(name.dropFirst()), (1...24).contains(number) { return .function(number) }
        return nil
    }
}
