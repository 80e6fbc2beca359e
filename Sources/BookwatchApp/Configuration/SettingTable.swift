import Bookings
import Dashboard
import Ingest
import Theming

/// All settings.
enum SettingTable {
    /// Those that are not of a source, in the order in which they are shown.
    static let all: [Setting<Settings>] = endpoint + screen + intake + log + webhooks + thankYou

    /// Those of one source, under `sources.NAME.`.
    static func source(_ name: String) -> [Setting<Settings>] {
        ofSource.map { $0.lifted(under: "sources.\(name).", to: \.sources[declared: name]) }
    }

    /// A setting by its key; nil where there is none.
    static func setting(_ key: String) -> Setting<Settings>? {
        all.first { $0.key == key }
    }

    private static let endpoint: [Setting<Settings>] = [
        Setting(
            "listen",
            flag: "--listen",
            .endpoint,
            "The address of the endpoint.",
            name: "host:port",
            .text { (text, _) throws(SettingFault) in try ValueRules.listenAddress(text) },
            at: \.listen
        ),
        Setting(
            "socket",
            flag: "--socket",
            .endpoint,
            "The Unix socket for viewers; \"none\" for none.",
            name: "path",
            .text { (text, context) throws(SettingFault) in
                guard !text.isEmpty, text != "none" else { return "none" }
                let path = context.path(text)
                try ValueRules.socketPath(path)
                return path
            },
            at: \.socketOrNone
        ).with { $0.standard = "$XDG_RUNTIME_DIR/bookwatch.sock" },
    ]

    private static let screen: [Setting<Settings>] = [
        Setting(
            "theme",
            flag: "--theme",
            .screen,
            "A theme's name, or the path of a theme file; auto:NAME for that theme or its counterpart, by the terminal's ground.",
            name: "name",
            .text { (text, context) throws(SettingFault) in try ValueRules.theme(text, context) },
            at: \.theme,
            verify: MachineRules.themeFault
        ),
        Setting(
            "filter",
            flag: "--filter",
            .screen,
            "What the dashboard shows at first, in the filter language.",
            name: "expression",
            .filter,
            at: \.filter
        ),
        Setting(
            "view",
            flag: "--view",
            .screen,
            "The saved view that the dashboard starts with: its name, or its key.",
            name: "name",
            SettingCodec<String>.text { (text, _) throws(SettingFault) in
                guard !text.isEmpty else { throw SettingFault("the name of a view is wanted") }
                return text
            }.optional(),
            at: \.view,
            example: "\"demos\""
        ),
        Setting(
            "colors",
            flag: "--colors",
            .screen,
            "Colours to use: none, 8, 16, 256 or truecolor; unset for what the terminal has.",
            name: "colors",
            SettingCodec<ColorOption>.choice([
                "none": .none, "8": .eight, "16": .sixteen, "256": .indexed, "truecolor": .truecolor,
            ]).optional(),
            at: \.colors,
            example: "\"256\""
        ),
        Setting(
            "ascii",
            flag: "--ascii",
            .screen,
            "Draw signs and lines with ASCII characters only.",
            name: "true|false",
            .truth,
            at: \.ascii
        ),
        Setting(
            "keys",
            flag: "--keys",
            .screen,
            "The keys to start from: default, vim, less or k9s; your own stand in keys.toml.",
            name: "preset",
            .choice(["default": KeyPreset.default, "vim": .vim, "less": .less, "k9s": .k9s]),
            at: \.keys
        ),
        Setting(
            "clipboard",
            flag: "--clipboard",
            .screen,
            "The way to the clipboard: a program (native), the terminal (osc52), a file, off, or whichever there is (auto).",
            name: "way",
            .choice(["auto": ClipboardChoice.auto, "native": .native, "osc52": .osc52, "file": .file, "off": .off]),
            at: \.clipboard
        ),
        Setting(
            "linear",
            flag: "--linear",
            .screen,
            "Tell in lines of text what happens, without a screen: for screen readers.",
            name: "true|false",
            .truth,
            at: \.linear
        ),
    ]

    private static let intake: [Setting<Settings>] = [
        Setting(
            "hosts",
            flag: "--hosts",
            .intake,
            "Further host names that requests may carry: those of a proxy in front.",
            name: "names",
            .list(of: ValueRules.host),
            at: \.hosts,
            example: "[\"bookings.example.com\"]"
        ),
        Setting(
            "origins",
            flag: "--origins",
            .intake,
            "The sites whose pages may send embeds.",
            name: "origins",
            .list(of: ValueRules.origin),
            at: \.origins,
            example: "[\"https://www.example.com\"]"
        ),
        Setting(
            "public_url",
            flag: "--public-url",
            .intake,
            "The URL under which the world reaches the endpoint; its host counts as one of the hosts.",
            name: "url",
            SettingCodec.text { (text, _) throws(SettingFault) in try ValueRules.publicURL(text) }.optional(),
            at: \.publicURL,
            example: "\"https://bookings.example.com\""
        ),
        Setting(
            "only_declared_sources",
            flag: "--only-declared-sources",
            .intake,
            "Refuse redirects and embeds that name no declared source.",
            name: "true|false",
            .truth,
            at: \.onlyDeclaredSources
        ),
        Setting(
            "booking_pages.meeting_time",
            flag: "--meeting-time",
            .intake,
            "How meetingTime of a Booking Pages redirect is read: as the page's wall clock, or as UTC.",
            name: "page|utc",
            .choice(["page": MeetingTimeReading.page, "utc": .utc]),
            at: \.meetingTime
        ),
    ]

    private static let thankYou: [Setting<Settings>] = ofThankYou.map { setting in
        setting.lifted(under: "thank_you.", to: \Settings.thankYou).with {
            let flag = "--thank-you-" + setting.key
            ($0.flag, $0.variable) = (flag, Setting<Settings>.variable(of: flag))
        }
    }
}
