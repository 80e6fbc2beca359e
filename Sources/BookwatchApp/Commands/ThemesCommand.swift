import ArgumentParser
import Theming

/// `bookwatch themes`: what themes there are, and whether they are right.
struct ThemesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes",
        abstract: "List, show and check themes.",
        subcommands: [List.self, Show.self, Check.self],
        defaultSubcommand: List.self
    )

    /// `bookwatch themes list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the themes and where each comes from.")

        func run() throws {
            let listings = ThemeLoader(directories: Environment.themeFolders).list()
            let width = listings.map(\.name.count).max() ?? 0
            for listing in listings {
                let padding = String(repeating: " ", count: width - listing.name.count)
                let origin =
                    switch listing.origin {
                    case .builtIn: "built in"
                    case .file(let path): path
                    }
                StandardOutput.write("\(listing.name)\(padding)  \(origin)\n")
            }
        }
    }

    /// `bookwatch themes show NAME`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a theme as TOML, to start one of your own from."
        )

        @Argument(help: "A theme's name, or the path of a theme file.")
        var theme: String

        func run() throws {
            try reportingErrors {
                StandardOutput.write(try ThemeLoader(directories: Environment.themeFolders).text(of: theme))
            }
        }
    }

    /// `bookwatch themes check FILE…`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what is wrong with themes, by file and line.",
            discussion: "Exit code 1 if there is an error; warnings are printed too."
        )

        @Argument(help: "Theme files, or names of themes.", completion: .file(extensions: ["toml"]))
        var themes: [String]

        func run() throws {
            let loader = ThemeLoader(directories: Environment.themeFolders)
            var hasErrors = false
            for theme in themes {
                do {
                    let loaded = try loader.load(theme)
                    loaded.diagnostics.forEach { StandardError.write($0.description) }
                    if loaded.diagnostics.isEmpty { StandardOutput.write("\(loaded.name): good\n") }
                } catch {
                    hasErrors = true
                    StandardError.write(error.description)
                }
            }
            if hasErrors { throw ExitStatus.failure }
        }
    }
}
