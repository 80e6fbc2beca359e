import Ingest
import Theming

/// Takes the settings out of a TOML document and notes all that is wrong with it.
struct DocumentReader {
    let path: String
    var layers: LayeredSettings
    private let context: SettingContext
    /// The profile that is being read; nil for what holds in all.
    private var profile: String?

    init(path: String, layers: LayeredSettings) {
        self.path = path
        self.layers = layers
        context = SettingContext(folder: path.lastIndex(of: "/").map { String(path[...$0]) })
    }

    mutating func read(_ document: TOMLNode) {
        read(document, under: "", among: SettingTable.all)
        for (name, node) in document.entries where name == "profiles" { readProfiles(node) }
    }

    /// The profile in use goes over what was read before; the others are only looked at.
    private mutating func readProfiles(_ node: TOMLNode) {
        guard case .table = node.value else {
            return note("“profiles” holds a table for each profile: [profiles.NAME], not \(node.kind)", node)
        }
        for (name, table) in node.entries {
            guard ValueRules.isSourceName(name) else {
                note(
                    "\(Quoted.text(name)) cannot be a profile: its name is 1 to 64 letters, digits, _ - and dots",
                    table
                )
                continue
            }
            guard case .table = table.value else {
                note("a profile is a table: [profiles.\(name)] and its settings below, not \(table.kind)", table)
                continue
            }
            layers.profiles[name] = origin(table)
            var reader = DocumentReader(path: path, layers: name == layers.profile ? layers : LayeredSettings())
            reader.profile = name
            reader.read(table, under: "", among: SettingTable.all)
            if name == layers.profile { layers = reader.layers } else { layers.found += reader.layers.found }
        }
    }

    /// Reads a section; keys are looked up with its name before them.
    private mutating func read(_ section: TOMLNode, under prefix: String, among settings: [Setting<Settings>]) {
        for (name, node) in section.entries {
            let key = prefix + name
            if let setting = settings.first(where: { $0.key == key }) {
                read(node, as: setting)
            } else if key == "sources" {
                readSources(node)
            } else if key == "profiles" {
                if profile != nil { note("a profile holds no profiles; [profiles.NAME] stands by itself", node) }
            } else if settings.contains(where: { $0.key.hasPrefix(key + ".") }) {
                // The log's path alone may stand without its section.
                if !node.isTable, let path = settings.first(where: { $0.key == key + ".path" }) {
                    read(node, as: path)
                    continue
                }
                guard case .table = node.value else {
                    note(
                        "\(Quoted.text(key)) is a section: [\(Quoted.plain(key))] and its settings below, not \(node.kind)",
                        node
                    )
                    continue
                }
                read(node, under: key + ".", among: settings)
            } else {
                note(UnknownKey(name: name, section: prefix, known: settings).message(isTable: node.isTable), node)
            }
        }
    }

    private mutating func readSources(_ node: TOMLNode) {
        guard case .table = node.value else {
            return note("“sources” holds a table for each source: [sources.NAME], not \(node.kind)", node)
        }
        for (name, source) in node.entries {
            guard ValueRules.isSourceName(name) else {
                note("\(Quoted.text(name)) cannot be a source: \(ValueRules.sourceNameRule)", source)
                continue
            }
            guard case .table = source.value else {
                note("a source is a table: [sources.\(name)] and its settings below, not \(source.kind)", source)
                continue
            }
            layers.declare(name)
            read(source, under: "sources.\(name).", among: SettingTable.source(name))
        }
    }

    private mutating func read(_ node: TOMLNode, as setting: Setting<Settings>) {
        guard let value = setting.form.value(of: node) else {
            let message =
                "\(Quoted.plain(setting.key)): \(setting.form.wanted) is wanted, not \(kindInside(node, setting.form))"
            return note(message, badPart(of: node, setting.form) ?? node)
        }
        layers.set(setting, to: value, origin(node), elements: elements(of: node).map(origin), context: context)
    }

    /// What is not a string in a list or table of strings.
    private func badPart(of node: TOMLNode, _ form: SettingForm) -> TOMLNode? {
        switch form {
        case .list, .pairs: elements(of: node).first { $0.string == nil }
        default: nil
        }
    }

    private func kindInside(_ node: TOMLNode, _ form: SettingForm) -> String {
        guard let part = badPart(of: node, form) else { return node.kind }
        return "one with \(part.kind) in it"
    }

    private func elements(of node: TOMLNode) -> [TOMLNode] {
        if case .array(let elements) = node.value { return elements }
        return node.entries.map(\.node)
    }

    private func origin(_ node: TOMLNode) -> SettingOrigin {
        guard let profile else { return .file(path: path, line: node.line, column: node.column) }
        return .profile(profile, path: path, line: node.line, column: node.column)
    }

    private mutating func note(_ message: String, _ node: TOMLNode) {
        layers.note(message, origin(node))
    }
}

extension TOMLNode {
    fileprivate var isTable: Bool {
        if case .table = value { true } else { false }
    }
}

extension SettingForm {
    /// The value of a node; nil where it has another form.
    fileprivate func value(of node: TOMLNode) -> SettingValue? {
        switch (self, node.value) {
        case (.text, .string(let text)), (.textOrNumber, .string(let text)): return .text(text)
        case (.textOrNumber, .integer(let number)): return .number(number)
        case (.truth, .boolean(let truth)): return .truth(truth)
        case (.list, .array(let elements)):
            let texts = elements.compactMap(\.string)
            return texts.count == elements.count ? .list(texts) : nil
        case (.pairs, .table):
            let pairs = node.entries.compactMap { entry in
                entry.node.string.map { SettingValue.Pair(name: entry.key, value: $0) }
            }
            return pairs.count == node.entries.count ? .pairs(pairs) : nil
        default: return nil
        }
    }

    /// For messages: "a string".
    var wanted: String {
        switch self {
        case .text: "a string"
        case .textOrNumber: "a string or a whole number"
        case .truth: "true or false"
        case .list: "a list of strings"
        case .pairs: "a table of strings"
        }
    }
}
