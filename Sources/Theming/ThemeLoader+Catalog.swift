public import Screen

extension ThemeLoader {
    /// The theme that is chosen, or its counterpart where that one suits the ground and the choice says to heed it.
    ///
    /// - Throws: as `load` of a name does, for either of the two.
    public func load(_ selection: ThemeSelection, on background: Background) throws(ThemeError) -> LoadedTheme {
        let theme = try load(selection.theme)
        guard selection.followsGround, theme.background != background, let counterpart = theme.counterpart else {
            return theme
        }
        return try load(counterpart)
    }

    /// All themes that can be loaded without a fault, in the order of their names; for a list to choose from.
    ///
    /// It reads every file: a millisecond or two a theme.
    public func catalog() -> [ThemeChoice] {
        list().compactMap { listing in
            guard let theme = try? load(listing.name) else { return nil }
            return ThemeChoice(
                name: listing.name,
                title: theme.title ?? listing.name,
                background: theme.background,
                isOwn: listing.origin != .builtIn
            )
        }
    }

    /// The files that a theme hangs on: those that it is made of, and those that would win over it if they came.
    public func paths(of theme: LoadedTheme) -> [String] {
        let own = theme.paths.first { $0.hasSuffix("/\(theme.name).toml") }
        let rivals = own == nil ? directories.map { path(of: theme.name, in: $0) } : []
        return theme.paths + rivals
    }
}
