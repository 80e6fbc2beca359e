#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where bookwatch keeps its files, after the XDG base directory specification 0.8, on Linux and macOS alike.
struct Environment {
    /// A variable of the process's environment; nil where it is unset or empty.
    static func value(_ name: String) -> String? {
        guard let text = getenv(name).map({ String(cString: $0) }), !text.isEmpty else { return nil }
        return text
    }

    /// What the names of bookwatch's own variables begin with.
    static let variablePrefix = "BOOKWATCH_"

    /// The variable that names the configuration file.
    static let configurationVariable = "BOOKWATCH_CONFIG"

    /// The variable that names the profile.
    static let profileVariable = "BOOKWATCH_PROFILE"

    /// The variable that declares sources: `NAME.KEY=VALUE`, one a line or with semicolons between.
    static let sourcesVariable = "BOOKWATCH_SOURCES"

    /// All variables whose names begin so, empty ones too.
    static func variables(prefix: String) -> [String: String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let line = entry.pointee {
            let text = String(cString: line)
            if text.hasPrefix(prefix), let sign = text.firstIndex(of: "=") {
                variables[String(text[..<sign])] = String(text[text.index(after: sign)...])
            }
            entry += 1
        }
        return variables
    }

    /// The current user's home folder.
    static var home: String {
        value("HOME") ?? getpwuid(getuid()).flatMap { String(cString: $0.pointee.pw_dir) } ?? "/"
    }

    /// `$XDG_CONFIG_HOME/bookwatch`.
    static var configurationFolder: String {
        folder("XDG_CONFIG_HOME", fallback: ".config")
    }

    /// `$XDG_STATE_HOME/bookwatch`.
    static var stateFolder: String {
        folder("XDG_STATE_HOME", fallback: ".local/state")
    }

    /// The default configuration file.
    static var configurationFile: String { configurationFolder + "/config.toml" }

    /// The configuration file: that of `--config`, of the variable, or the default one.
    static func configurationPath(option: String?) -> String {
        option ?? value(configurationVariable) ?? configurationFile
    }

    /// The default log of bookings.
    static var logFile: String { stateFolder + "/bookings.jsonl" }

    /// What the viewer had kept of the screen.
    static var screenFile: String { stateFolder + "/screen.json" }

    /// The history of the filter line.
    static var filterHistoryFile: String { stateFolder + "/filter-history" }

    /// Where copied texts go that can go nowhere else.
    static var clipboardFile: String { stateFolder + "/clipboard.txt" }

    /// Where the program's own messages go while the screen is in use.
    static var programLogFile: String { stateFolder + "/bookwatch.log" }

    /// The default Unix socket: in `$XDG_RUNTIME_DIR`, else in a folder of the user's own under `$TMPDIR`.
    static var socket: String {
        if let runtime = value("XDG_RUNTIME_DIR") { return runtime + "/bookwatch.sock" }
        return temporaryFolder + "/bookwatch-\(getuid())/bookwatch.sock"
    }

    /// `$TMPDIR`, else `/tmp`.
    static var temporaryFolder: String {
        let folder = value("TMPDIR") ?? "/tmp"
        return folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    }

    /// The folders of the user's themes.
    static var themeFolders: [String] { [configurationFolder + "/themes"] }

    /// The theme that was chosen in the dashboard.
    static var keptThemeFile: String { stateFolder + "/theme" }

    /// The user's own keys.
    static var keyFile: String { configurationFolder + "/keys.toml" }

    private static func folder(_ variable: String, fallback: String) -> String {
        // A relative path in these variables is to be ignored, says the specification.
        let base = value(variable).flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/" + fallback
        return base + "/bookwatch"
    }
}
