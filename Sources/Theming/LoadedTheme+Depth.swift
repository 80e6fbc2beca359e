public import Screen

extension LoadedTheme {
    /// The style sheet for a terminal of a depth.
    ///
    /// Where the nearest colour of those the terminal has would be read worse than contrast rules ask for, and worse than the
    /// theme's own, the nearest one that is read well enough takes its place, and at last the text's. With sixteen colours or
    /// fewer, where the nearest colour of two may be the same one, the selected row has the colours of the text exchanged.
    public func styleSheet(for depth: ColorDepth) -> StyleSheet {
        guard depth != .none, depth != .trueColor else { return styleSheet }
        var result = styleSheet
        let isNamed = depth <= .ansi16
        let reduction = ColorReduction(theme: self, depth: depth)
        for (role, var style) in styleSheet.styles where style.foreground != nil {
            style.foreground = reduction.foreground(of: role)
            result.styles[role] = style
        }
        if isNamed, let selection = styleSheet.styles[.selection], !selection.reverse {
            var exchanged = selection
            let text = styleSheet.resolve(.text)
            (exchanged.foreground, exchanged.background) = (text.foreground, text.background)
            exchanged.reverse = true
            result.styles[.selection] = exchanged
        }
        return result
    }
}

/// Chooses colours of a small palette so that text on them can be read.
private struct ColorReduction {
    let theme: LoadedTheme
    let depth: ColorDepth

    /// The colour of a role's text in the palette.
    func foreground(of role: StyleRole) -> Color? {
        let whole = theme.styleSheet.resolve(role)
        guard let own = whole.foreground, mayChange(own), role != .rule else { return whole.foreground }
        let minimum = ContrastCheck.signs.contains(role) ? Contrast.minimumForSigns : Contrast.minimum
        let grounds = grounds(of: role, whole)
        // A theme that asks for less has it its way.
        let wanted = grounds.map { min(minimum, Contrast.ratio(own, $0.full) ?? minimum) }
        func isReadable(_ color: Color) -> Bool {
            zip(grounds, wanted).allSatisfy { (Contrast.ratio(asShown(color), asShown($0.reduced)) ?? 21) >= $1 }
        }
        let nearest = own.reduced(to: depth)
        if isReadable(nearest) { return nearest }
        let readable = palette.filter(isReadable)
        return readable.min { distance($0, own) < distance($1, own) } ?? theme.styleSheet.resolve(.text).foreground
    }

    /// The terminal's owner chose the named colours, and whoever names them here means those; so it is with the numbers of
    /// xterm's palette where that is what the terminal has.
    private func mayChange(_ color: Color) -> Bool {
        switch color {
        case .terminalDefault, .ansi: false
        case .indexed(let index): index >= 16 && depth < .indexed256
        case .rgb: true
        }
    }

    /// What a role's text stands on: its ground, and that of the selection where that is a ground of its own.
    private func grounds(of role: StyleRole, _ style: Style) -> [(full: Color, reduced: Color)] {
        let own = style.background ?? .terminalDefault
        var grounds = [own == .terminalDefault ? theme.ground.background : own]
        if depth == .indexed256, own == theme.styleSheet.resolve(.text).background,
            let selection = theme.styleSheet.styles[.selection]?.background
        {
            grounds.append(selection)
        }
        return grounds.map { ($0, $0.reduced(to: depth)) }
    }

    private var palette: [Color] {
        switch depth {
        case .indexed256: (UInt8(16)...255).map { Color.indexed($0) }
        case .ansi16: (UInt8(0)..<16).map { Color.ansi($0) }
        default: (UInt8(0)..<8).map { Color.ansi($0) }
        }
    }

    /// A named colour as xterm shows it.
    private func asShown(_ color: Color) -> Color {
        switch color {
        case .ansi(let index), .indexed(let index):
            let (red, green, blue) = Color.components(ofIndex: index)
            return .rgb(UInt8(clamping: red), UInt8(clamping: green), UInt8(clamping: blue))
        case .terminalDefault, .rgb:
            return color
        }
    }

    /// The square of the distance in red, green and blue, weighed about as the eye does.
    private func distance(_ one: Color, _ other: Color) -> Int {
        guard case .rgb(let red, let green, let blue) = asShown(one),
            case .rgb(let otherRed, let otherGreen, let otherBlue) = asShown(other)
        else { return .max }
        let differences = (Int(red) - Int(otherRed), Int(green) - Int(otherGreen), Int(blue) - Int(otherBlue))
        return 3 * differences.0 * differences.0 + 6 * differences.1 * differences.1 + differences.2 * differences.2
    }
}
