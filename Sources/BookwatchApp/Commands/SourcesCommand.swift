import ArgumentParser
import Bookings
import Ingest

/// `bookwatch sources`: the sources, and what OnceHub and web pages must be told of them.
struct SourcesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sources",
        abstract: "List the sources; print the URL and the script tag of one.",
        subcommands: [Show.self, New.self],
        defaultSubcommand: Show.self
    )

    /// `bookwatch sources [NAME]`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the sources, or print what one needs.",
            discussion: """
                With a name: the URL for OnceHub's redirect, the script tag for pages that embed the form, and the URL \
                for webhooks, ready to be copied.
                """
        )

        @Argument(help: "The name of a source.")
        var name: String?

        @Flag(name: .long, help: "Print what each of them needs.")
        var all = false

        @Option(name: .long, help: "text or json.")
        var format = GuideFormat.text

        @OptionGroup(title: "Intake options", visibility: .hidden) var intake: IntakeOptions
        @OptionGroup var common: CommonOptions

        func run() throws {
            try reportingErrors {
                let settings = try Settings.load(common, given: intake.given)
                let sources = try chosen(settings)
                let guides = sources.map { SourceInstructions(name: $0.name, source: $0.source, settings: settings) }
                if format == .json {
                    StandardOutput.write(json: .array(guides.map(\.json)))
                } else if name != nil || all {
                    StandardOutput.write(guides.map(\.text).joined(separator: "\n"))
                } else {
                    StandardOutput.write(SourceList.text(sources))
                }
                guard format == .text else { return }
                if sources.isEmpty { StandardError.write(SourceList.hint) }
                // Those about all sources are the same for each.
                var told: Set<String> = []
                for guide in guides where name != nil || all {
                    for warning in guide.warnings where told.insert(warning).inserted {
                        StandardError.write("bookwatch: warning: " + warning)
                    }
                }
            }
        }

        private func chosen(_ settings: Settings) throws -> [(name: String, source: DeclaredSource)] {
            let sources = settings.sources.sorted { $0.key < $1.key }.map { (name: $0.key, source: $0.value) }
            guard let name else { return sources }
            guard let source = settings.sources[name] else {
                throw AppError.noSuchSource(name, known: sources.map(\.name))
            }
            return [(name, source)]
        }
    }

    /// `bookwatch sources new NAME`.
    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a source with a fresh random token, for config.toml.",
            discussion: "Nothing is changed: bookwatch sources new website >> \"$(bookwatch config path)\""
        )

        @Argument(help: "The name of the source.")
        var name: String

        @OptionGroup var common: CommonOptions

        func run() throws {
            try reportingErrors {
                guard ValueRules.isSourceName(name) else {
                    throw AppError.configuration(
                        "\(Quoted.text(name)) cannot be a source: \(ValueRules.sourceNameRule)"
                    )
                }
                // Twice in one file it would make the file wrong. A file that is wrong already does not matter here.
                if let settings = try? Settings.load(common, given: []), settings.sources[name] != nil {
                    throw AppError.sourceExists(name)
                }
                StandardOutput.write("\n[sources.\(TOMLText.key(name))]\ntoken = \"\(RandomToken.make())\"\n")
            }
        }
    }
}

/// The forms of `bookwatch sources`.
enum GuideFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
