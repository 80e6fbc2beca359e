import Screen

/// How many colours to use, by what the environment says.
struct ColorCapability {
    /// The value of `TERM`.
    let terminal: String
    /// The value of `COLORTERM`.
    let colorTerminal: String?
    /// Whether `NO_COLOR` is set and not empty (no-color.org).
    let isColorless: Bool

    /// The entry of the terminal database to ask for true colour, where the terminal says that it has it.
    ///
    /// The usual entries cannot express it, and redefining the palette of 256 would stay after us.
    var directTerminal: String? {
        guard !isColorless, colorTerminal == "truecolor" || colorTerminal == "24bit" else { return nil }
        var family = Substring(terminal)
        if family.hasSuffix("-256color") { family = family.dropLast("-256color".count) }
        if family.hasSuffix("-direct") { return terminal }
        // xterm-kitty, xterm-ghostty: their own entries, without the vendor before them.
        if family.hasPrefix("xterm-") { family = family.dropFirst("xterm-".count) }
        return family.isEmpty ? nil : "\(family)-direct"
    }

    /// The depth for a number of colours in the terminal database.
    func depth(colors: Int) -> ColorDepth {
        guard !isColorless else { return .none }
        switch colors {
        case ..<8: return .none
        case 8..<16: return .ansi8
        case 16..<256: return .ansi16
        case 256...0xFFFF: return .indexed256
        default: return .trueColor
        }
    }
}
