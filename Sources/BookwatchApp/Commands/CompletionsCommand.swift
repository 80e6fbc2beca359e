import ArgumentParser

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
    }

    func run() {
        StandardOutput.write(CompletionScripts.text(shell))
    }
}
