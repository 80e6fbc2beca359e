import Ledger
import Screen

extension Manual {
    /// bookwatch(5): the configuration, the themes, the filter language, the lines and the log.
    static var files: String {
        var page = Roff(
            "BOOKWATCH",
            section: 5,
            date: Version.date,
            source: "bookwatch \(Version.current)",
            manual: "File Formats"
        )
        page.section("NAME")
        page.paragraph("bookwatch - configuration, themes, filter language and log of bookwatch")
        addConfiguration(to: &page)
        page.section("FILTER LANGUAGE")
        page.paragraph(
            "One language everywhere: the filter line, --filter and --until, the views, and ?filter= of the endpoint."
        )
        for (syntax, meaning) in Filter.reference { page.item(syntax, [meaning + "."]) }
        addThemes(to: &page)
        page.section("LINES")
        page.paragraph(
            """
            csv and tsv have these columns, in this order and under these names, and a template takes these names, as \
            {{name}} or {{json name}}. In a template {{field.NAME}} is an answer under a name of the account's own.
            """
        )
        page.verbatim(TextBlock.wrapped(LineTemplate.names, width: 70))
        page.paragraph(
            """
            A row is one line of UTF-8, and lines end in LF; cells of csv are quoted by RFC 4180. Line breaks and tabs within \
            a cell become spaces, and controls U+FFFD. A text that begins with =, +, -, @, a tab or a carriage return gets an \
            apostrophe before it, since a spreadsheet would run it.
            """
        )
        addLog(to: &page)
        page.section("REPORTS")
        page.paragraph(
            """
            “bookwatch report --json” writes one object with these keys, in this order, a member a line. Times are ISO 8601 in \
            UTC; days and hours are those of the zone. No key is ever removed or renamed without another version.
            """
        )
        for (name, meaning) in JSONReport.keys { page.item(name, [meaning]) }
        page.section("SEE ALSO")
        page.paragraph("bookwatch(1)")
        return page.text
    }

    private static func addConfiguration(to page: inout Roff) {
        page.section("CONFIGURATION")
        page.paragraph(
            """
            ~/.config/bookwatch/config.toml, or under $XDG_CONFIG_HOME, or the file of --config or $BOOKWATCH_CONFIG: TOML \
            1.0. Every setting is optional. A flag wins over a variable, that over a profile, that over the rest of the file, \
            that over the default. “bookwatch config init” writes one with a remark on each setting, “bookwatch config check” \
            says what is wrong with it, and “bookwatch config show” what holds and where it comes from.
            """
        )
        for setting in SettingTable.all {
            let ways = [setting.flag, setting.variable].compactMap { $0 }.joined(separator: ", ")
            let standard = setting.standardText.map { "Default: " + $0 } ?? ""
            page.item(setting.key, [setting.help, ways, standard])
        }
        page.subsection("Sources")
        page.paragraph(
            """
            [sources.NAME] declares a place that bookings come from; the name stands in the URL of the redirect and in the \
            script tag. It takes these keys. “bookwatch sources” prints what OnceHub and web pages must be told.
            """
        )
        for setting in SettingTable.ofSource { page.item("sources.NAME." + setting.key, [setting.help]) }
        page.subsection("Profiles")
        page.paragraph(
            """
            [profiles.NAME] holds settings, with the same keys and sections, that are laid over those of the file when the \
            profile is asked for by --profile NAME or $BOOKWATCH_PROFILE.
            """
        )
        page.verbatim(["[profiles.wall]", "theme = \"high-contrast\"", "filter = \"-status:canceled\""])
    }

    private static func addThemes(to page: inout Roff) {
        page.section("THEMES")
        page.paragraph(
            """
            A theme is a TOML file in ~/.config/bookwatch/themes; its name is that of the file without .toml. “bookwatch \
            themes show default” prints one that says in remarks what may stand in it, and “bookwatch themes check” what is \
            wrong with one. It takes the keys name and inherits (another theme, whose entries hold where this one has none), \
            a table [palette] of names for colours, a table [styles] of what these roles look like, and a table [glyphs] of signs.
            """
        )
        page.verbatim(TextBlock.wrapped(StyleRole.allCases.map(\.rawValue).joined(separator: " "), width: 70))
    }

    private static func addLog(to page: inout Roff) {
        page.section("LOG")
        page.paragraph(
            """
            JSON Lines in UTF-8: one record a line, appended only, mode 0600. Any tool may read it while it grows. What is not \
            known is left out. A line that is not a record is passed over and told by “bookwatch verify”.
            """
        )
        for (key, meaning) in logKeys { page.item(key, [meaning]) }
    }

    private static let logKeys: [(String, String)] = [
        ("v", "The version of the format: 1."),
        ("seq", "Counts from 1 without gaps."),
        ("received_at", "When it was received: ISO 8601, UTC, milliseconds."),
        ("channel", "How it came: redirect, embed or webhook."),
        ("source", "The source named by the URL or the script."),
        ("event", "What happened: booking.scheduled, or the type of the webhook's event."),
        ("event_id", "The id of a webhook's event, or the key that a script gave."),
        ("occurred_at", "When it happened by the word of a webhook."),
        ("signed, stale", "True where a webhook's signature was good, and where it was older than the tolerance."),
        ("labelled", "The fields of the booking that come from the declaration of the source."),
        ("booking", "What this sighting says of the booking, under the names of LINES, and in more detail."),
        ("raw", "What arrived, whole: the query as text, or the JSON value."),
        ("crc32c", "The CRC-32C of the line's bytes before it, in eight hexadecimal digits; always the last key."),
    ]
}
