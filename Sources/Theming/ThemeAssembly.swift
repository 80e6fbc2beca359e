import Screen

/// The files of a theme put together: each one's palette, styles and signs replace those of what it inherits, name by name.
struct ThemeAssembly {
    /// The theme's own file first.
    let files: [ThemeFile]
    /// Those of them that are no built-in ones.
    var paths: [String] = []

    /// Puts them together; what is wrong goes to `found`.
    ///
    /// `resolve` tells what a theme that the own file names as its counterpart is loaded by; nil where there is none.
    func theme(
        name: String,
        origin: ThemeOrigin,
        found: inout DiagnosticList,
        resolve: (_ counterpart: String) -> String? = { $0 }
    ) -> LoadedTheme {
        let palette = files.reversed().reduce(into: [String: Color]()) { $0.merge($1.palette) { $1 } }
        var styles: [StyleRole: Style] = [:]
        var entries: [StyleRole: StyleEntry] = [:]
        for file in files.reversed() {
            for entry in file.styles {
                let style = style(of: entry, palette: palette, found: &found)
                guard let style, let role = entry.role else { continue }
                styles[role] = style
                entries[role] = entry
            }
        }
        let sheet = StyleSheet(styles: filled(styles))
        let background = files.lazy.compactMap(\.background).first ?? .dark
        let ground = ThemeGround(text: sheet.resolve(.text), declared: background)
        if let own = files.first, !found.hasErrors {
            ContrastCheck(sheet: sheet, ground: ground).warn(of: entries, in: own, found: &found)
        }
        let counterpart = counterpart(of: ground, found: &found, resolve: resolve)
        return LoadedTheme(
            name: name,
            title: files.first?.title,
            origin: origin,
            ground: ground,
            styleSheet: sheet,
            glyphs: glyphs(),
            diagnostics: found.diagnostics,
            counterpart: counterpart,
            paths: paths
        )
    }

    /// The counterpart that the theme's own file names for the other ground.
    private func counterpart(
        of ground: ThemeGround,
        found: inout DiagnosticList,
        resolve: (String) -> String?
    ) -> String? {
        guard let own = files.first else { return nil }
        var result: String?
        for (background, (name, line)) in own.counterparts.sorted(by: { $0.value.line < $1.value.line }) {
            if let path = resolve(name) {
                if (background == .light) != ground.isLight { result = path }
            } else {
                let nearest = Suggestion.nearest(to: name, among: BuiltInThemes.names)
                let advice = nearest.map { "; did you mean \"\($0)\"?" } ?? ""
                let message = "\(background.rawValue): there is no theme \(SafeQuote.quoted(name))\(advice)"
                found.warn(message, in: own.file, line: line)
            }
        }
        return result
    }

    private func style(of entry: StyleEntry, palette: [String: Color], found: inout DiagnosticList) -> Style? {
        do throws(ColorSpec.Fault) {
            let spec = entry.spec
            return Style(
                foreground: try spec.foreground?.resolved(in: palette),
                background: try spec.background?.resolved(in: palette),
                bold: spec.bold,
                dim: spec.dim,
                italic: spec.italic,
                underline: spec.underline,
                reverse: spec.reverse
            )
        } catch {
            let path = "styles.\(SafeQuote.plain(entry.key, limit: 60))"
            found.error("\(path): \(error.message)", in: entry.file, line: entry.line)
            return nil
        }
    }

    /// A colour that a role leaves open is that of the role before its last dot, so that `header.live` stands on the ground of
    /// `header`.
    private func filled(_ styles: [StyleRole: Style]) -> [StyleRole: Style] {
        var result = styles
        for role in StyleRole.allCases {
            guard let parent = role.parent.flatMap({ result[$0] }), var style = styles[role] else { continue }
            style.foreground = style.foreground ?? parent.foreground
            style.background = style.background ?? parent.background
            result[role] = style
        }
        return result
    }

    private func glyphs() -> GlyphSet {
        files.reversed().flatMap(\.glyphs).reduce(GlyphSet.unicode) { set, glyph in
            // A file's signs were tried when it was read.
            (try? set.with(glyph.name, glyph.text)) ?? set
        }
    }
}
