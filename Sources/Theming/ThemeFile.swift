import Screen

/// One file of a theme, read and checked by itself; names of colours and what it inherits are still open.
struct ThemeFile {
    /// Its name in messages.
    let file: String
    private(set) var title: String?
    private(set) var inherits: (name: String, line: Int)?
    private(set) var background: Background?
    /// The themes that take this one's place on a ground.
    private(set) var counterparts: [Background: (name: String, line: Int)] = [:]
    private(set) var palette: [String: Color] = [:]
    private(set) var styles: [StyleEntry] = []
    private(set) var glyphs: [(name: GlyphName, text: String)] = []

    /// Reads a file; what is wrong goes to `found`.
    ///
    /// - Returns: nil where the file is not TOML at all.
    init?(_ bytes: some Collection<UInt8>, file: String, found: inout DiagnosticList) {
        self.file = file
        let top: TOMLNode
        do {
            top = try BoundedTOML.parse(bytes, file: file)
        } catch {
            found.error(error.reason, in: file, line: error.line, column: error.column)
            return nil
        }
        refuseNonNumbers(in: top, key: "", found: &found)
        for (key, node) in top.entries {
            switch key {
            case "name": title = string(key, node, found: &found)
            case "inherits": inherits = themeName(key, node, found: &found)
            case "background": readBackground(node, found: &found)
            case "dark": counterparts[.dark] = themeName(key, node, found: &found)
            case "light": counterparts[.light] = themeName(key, node, found: &found)
            case "palette": each(of: key, node, found: &found) { $0.readPalette($1, $2, found: &$3) }
            case "styles": each(of: key, node, found: &found) { $0.readStyle($1, $2, found: &$3) }
            case "glyphs": each(of: key, node, found: &found) { $0.readGlyph($1, $2, found: &$3) }
            default: warnUnknown(key, node, among: ThemeFile.keys, found: &found)
            }
        }
    }

    private static let keys = ["name", "inherits", "background", "dark", "light", "palette", "styles", "glyphs"]

    /// Whether a name may be that of a theme: it becomes a file's name, so it cannot lead anywhere else.
    static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 64
            && name.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    private func themeName(
        _ key: String,
        _ node: TOMLNode,
        found: inout DiagnosticList
    ) -> (name: String, line: Int)? {
        guard let name = string(key, node, found: &found) else { return nil }
        guard ThemeFile.isName(name) else {
            let message = "\(SafeQuote.quoted(name)) is not the name of a theme; a name has letters, digits, - and _"
            found.error("\(key): " + message, in: file, at: node)
            return nil
        }
        return (name, node.line)
    }

    private mutating func readBackground(_ node: TOMLNode, found: inout DiagnosticList) {
        guard let text = string("background", node, found: &found) else { return }
        background = Background(rawValue: text)
        if background == nil {
            found.error("background: \"dark\" or \"light\", not \(SafeQuote.quoted(text))", in: file, at: node)
        }
    }

    private mutating func readPalette(_ key: String, _ node: TOMLNode, found: inout DiagnosticList) {
        do throws(ColorSpec.Fault) {
            guard key != "default" else { throw ColorSpec.Fault(message: "this name is the terminal's own colour's") }
            // The sixteen names mean the terminal's colours here, so that a palette can name one after itself.
            palette[key] = try ColorSpec(node).resolved(in: [:])
        } catch {
            found.error("palette.\(SafeQuote.plain(key, limit: 60)): \(error.message)", in: file, at: node)
        }
    }

    private mutating func readGlyph(_ key: String, _ node: TOMLNode, found: inout DiagnosticList) {
        let path = "glyphs.\(SafeQuote.plain(key, limit: 60))"
        guard let text = string(path, node, found: &found) else { return }
        do throws(GlyphError) {
            let name = GlyphName(rawValue: key)
            _ = try GlyphSet.unicode.with(name ?? .new, text)
            guard let name else {
                warnUnknown(key, node, among: GlyphName.allCases.map(\.rawValue), found: &found)
                return
            }
            glyphs.append((name, text))
        } catch {
            found.error("\(path): \(SafeQuote.quoted(text)) \(ThemeFile.reason(of: error))", in: file, at: node)
        }
    }

