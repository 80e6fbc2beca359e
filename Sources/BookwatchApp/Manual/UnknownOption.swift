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
