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

    /// The theme of a name as this one may inherit it: in its own folder or built in, and not one of those in use already.
    func parent(
        named name: String,
        except chain: Set<ThemeOrigin>,
        builtIns: Set<String>
    ) throws(ThemeError) -> ThemeSource? {
        if case .file(let path) = origin {
            let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
            let candidate = folder + name + ".toml"
            if !chain.contains(.file(path: candidate)), ThemeFolder.exists(candidate) {
                return ThemeSource(path: candidate, bytes: try ThemeFolder.contents(of: candidate))
            }
        }
        return builtIns.contains(name) ? nil : ThemeSource(builtIn: name)
    }
}
