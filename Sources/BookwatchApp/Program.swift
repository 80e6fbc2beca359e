import ArgumentParser
import Theming

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The program.
public enum Program {
    /// Parses the command line and does what it says; ends the process.
    public static func run() {
        // A reader that went away is met where the bytes are written, and ends the program quietly.
        _ = signal(SIGPIPE, SIG_IGN)
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == CompletionAnswer.mark {
            return StandardOutput.write(CompletionAnswer.text(arguments.dropFirst()))
        }
        do {
            var command = try BookwatchCommand.parseAsRoot(arguments)
            try command.run()
        } catch {
            end(error, arguments)
        }
    }

    /// Says what a command line that was not run asked for, or what is wrong with it.
    private static func end(_ error: any Error, _ arguments: [String]) -> Never {
        let code = BookwatchCommand.exitCode(for: error)
        if code == .success, let help = help(arguments) {
            StandardOutput.write(help)
        } else if code == .success {
            StandardOutput.write(BookwatchCommand.message(for: error) + "\n")
        } else if !(error is ExitCode) {
            let (_, path) = CommandTree.find(arguments)
            StandardError.write("bookwatch: " + message(for: error, arguments) + hint(arguments))
            StandardError.write("  “\((["bookwatch"] + path).joined(separator: " ")) -h” tells the options.")
        }
        exit(code.rawValue)
    }

    /// What is wrong, with each argument that it quotes on one line.
    private static func message(for error: any Error, _ arguments: [String]) -> String {
        if let unknown = UnknownOption(BookwatchCommand.message(for: error)) { return unknown.message(arguments) }
        return arguments.filter { $0.contains(where: \.isNewline) }
            .reduce(BookwatchCommand.message(for: error)) { $0.replacing($1, with: Quoted.line($1)) }
    }

    /// The help that was asked for; nil where something else was.
    private static func help(_ arguments: [String]) -> String? {
        let isCommand = arguments.first == "help"
        let flags = arguments.filter { ["-h", "-help", "--help", "--help-hidden"].contains($0) }
        guard isCommand || !flags.isEmpty else { return nil }
        let (command, path) = CommandTree.find(arguments.dropFirst(isCommand ? 1 : 0))
        let extent: HelpText.Extent =
            flags.contains("--help-hidden") ? .all : flags.allSatisfy { $0 == "-h" } && !isCommand ? .short : .long
        return HelpText(command: command, path: path).text(extent)
    }

    /// What a word may have meant that is no command.
    private static func hint(_ arguments: [String]) -> String {
        let (command, path) = CommandTree.find(arguments)
        guard let word = arguments.dropFirst(path.count).first, !word.hasPrefix("-"), !path.isEmpty else { return "" }
        return Suggestion.nearest(to: word, among: command.subcommands.map(\.name)).map { ValueRules.meant($0) } ?? ""
    }
}
