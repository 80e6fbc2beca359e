/// Something to say about a theme, and where.
public struct ThemeDiagnostic: Equatable, Sendable, CustomStringConvertible {
    /// How bad it is.
    public enum Severity: String, Equatable, Sendable {
        /// The theme works, but not quite as its author meant.
        case warning
        /// The theme is not used.
        case error
    }

    /// The file, as the caller named it.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// The column, from 1, where it is known.
    public var column: Int?
    /// How bad it is.
    public var severity: Severity
    /// What is wrong, and what would be right; safe to print.
    public var message: String

    /// `file:line: reason`, safe to print; a warning says that it is one.
    public var description: String {
        "\(SafeQuote.plain(file)):\(line): \(severity == .warning ? "warning: " : "")\(message)"
    }
}
