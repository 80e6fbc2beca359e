/// Finds themes by their names and loads them.
///
/// A theme in one of the folders wins over a built-in one of the same name.
public struct ThemeLoader: Sendable {
    /// The name of the theme that all others stand on.
    public static let defaultName = "default"
    /// The most files that one theme may be made of.
    public static let maximumAncestors = 8

    let directories: [String]

    /// Makes a loader.
    ///
    /// - Parameter directories: folders of the user's themes, first one first; those that do not exist are passed over.
    public init(directories: [String]) {
        self.directories = directories
    }

    /// All themes that can be loaded by name, in the order of their names; each name once, as `load` finds it.
    public func list() -> [ThemeListing] {
        var origins: [String: ThemeOrigin] = [:]
        for name in BuiltInThemes.names { origins[name] = .builtIn }
        for directory in directories.reversed() {
            for name in ThemeFolder.themeNames(in: directory) {
                origins[name] = .file(path: path(of: name, in: directory))
            }
        }
        return origins.map { ThemeListing(name: $0.key, origin: $0.value) }.sorted { $0.name < $1.name }
    }

    /// Loads a theme by its name, or by a path: what has a slash in it or ends with `.toml`.
    ///
    /// - Throws: where it is not there, or anything in it is an error; a theme is never half applied. Warnings come with the
    ///   theme.
    public func load(_ nameOrPath: String) throws(ThemeError) -> LoadedTheme {
        let source = try source(of: nameOrPath)
        var found = DiagnosticList()
        let theme = assemble(source, found: &found)
        guard let theme, !found.hasErrors else { throw .invalid(found.diagnostics) }
        return theme
    }

    /// The TOML text of a theme, found as `load` finds it.
    public func text(of nameOrPath: String) throws(ThemeError) -> String {
        let source = try source(of: nameOrPath)
        guard let text = String(validating: source.bytes, as: UTF8.self) else {
            var found = DiagnosticList()
            _ = ThemeFile(source.bytes, file: source.file, found: &found)
            throw .invalid(found.diagnostics)
        }
        return text
    }

    /// What is wrong with a theme's bytes; nothing where all is well.
    ///
    /// - Parameters:
    ///   - bytes: the file's content.
    ///   - file: the path that it comes from: for messages, and because the themes that it inherits are in its folder.
    /// - Returns: errors first, at most 21 of them and as many warnings.
    public func check(_ bytes: [UInt8], file: String) -> [ThemeDiagnostic] {
        var found = DiagnosticList()
        _ = assemble(ThemeSource(path: file, bytes: bytes), found: &found)
        return found.diagnostics
    }

    private func source(of nameOrPath: String) throws(ThemeError) -> ThemeSource {
        if nameOrPath.contains("/") || nameOrPath.hasSuffix(".toml") {
            return ThemeSource(path: nameOrPath, bytes: try ThemeFolder.contents(of: nameOrPath))
        }
        if ThemeFile.isName(nameOrPath) {
            for directory in directories {
                let path = path(of: nameOrPath, in: directory)
                guard ThemeFolder.exists(path) else { continue }
                return ThemeSource(path: path, bytes: try ThemeFolder.contents(of: path))
            }
            if let source = ThemeSource(builtIn: nameOrPath) { return source }
        }
        throw .notFound(name: nameOrPath, nearest: Suggestion.nearest(to: nameOrPath, among: list().map(\.name)))
    }

    /// Whether there is a theme of that name, in the folders or built in.
    func canLoad(_ name: String) -> Bool {
        BuiltInThemes.contents(of: name) != nil || directories.contains { ThemeFolder.exists(path(of: name, in: $0)) }
    }

    func path(of name: String, in directory: String) -> String {
        directory + (directory.hasSuffix("/") ? "" : "/") + name + ".toml"
    }
}