    private static func reason(of error: GlyphError) -> String {
        switch error {
        case .empty: "is empty; a sign is one visible character"
        case .notPrintable: "is not printable; a sign is one visible character"
        case .moreThanOne: "is more than one character"
        case .notOneColumn: "is two columns wide; a sign has one"
        }
    }
}

extension ThemeFile {
    private mutating func readStyle(_ key: String, _ node: TOMLNode, found: inout DiagnosticList) {
        let path = "styles.\(SafeQuote.plain(key, limit: 60))"
        let errors = found.errorCount
        var spec = StyleSpec()
        if case .table = node.value {
            for (attribute, value) in node.entries {
                read(attribute, value, of: key, into: &spec, found: &found)
            }
        } else {
            spec.foreground = color(path, node, found: &found)
        }
        guard found.errorCount == errors else { return }
        let role = StyleRole(rawValue: key)
        if role == nil { warnUnknown(key, node, among: StyleRole.allCases.map(\.rawValue), found: &found) }
        styles.append(StyleEntry(key: key, role: role, spec: spec, file: file, line: node.line))
    }

    private func read(
        _ attribute: String,
        _ node: TOMLNode,
        of key: String,
        into spec: inout StyleSpec,
        found: inout DiagnosticList
    ) {
        let path = "styles.\(SafeQuote.plain(key, limit: 60)).\(SafeQuote.plain(attribute, limit: 60))"
        switch attribute {
        case "fg": spec.foreground = color(path, node, found: &found)
        case "bg": spec.background = color(path, node, found: &found)
        case "bold": spec.bold = flag(path, node, found: &found)
        case "dim": spec.dim = flag(path, node, found: &found)
        case "italic": spec.italic = flag(path, node, found: &found)
        case "underline": spec.underline = flag(path, node, found: &found)
        case "reverse": spec.reverse = flag(path, node, found: &found)
        case _ where StyleRole(rawValue: key + "." + attribute) != nil:
            let message = "a role with a dot stands in quotes: \"\(key).\(attribute)\" = …"
            found.error(message, in: file, at: node)
        default:
            warnUnknown(attribute, node, among: StyleSpec.keys, found: &found)
        }
    }

    private func color(_ path: String, _ node: TOMLNode, found: inout DiagnosticList) -> ColorSpec? {
        do {
            return try ColorSpec(node)
        } catch {
            found.error("\(path): \(error.message)", in: file, at: node)
            return nil
        }
    }

    private func flag(_ path: String, _ node: TOMLNode, found: inout DiagnosticList) -> Bool {
        if let flag = node.boolean { return flag }
        found.error("\(path): true or false, not \(node.kind)", in: file, at: node)
        return false
    }

    private func string(_ path: String, _ node: TOMLNode, found: inout DiagnosticList) -> String? {
        if let string = node.string { return string }
        found.error("\(path): a string is wanted, not \(node.kind)", in: file, at: node)
        return nil
    }

    private mutating func each(
        of key: String,
        _ node: TOMLNode,
        found: inout DiagnosticList,
        _ read: (inout ThemeFile, String, TOMLNode, inout DiagnosticList) -> Void
    ) {
        guard case .table = node.value else {
            found.error("\(key): a table is wanted, not \(node.kind)", in: file, at: node)
            return
        }
        for (name, entry) in node.entries { read(&self, name, entry, &found) }
    }

    private func warnUnknown(
        _ key: String,
        _ node: TOMLNode,
        among known: [String],
        found: inout DiagnosticList
    ) {
        let nearest = Suggestion.nearest(to: key, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
        found.warn("\(SafeQuote.quoted(key)) means nothing here\(nearest)", in: file, at: node)
    }

    /// Infinity and not-a-number are never meant, wherever they stand.
    private func refuseNonNumbers(in node: TOMLNode, key: String, found: inout DiagnosticList) {
        switch node.value {
        case .float(let float) where !float.isFinite:
            let message = "\(SafeQuote.plain(key, limit: 60)): \(float) is not a number that means anything"
            found.error(message, in: file, at: node)
        case .array(let elements):
            for element in elements { refuseNonNumbers(in: element, key: key, found: &found) }
        case .table:
            for (key, entry) in node.entries { refuseNonNumbers(in: entry, key: key, found: &found) }
        default:
            break
        }
    }
}
