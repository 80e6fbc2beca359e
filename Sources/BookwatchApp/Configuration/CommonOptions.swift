import ArgumentParser

/// Options that most commands take.
struct CommonOptions: ParsableArguments {
    @Option(
        name: .long,
        help: .init(
            "The configuration file.",
            discussion: "Default: $XDG_CONFIG_HOME/bookwatch/config.toml",
            valueName: "path"
        ),
        completion: .file(extensions: ["toml"])
    )
    var config: String?
}

/// Where the endpoint listens and writes.
struct EndpointOptions: ParsableArguments {
    @Option(
        name: .long,
        help: .init(
            "Address for the ingestion endpoint.",
            discussion: "Default: 127.0.0.1:8787",
            valueName: "host:port"
        )
    )
    var listen: String?

    @Option(
        name: .long,
        help: .init(
            "Unix socket for viewers.",
            discussion: "Default: $XDG_RUNTIME_DIR/bookwatch.sock",
            valueName: "path"
        )
    )
    var socket: String?

    @Option(
        name: .long,
        help: .init(
            "The log of bookings.",
            discussion: "Default: $XDG_STATE_HOME/bookwatch/bookings.jsonl",
            valueName: "path"
        ),
        completion: .file(extensions: ["jsonl"])
    )
    var log: String?
}

/// How the dashboard looks and what it shows first.
struct ScreenOptions: ParsableArguments {
    @Option(
        name: .long,
        help: .init("Show only bookings that match; see the README for the language.", valueName: "expression")
    )
    var filter: String?

    @Option(name: .long, help: .init("A theme's name, or the path of a theme file.", valueName: "name"))
    var theme: String?

    @Option(name: .long, help: "Colours to use: none, 8, 16, 256 or truecolor. Default: what the terminal has.")
    var colors: ColorOption?

    @Flag(name: .long, help: "Draw signs and lines with ASCII characters only.")
    var ascii = false
}

/// The values of `--colors`.
enum ColorOption: String, ExpressibleByArgument, CaseIterable {
    case none
    case eight = "8"
    case sixteen = "16"
    case indexed = "256"
    case truecolor
}
