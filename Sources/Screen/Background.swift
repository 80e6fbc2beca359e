/// What text stands on: light text on a dark ground, or dark text on a light one.
///
/// The raw value is the word for it in a theme.
public enum Background: String, CaseIterable, Sendable {
    case dark
    case light
}
