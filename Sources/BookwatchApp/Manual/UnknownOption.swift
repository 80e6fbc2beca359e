import Theming

/// An option that a command does not have: finds what was meant.
struct UnknownOption {
    /// With its hyphens, without a value.
    let name: String

    /// Takes the name from the parser's message; nil where the message is about something else.
    ///
    /// What the parser suggests is left: it finds something for any word, however far.
    init?(_ message: String) {
        let opening = "Unknown option '"
        guard message.hasPrefix(opening) else { return nil }
        name = String(message.dropFirst(opening.count).prefix { $0 != "'" && $0 != "=" })
    }

    /// Takes the name from in front of a word that is no command: it was written to be the value of that option.
    ///
    /// Nil where the dashboard has the option, or none stands there.
    init?(before word: String, in arguments: [String]) {
        guard let place = arguments.firstIndex(of: word), place > 0 else { return nil }
        let option = arguments[place - 1].prefix { $0 != "=" }
        let known = CommandTree.find(["watch"]).command.arguments.flatMap(\.names)
        guard option.hasPrefix("--"), option != "--", !known.contains(String(option)) else { return nil }
        name = String(option)
    }

    /// What is wrong, with the option of the command that is meant if one is near.
    func message(_ arguments: [String]) -> String {
        "there is no option \(Quoted.text(name))" + (nearest(arguments).map { ValueRules.meant($0) } ?? "")
    }

    private func nearest(_ arguments: [String]) -> String? {
        // Any letter is near to any other.
        guard name.hasPrefix("--") else { return nil }
        let (command, path) = CommandTree.find(arguments)
        let meant = path.isEmpty ? CommandTree.find(["watch"]).command : command
        let names = meant.arguments.flatMap(\.names).filter { $0.hasPrefix("--") }.map { String($0.dropFirst(2)) }
        return Suggestion.nearest(to: String(name.dropFirst(2)), among: names + ["help"]).map { "--" + $0 }
    }
}
