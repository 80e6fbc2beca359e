import ArgumentParser
import Dashboard

/// `bookwatch keys`: which key does what, and whether the user's own keys are right.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "List and check the keys of the dashboard.",
        discussion: """
            Your own keys stand in keys.toml beside the configuration, a table for each place: [list], then \
            "ctrl+n" = "next". “none” takes a key away; two keys after each other have a blank between them.
            """,
        subcommands: [List.self, Check.self],
        defaultSubcommand: List.self
    )

    /// `bookwatch keys list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the keys in force, with the names of their actions."
        )

        @Option(name: .long, help: .setting("keys"))
        var keys: String?

        @Option(name: .long, help: "text, toml or markdown.")
        var format = KeyListing.text

        @OptionGroup var common: CommonOptions

        func run() throws {
            try reportingErrors {
                let preset = try Settings.load(common, given: GivenFlag.list(("--keys", keys))).keys
                let file = try KeyFile(reading: Environment.keyFile)
                StandardOutput.write(format.text(of: file.keyMap(of: preset)))
            }
        }
    }

    /// `bookwatch keys check [FILE]`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what is wrong with the keys, by file, line and column.",
            discussion: "Exit code 1 if anything is: keys that clash, are never reached, or are text there."
        )

        @Argument(help: "A file of keys; else keys.toml.", completion: .file(extensions: ["toml"]))
        var file: String?

        @Option(name: .long, help: .setting("keys"))
        var keys: String?

        @OptionGroup var common: CommonOptions

        func run() throws {
            try reportingErrors {
                let preset = try Settings.load(common, given: GivenFlag.list(("--keys", keys))).keys
                let path = file ?? Environment.keyFile
                let read = try KeyFile(reading: path, mustExist: file != nil)
                let faults = read.allFaults(with: preset)
                faults.forEach { StandardError.write($0) }
                if !faults.isEmpty { throw ExitStatus.failure }
                let missing = read.isThere ? "" : " is not there, so the keys of the preset hold"
                StandardOutput.write("\(Quoted.line(path))\(missing): good\n")
            }
        }
    }
}

/// The forms in which keys are listed.
enum KeyListing: String, ExpressibleByArgument, CaseIterable {
    case text, toml, markdown

    func text(of map: KeyMap) -> String {
        if self == .markdown { return map.markdownTable() }
        let sections = Focus.allCases.map { focus in
            let rows = (map.bindings[focus] ?? []).flatMap { row($0, in: focus) }
            return ([self == .toml ? "[\(focus.rawValue)]" : focus.title] + rows).joined(separator: "\n")
        }
        return sections.joined(separator: "\n\n") + "\n"
    }

    private func row(_ binding: KeyMap.Binding, in focus: Focus) -> [String] {
        let action = binding.action
        guard self == .text else { return binding.keys.map { "\(quoted($0.description)) = \"\(action.name)\"" } }
        let keys = binding.keys.map(\.description).joined(separator: ", ")
        return ["  " + padded(keys, 24) + padded(action.name, 22) + action.summary(in: focus)]
    }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(2, width - text.count))
    }
}
