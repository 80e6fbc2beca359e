/// The bytes of a theme's file, and where they come from.
struct ThemeSource {
    let name: String
    let origin: ThemeOrigin
    let bytes: [UInt8]

    /// A file.
    init(path: String, bytes: [UInt8]) {
        let last = path.split(separator: "/").last.map(String.init) ?? path
        name = last.hasSuffix(".toml") ? String(last.dropLast(5)) : last
        origin = .file(path: path)
        self.bytes = bytes
    }

    /// One of the program's own; nil where there is none of that name.
    init?(builtIn name: String) {
        guard let bytes = BuiltInThemes.contents(of: name) else { return nil }
        self.name = name
        origin = .builtIn
        self.bytes = bytes
    }

    /// What messages call it.
    var file: String {
        switch origin {
        case .builtIn: BuiltInThemes.file(of: name)
        case .file(let path): path
        }
    }

    /// The path of a theme of that name in the same folder; nil for a built-in theme, which has none.
    func sibling(named name: String) -> String? {
        guard case .file(let path) = origin else { return nil }
        return (path.lastIndex(of: "/").map { String(path[...$0]) } ?? "") + name + ".toml"
    }

    /// The theme of a name as this one may inherit it: in its own folder or built in, and not one of those in use already.
    func parent(
        named name: String,
        except chain: Set<ThemeOrigin>,
        builtIns: Set<String>
    ) throws(ThemeError) -> ThemeSource? {
        if let candidate = sibling(named: name) {
            if !chain.contains(.file(path: candidate)), ThemeFolder.exists(candidate) {
                return ThemeSource(path: candidate, bytes: try ThemeFolder.contents(of: candidate))
            }
        }
        return builtIns.contains(name) ? nil : ThemeSource(builtIn: name)
    }
}
