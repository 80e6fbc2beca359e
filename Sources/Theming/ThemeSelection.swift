/// A theme as settings choose it.
public struct ThemeSelection: Hashable, Sendable, CustomStringConvertible {
    /// The theme's name, or the path of its file.
    public let theme: String
    /// Whether its counterpart takes its place on the other ground.
    public let followsGround: Bool

    /// A theme as it is, or the one of its pair that suits the ground.
    public init(theme: String, followsGround: Bool = false) {
        self.theme = theme
        self.followsGround = followsGround
    }

    /// Reads `night`, `auto:night`, or `auto`, which is `auto:default`.
    public init(_ text: String) {
        if text == ThemeSelection.automatic {
            self.init(theme: ThemeLoader.defaultName, followsGround: true)
        } else if text.hasPrefix(ThemeSelection.automatic + ":") {
            self.init(theme: String(text.dropFirst(ThemeSelection.automatic.count + 1)), followsGround: true)
        } else {
            self.init(theme: text)
        }
    }

    private static let automatic = "auto"

    /// The form that `init` reads.
    public var description: String {
        guard followsGround else { return theme }
        return ThemeSelection.automatic + (theme == ThemeLoader.defaultName ? "" : ":" + theme)
    }
}
