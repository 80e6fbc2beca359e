public import Screen

/// A theme that is ready to use.
public struct LoadedTheme: Sendable {
    /// The name that it is chosen by.
    public let name: String
    /// The name that its file gives it, made safe to show.
    public let title: String?
    /// Where it comes from.
    public let origin: ThemeOrigin
    /// How each role looks.
    public let styleSheet: StyleSheet
    /// The signs.
    public let glyphs: GlyphSet
    /// What is not quite right with it: warnings alone, in the order of the file.
    public let diagnostics: [ThemeDiagnostic]

    /// The theme that takes its place on the other ground, by its name or path; nil where it names none.
    public let counterpart: String?
    /// The files that it is made of, its own first; none for a built-in one.
    public let paths: [String]

    let ground: ThemeGround

    init(
        name: String,
        title: String?,
        origin: ThemeOrigin,
        ground: ThemeGround,
        styleSheet: StyleSheet,
        glyphs: GlyphSet,
        diagnostics: [ThemeDiagnostic],
        counterpart: String? = nil,
        paths: [String] = []
    ) {
        self.name = name
        self.title = title.map { SafeText.line(String(String.UnicodeScalarView($0.unicodeScalars.prefix(60)))) }
        self.origin = origin
        self.ground = ground
        self.styleSheet = styleSheet
        self.glyphs = glyphs
        self.diagnostics = diagnostics
        self.counterpart = counterpart
        self.paths = paths
    }

    /// What its text stands on.
    public var background: Background { ground.isLight ? .light : .dark }
}
