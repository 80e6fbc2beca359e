import ArgumentParser
import Bookings
import Ingest

/// `bookwatch config`: the configuration, and whether it is right.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Show, check and begin the configuration.",
        subcommands: [Show.self, Check.self, Init.self, Path.self, List.self, Template.self],
        defaultSubcommand: Show.self
    )

    /// `bookwatch config path`.
    struct Path: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the path of the configuration file.")

        @OptionGroup var common: CommonOptions

        func run() throws {
            StandardOutput.write(Environment.configurationPath(option: common.config) + "\n")
        }
    }

    /// `bookwatch config template`.
    struct Template: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a thank-you page to start your own from; it names all variables."
        )

        func run() {
            StandardOutput.write(ThankYou.exampleTemplate)
        }
    }

    /// `bookwatch config settings`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "settings",
            abstract: "List all settings with their flags, variables and defaults."
        )

        @Option(name: .long, help: "text or markdown.")
        var format = ListFormat.text

        func run() throws {
            guard format == .text else { return StandardOutput.write(SettingTable.markdown) }
            for setting in SettingTable.all {
                let ways = [setting.flag, setting.variable].compactMap { $0 }.joined(separator: "  ")
                StandardOutput.write("\(setting.key)\n    \(setting.help)\n    \(ways)\n")
                if let text = setting.standardText { StandardOutput.write("    Default: \(text)\n") }
            }
            for setting in SettingTable.ofSource {
                StandardOutput.write("sources.NAME.\(setting.key)\n    \(setting.help)\n")
            }
        }
    }

    /// `bookwatch config show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the settings as they are, and where each comes from.",
            discussion: "From the file, the variables and the options given here. Secrets and tokens are hidden."
        )

        @Option(name: .long, help: "toml or json.")
        var format = ShowFormat.toml

        @Flag(name: .long, help: "Show secrets and tokens as they are.")
        var reveal = false

        @Flag(name: .long, inversion: .prefixedNo, help: "Tell where each setting comes from.")
        var origin = true

        @OptionGroup(title: "Screen options") var screen: ScreenOptions
        @OptionGroup(title: "Endpoint options") var endpoint: EndpointOptions
        @OptionGroup(title: "Intake options") var intake: IntakeOptions
        @OptionGroup var common: CommonOptions

        func run() throws {
            try reportingErrors {
                let layers = try LayeredSettings.load(
                    file: common.config,
                    profile: common.profile,
                    flags: screen.given + endpoint.given + intake.given
                )
                DiagnosticPrinter.write(layers.found)
                let listing = SettingsListing(layers: layers, reveals: reveal, tellsOrigins: origin)
                switch format {
                case .toml: StandardOutput.write(listing.toml)
                case .json: StandardOutput.write(json: listing.json)
                }
                if layers.found.contains(where: { $0.severity == .error }) { throw ExitStatus.failure }
            }
        }
    }
}

/// The forms of `bookwatch config settings`.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    case text, markdown
}

/// The forms of `bookwatch config show`.
enum ShowFormat: String, ExpressibleByArgument, CaseIterable {
    case toml, json
}
