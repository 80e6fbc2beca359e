extension ThemeLoader {
    /// Reads a theme and all that it inherits, and puts them together; what is wrong goes to `found`.
    func assemble(_ source: ThemeSource, found: inout DiagnosticList) -> LoadedTheme? {
        guard let chain = chain(from: source, found: &found) else { return nil }
        return ThemeAssembly(files: chain.files, paths: chain.paths).theme(
            name: source.name,
            origin: source.origin,
            found: &found
        ) { name in
            if let sibling = source.sibling(named: name), ThemeFolder.exists(sibling) { return sibling }
            return canLoad(name) ? name : nil
        }
    }

    /// The theme's own file first, then what it inherits; the default theme is last.
    private func chain(
        from first: ThemeSource,
        found: inout DiagnosticList
    ) -> (files: [ThemeFile], paths: [String])? {
        var source = first
        var files: [ThemeFile] = []
        var origins: Set<ThemeOrigin> = []
        var builtIns: Set<String> = []
        var names: [String] = []
        var paths: [String] = []
        while true {
            guard let file = ThemeFile(source.bytes, file: source.file, found: &found) else { return nil }
            files.append(file)
            origins.insert(source.origin)
            names.append(source.name)
            switch source.origin {
            case .builtIn: builtIns.insert(source.name)
            case .file(let path): paths.append(path)
            }
            guard let (name, line) = parent(of: file, builtIns: builtIns) else { return (files, paths) }
            guard files.count < ThemeLoader.maximumAncestors else {
                let message = "inherits: more than \(ThemeLoader.maximumAncestors) themes, each from the next"
                found.error(message, in: file.file, line: line)
                return nil
            }
            do throws(ThemeError) {
                guard let next = try source.parent(named: name, except: origins, builtIns: builtIns) else {
                    found.error(refusal(of: name, after: names), in: file.file, line: line)
                    return nil
                }
                source = next
            } catch {
                found.error("inherits: \(error)", in: file.file, line: line)
                return nil
            }
        }
    }

    /// What a file inherits: what it says, else the default theme, which inherits nothing.
    private func parent(of file: ThemeFile, builtIns: Set<String>) -> (name: String, line: Int)? {
        if let inherits = file.inherits { return inherits }
        return builtIns.contains(ThemeLoader.defaultName) ? nil : (ThemeLoader.defaultName, 1)
    }

    private func refusal(of name: String, after names: [String]) -> String {
        guard let start = names.firstIndex(of: name) else {
            let nearest = Suggestion.nearest(to: name, among: BuiltInThemes.names)
            let advice = nearest.map { "; did you mean \"\($0)\"?" } ?? ""
            return "inherits: there is no theme \(SafeQuote.quoted(name)) in this folder or built in\(advice)"
        }
        return "inherits: a cycle, " + (names[start...] + [name]).joined(separator: " → ")
    }
}
