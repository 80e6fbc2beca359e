import ArgumentParser
import Ledger
import Theming

/// `bookwatch completions`: the script that lets a shell complete.
struct CompletionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions",
        abstract: "Print the script that lets a shell complete commands, options, filters and themes.",
        discussion: """
            bash: bookwatch completions bash > ~/.local/share/bash-completion/completions/bookwatch
            zsh: bookwatch completions zsh > a folder of $fpath, as _bookwatch
            fish: bookwatch completions fish > ~/.config/fish/completions/bookwatch.fish
            """
    )

    @Argument(help: .init("bash, zsh or fish.", valueName: "shell"))
    var shell: Shell

    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish

        var kind: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }

    func run() {
        StandardOutput.write(BookwatchCommand.completionScript(for: shell.kind) + "\n")
    }
}

extension CompletionKind {
    /// The qualifiers of the filter language, after what is written already.
    static let filter = CompletionKind.custom { _, _, prefix in FilterCompletion.words(for: prefix) }

    /// The names of the themes that there are.
    static let theme = CompletionKind.custom { _, _, _ in
        ThemeLoader(directories: Environment.themeFolders).list().map(\.name)
    }
}

/// What may follow in a filter expression.
enum FilterCompletion {
    /// The text with its last word completed in each way there is.
    static func words(for text: String) -> [String] {
        let cut = text.lastIndex { " (|\"'".contains($0) }.map { text.index(after: $0) } ?? text.startIndex
        let head = text[..<cut]
        let word = text[cut...]
        let sign = word.hasPrefix("-") ? "-" : ""
        let bare = word.dropFirst(sign.count)
        let values = bare.firstIndex(of: ":").map { Filter.values(of: String(bare[..<$0])) }
        let name = bare.prefix { $0 != ":" }
        let candidates = values.map { $0.map { name + ":" + $0 } } ?? Filter.qualifiers.map { $0 + ":" }
        return candidates.filter { $0.hasPrefix(bare) }.map { head + sign + $0 }
    }
}
