/// A theme as a list of themes shows it.
public struct ThemeChoice: Hashable, Sendable {
    /// The name that it is chosen by.
    public let name: String
    /// What it is called; safe to show.
    public let title: String
    /// What its text stands on.
    public let background: Background
    /// Whether it is the user's own, not the program's.
    public let isOwn: Bool

    /// Makes a choice.
    public init(name: String, title: String, background: Background, isOwn: Bool = false) {
        self.name = name
        self.title = title
        self.background = background
        self.isOwn = isOwn
    }
}
