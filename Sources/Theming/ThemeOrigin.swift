/// Where a theme comes from.
public enum ThemeOrigin: Hashable, Sendable {
    /// The program.
    case builtIn
    /// A file.
    case file(path: String)
}

/// A theme that can be loaded by its name.
public struct ThemeListing: Hashable, Sendable {
    /// Its name: the file's, without `.toml`.
    public var name: String
    /// Where it comes from.
    public var origin: ThemeOrigin
}
