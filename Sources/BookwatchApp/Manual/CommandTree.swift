import ArgumentParser
import Bookings

/// A command with its options, as the parser itself describes it: what the help, the manual and the hints are made of.
struct CommandTree: Sendable {
    var name: String
    var abstract: String
    var discussion: String
    var arguments: [Argument]
    var subcommands: [CommandTree]
    /// The subcommand that is meant where none is named.
    var standard: String?

    /// An option, a flag or an argument.
    struct Argument: Sendable {
        enum Kind: String { case positional, option, flag }

        /// What may be written for its value.
        enum Values: Equatable {
            case words([String])
            case file, filter, theme, profile, anything
        }

        var kind: Kind
        /// With their hyphens: `-f`, `--format`.
        var names: [String]
        var valueName: String
        var abstract: String
        var discussion: String
        var section: String?
        var isOptional: Bool
        var isRepeating: Bool
        var isShown: Bool
        var values: Values

        /// Whether every command has it.
        var isCommon: Bool {
            names.contains { ["--config", "--profile", "--quiet", "--help", "--version"].contains($0) }
        }
    }

    /// The program.
    static let root: CommandTree = {
        let text = Array(BookwatchCommand._dumpHelp().utf8)
        let limits = JSONParser.Limits(depth: 64, keys: .max, string: .max)
        let value = try? JSONParser.parse(text, limits: limits)
        return CommandTree(value?["command"] ?? .null)
    }()

    private init(_ value: JSONValue) {
        name = value["commandName"]?.string ?? ""
        abstract = value["abstract"]?.string ?? ""
        discussion = value["discussion"]?.string ?? ""
        standard = value["defaultSubcommand"]?.string
        arguments = CommandTree.merged((value["arguments"]?.elements ?? []).compactMap(Argument.init))
        subcommands = (value["subcommands"]?.elements ?? []).map(CommandTree.init).filter { $0.name != "help" }
    }

    /// A flag and its opposite are one.
    private static func merged(_ arguments: [Argument]) -> [Argument] {
        arguments.reduce(into: []) { merged, argument in
            let opposite = merged.last?.names.last.map { "--no-" + $0.drop { $0 == "-" } }
            if let opposite, argument.names == [opposite], argument.kind == .flag {
                merged[merged.count - 1].names.append(opposite)
            } else {
                merged.append(argument)
            }
        }
    }

    /// The command that the first words of a command line lead to, with the names on the way.
    static func find(_ words: some Sequence<String>) -> (command: CommandTree, path: [String]) {
        var (command, path) = (root, [String]())
        for word in words {
            guard let next = command.subcommands.first(where: { $0.name == word }) else { break }
            command = next
            path.append(word)
        }
        return (command, path)
    }
}

extension CommandTree.Argument.Values {
    /// What the parser knows of the values, or what is known of them here.
    fileprivate init(_ value: JSONValue, of argument: CommandTree.Argument) {
        let kind = value["completionKind"]
        let words = value["allValues"]?.elements ?? kind?["list"]?["values"]?.elements
        if argument.valueName == "expression" {
            self = .filter
        } else if argument.names.contains("--theme") || ["theme", "themes"].contains(argument.valueName) {
            self = .theme
        } else if argument.names.contains("--profile") {
            self = .profile
        } else if let words {
            self = .words(words.compactMap(\.string))
        } else {
            self = kind?["file"] == nil ? .anything : .file
        }
    }
}

extension CommandTree.Argument {
    fileprivate init?(_ value: JSONValue) {
        guard let kind = value["kind"]?.string.flatMap(Kind.init) else { return nil }
        self.kind = kind
        names = (value["names"]?.elements ?? []).compactMap { name in
            name["name"]?.string.map { (name["kind"]?.string == "long" ? "--" : "-") + $0 }
        }
        valueName = value["valueName"]?.string ?? ""
        abstract = value["abstract"]?.string ?? ""
        discussion = value["discussion"]?.string ?? ""
        section = value["sectionTitle"]?.string
        isOptional = value["isOptional"] == .bool(true)
        isRepeating = value["isRepeating"] == .bool(true)
        isShown = value["shouldDisplay"] == .bool(true)
        values = .anything
        values = Values(value, of: self)
    }

    /// `-f, --format <form>`; without a short name as far in as those that have one.
    var synopsis: String {
        guard kind != .positional else { return "<\(valueName)>" }
        let short = names.first { !$0.hasPrefix("--") }
        let long = names.filter { $0.hasPrefix("--") }.joined(separator: "/")
        let value = kind == .option ? " <\(valueName)>" : ""
        guard let short else { return "    " + long + value }
        return long.isEmpty ? short + value : short + ", " + long + value
    }
}
