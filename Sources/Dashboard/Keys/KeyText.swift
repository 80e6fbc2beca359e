import Screen

/// Keys as the screen names them.
enum KeyText {
    /// A short name of one key or two: `g`, `gg`, `^W o`.
    static func short(_ keys: KeySequence) -> String {
        let names = keys.chords.map { short($0) }
        return names.joined(separator: names.allSatisfy { $0.count == 1 } ? "" : " ")
    }

    /// A short name: `^D`, `Tab`, `F1`, `space`.
    static func short(_ chord: KeyChord) -> String {
        let name = chord.description
        if name.hasPrefix("ctrl+") { return "^" + name.dropFirst(5).uppercased() }
        if name.hasPrefix("shift+") { return "S-" + short(name.dropFirst(6)) }
        if name.hasPrefix("alt+") { return "M-" + name.dropFirst(4) }
        return short(name[...])
    }

    private static func short(_ name: Substring) -> String {
        switch name {
        case "pgup": return "PgUp"
        case "pgdn": return "PgDn"
        case "space": return "space"
        default:
            guard name.count > 1, let first = name.first else { return String(name) }
            return first.uppercased() + name.dropFirst()
        }
    }
}
