import ArgumentParser

/// Options that most commands take.
struct CommonOptions: ParsableArguments {
    @Option(
        name: .long,
        help: .init(
            "The configuration file.",
            discussion: "Default: $BOOKWATCH_CONFIG, else $XDG_CONFIG_HOME/bookwatch/config.toml",
            valueName: "path"
        ),
        completion: .file(extensions: ["toml"])
    )
    var config: String?

    @Option(
        name: .long,
        help: .init(
            "Lay the settings of [profiles.NAME] over those of the configuration.",
            discussion: "Default: $BOOKWATCH_PROFILE",
            valueName: "name"
        )
    )
    var profile: String?

    @Flag(name: .shortAndLong, help: "Say nothing but errors; no progress.")
    var quiet = false
}

/// Where the endpoint listens and writes.
struct EndpointOptions: ParsableArguments {
    @Option(name: .long, help: .setting("listen"))
    var listen: String?

    @Option(name: .long, help: .setting("socket"), completion: .file())
    var socket: String?

    @OptionGroup var log: LogOptions

    /// The options that were given.
    var given: [GivenFlag] {
        GivenFlag.list(("--listen", listen), ("--socket", socket)) + log.given
    }
}

/// How the dashboard looks and what it shows first.
struct ScreenOptions: ParsableArguments {
    @Option(name: .long, parsing: .unconditional, help: .setting("filter"))
    var filter: String?

    @Option(name: .long, help: .setting("view"))
    var view: String?

    @Option(name: .long, help: .setting("theme"))
    var theme: String?

    @Option(name: .long, help: .setting("colors"))
    var colors: ColorOption?

    @Flag(name: .long, inversion: .prefixedNo, help: .setting("ascii"))
    var ascii: Bool?

    @Option(name: .long, help: .setting("keys"))
    var keys: String?

    @Option(name: .long, help: .setting("clipboard"))
    var clipboard: String?

    @Flag(name: .long, inversion: .prefixedNo, help: .setting("linear"))
    var linear: Bool?

    /// The options that were given.
    var given: [GivenFlag] {
        GivenFlag.list(
            ("--filter", filter),
            ("--view", view),
            ("--theme", theme),
            ("--colors", colors?.rawValue),
            ("--ascii", ascii.map(String.init)),
            ("--keys", keys),
            ("--clipboard", clipboard),
            ("--linear", linear.map(String.init))
        )
    }
}

/// The values of `--colors`.
enum ColorOption: String, ExpressibleByArgument, CaseIterable {
    case none
    case eight = "8"
    case sixteen = "16"
    case indexed = "256"
    case truecolor
}

extension GivenFlag {
    /// Those that have a value.
    static func list(_ flags: (name: String, value: String?)...) -> [GivenFlag] {
        flags.compactMap { flag in flag.value.map { GivenFlag(name: flag.name, value: $0) } }
    }
}

extension ArgumentHelp {
    /// The help of the flag of a setting.
    static func setting(_ key: String) -> ArgumentHelp {
        guard let setting = SettingTable.setting(key) else { return "" }
        return ArgumentHelp(
            setting.help,
            discussion: setting.standardText.map { "Default: " + $0 },
            valueName: setting.valueName
        )
    }
}
