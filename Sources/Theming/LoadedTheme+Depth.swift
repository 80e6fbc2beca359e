public import Screen

extension LoadedTheme {
    /// The style sheet for a terminal of a depth.
    ///
    /// With sixteen colours or fewer, the nearest colour of two may be the same one. There the selected row has the colours of
    /// the text exchanged, and a role whose text would sink into its ground has the text's colour.
    public func styleSheet(for depth: ColorDepth) -> StyleSheet {
        guard depth == .ansi8 || depth == .ansi16 else { return styleSheet }
        var result = styleSheet
        let text = styleSheet.resolve(.text)
        for (role, style) in styleSheet.styles {
            var style = style
            let whole = styleSheet.resolve(role)
            if sinks(whole.foreground ?? .terminalDefault, into: whole.background ?? .terminalDefault, depth: depth) {
                style.foreground = text.foreground
            }
            result.styles[role] = style
        }
        if let selection = styleSheet.styles[.selection], !selection.reverse {
            var exchanged = selection
            (exchanged.foreground, exchanged.background) = (text.foreground, text.background)
            exchanged.reverse = true
            result.styles[.selection] = exchanged
        }
        return result
    }

    private func sinks(_ foreground: Color, into background: Color, depth: ColorDepth) -> Bool {
        let ground = background == .terminalDefault ? self.ground.background : background
        return foreground != .terminalDefault && foreground.reduced(to: depth) == ground.reduced(to: depth)
    }
}
