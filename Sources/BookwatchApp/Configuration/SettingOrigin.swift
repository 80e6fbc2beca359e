/// Where the value of a setting comes from.
enum SettingOrigin: Equatable {
    case standard
    case file(path: String, line: Int, column: Int)
    /// The table of a profile, in the file.
    case profile(String, path: String, line: Int, column: Int)
    case variable(String)
    case flag(String)

    /// `config.toml:3:1`, `config.toml:9:1 (profile work)`, `BOOKWATCH_THEME`, `--theme` or `default`; not yet safe for a terminal.
    var text: String {
        switch self {
        case .standard: "default"
        case .file(let path, let line, let column): "\(path):\(line):\(column)"
        case .profile(let name, let path, let line, let column): "\(path):\(line):\(column) (profile \(name))"
        case .variable(let name): name
        case .flag(let name): name
        }
    }

    /// Whether it stands in a file, where settings go by their keys.
    var isInFile: Bool {
        switch self {
        case .file, .profile: true
        case .standard, .variable, .flag: false
        }
    }

    /// `file`, `profile`, `variable`, `flag` or `default`.
    var kind: String {
        switch self {
        case .standard: "default"
        case .file: "file"
        case .profile: "profile"
        case .variable: "variable"
        case .flag: "flag"
        }
    }
}

/// Something to say about the settings, and where.
struct SettingDiagnostic: Error {
    enum Severity { case warning, error }

    var origin: SettingOrigin
    var severity = Severity.error
    var message: String
    /// The value with a mark under the character that is wrong.
    var pointer: SettingFault.Pointer?

    /// The place and the message, as `config.toml:3:1: message`.
    ///
    /// A warning says that it is one. Safe for a terminal, and one line unless it points at something.
    var text: String {
        let place = origin == .standard ? "" : Quoted.line(origin.text) + ": "
        let first = place + (severity == .warning ? "warning: " : "") + Quoted.line(message)
        return pointer.map { first + "\n" + $0.lines } ?? first
    }
}

extension SettingFault.Pointer {
    private static let widest = 100

    /// The value and a `^` below; empty where the value is too long to be looked at.
    fileprivate var lines: String {
        guard text.count <= Self.widest else { return "" }
        let before = Quoted.width(text.prefix(position))
        return "    " + Quoted.line(text) + "\n    " + String(repeating: " ", count: before) + "^"
    }
}
