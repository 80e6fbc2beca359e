/// Why a theme is not used.
public enum ThemeError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No theme has this name; another one's is close to it.
    case notFound(name: String, nearest: String?)
    /// The file could not be read, for this `errno`.
    case unreadable(path: String, errno: Int32)
    /// The path is a folder, a pipe or something else that is not a file.
    case notAFile(path: String)
    /// The file has faults; at least one of these is an error.
    case invalid([ThemeDiagnostic])

    private static let advice = "give the path of a theme file, or the name of a theme"

    /// What is wrong, one line for each fault; safe to print.
    public var description: String {
        switch self {
        case .notFound(let name, let nearest):
            "there is no theme \(SafeQuote.quoted(name))" + (nearest.map { "; did you mean \"\($0)\"?" } ?? "")
        case .unreadable(let path, let errno):
            "\(SafeQuote.plain(path)): \(ThemeFolder.text(of: errno)); " + ThemeError.advice
        case .notAFile(let path):
            "\(SafeQuote.plain(path)): not a file; " + ThemeError.advice
        case .invalid(let diagnostics):
            diagnostics.map(\.description).joined(separator: "\n")
        }
    }

    /// What is wrong with the file; empty where there is none.
    public var diagnostics: [ThemeDiagnostic] {
        guard case .invalid(let diagnostics) = self else { return [] }
        return diagnostics
    }
}
