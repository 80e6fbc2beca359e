import Screen

/// Texts from outside where something must be seen.
public enum VisibleText {
    /// What stands for a text in which nothing can be seen.
    static let blank = "(blank)"

    /// The text, or what stands for it.
    public static func of(_ text: String) -> String {
        SafeText.isBlank(text) ? blank : text
    }
}
