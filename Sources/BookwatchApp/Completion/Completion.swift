import Theming

/// What may follow on a command line that is not finished: commands, options and their values, files.
struct Completion: Equatable {
    /// A way to go on.
    struct Candidate: Equatable {
        /// The whole of the last word.
        var text: String
        var help = ""
    }

    private(set) var candidates: [Candidate] = []
    /// Whether a file may follow as well; the shell knows how to find it.
    private(set) var takesFile = false
    /// Whether the word goes on after what is completed.
    private(set) var goesOn = false

    /// What may follow; the last word is the one that is being written, if only begun.
    init(_ words: [String]) {
        let word = words.last ?? ""
        let before = Array(words.dropLast())
        let (command, path) = CommandTree.find(before)
        // What the standard subcommand takes, the program takes too.
        let standard = command.subcommands.first { $0.name == command.standard }
        let arguments = command.arguments + (standard?.arguments ?? [])
        let rest = before.dropFirst(path.count)
        if let option = arguments.first(where: { $0.kind == .option && $0.names.contains(rest.last ?? "") }) {
            addValues(of: option, beginning: word)
        } else if word.hasPrefix("--"), let sign = word.firstIndex(of: "=") {
            let name = String(word[..<sign])
            guard let option = arguments.first(where: { $0.kind == .option && $0.names.contains(name) }) else { return }
            addValues(of: option, beginning: String(word[word.index(after: sign)...]), after: name + "=")
        } else if word.hasPrefix("-"), word != "-" {
            addOptions(arguments, beginning: word, given: rest)
        } else {
            let subcommands = rest.isEmpty ? command.subcommands : []
            add(subcommands.map { Candidate(text: $0.name, help: $0.abstract) }, beginning: word)
            if let positional = arguments.first(where: { $0.kind == .positional }) {
                addValues(of: positional, beginning: word)
            }
        }
    }

    private mutating func addOptions(
        _ arguments: [CommandTree.Argument],
        beginning word: String,
        given: ArraySlice<String>
    ) {
        for argument in arguments where argument.isShown && argument.kind != .positional {
            guard argument.isRepeating || !argument.names.contains(where: given.contains) else { continue }
            let names = argument.names.filter { $0.hasPrefix("--") || word.count < 2 || $0 == word }
            add(names.map { Candidate(text: $0, help: argument.abstract) }, beginning: word)
        }
    }

    private mutating func addValues(of argument: CommandTree.Argument, beginning word: String, after head: String = "")
    {
        switch argument.values {
        case .words(let words): add(words.map { Candidate(text: $0) }, beginning: word, after: head)
        case .file: takesFile = true
        case .filter:
            let words = FilterCompletion.words(for: word)
            goesOn = words.contains { $0.hasSuffix(":") }
            add(words.map { Candidate(text: $0) }, beginning: word, after: head)
        case .theme:
            takesFile = true
            let themes = ThemeLoader(directories: Environment.themeFolders).list()
            add(themes.map { Candidate(text: $0.name) }, beginning: word, after: head)
        case .profile:
            let profiles = (try? LayeredSettings.load(file: nil, profile: nil))?.profiles.keys.sorted() ?? []
            add(profiles.map { Candidate(text: $0) }, beginning: word, after: head)
        case .anything: break
        }
    }

    private mutating func add(_ found: [Candidate], beginning word: String, after head: String = "") {
        for candidate in found
        where candidate.text.hasPrefix(word) && !candidates.contains(where: { $0.text == head + candidate.text }) {
            candidates.append(Candidate(text: head + candidate.text, help: candidate.help))
        }
    }
}
