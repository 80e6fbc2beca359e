/// The pages of the manual, made of what the program itself goes by.
enum Manual {
    /// bookwatch(1): the commands.
    static var commands: String {
        let root = CommandTree.root
        var page = Roff(
            "BOOKWATCH",
            section: 1,
            date: Version.date,
            source: "bookwatch \(Version.current)",
            manual: "User Commands"
        )
        page.section("NAME")
        page.paragraph("bookwatch - live OnceHub bookings in the terminal")
        page.section("SYNOPSIS")
        page.paragraph("bookwatch [options]\nbookwatch -\nbookwatch command [options] [arguments]")
        page.section("DESCRIPTION")
        page.paragraph(root.discussion)
        page.section("COMMANDS")
        for command in root.subcommands { add(command, [command.name], to: &page) }
        page.section("COMMON OPTIONS")
        for argument in common { page.item(argument.synopsis.trimmed, [argument.abstract, argument.discussion]) }
        page.section("EXIT STATUS")
        for (code, meaning) in ExitStatus.table { page.item(String(code), [meaning + "."]) }
        page.section("ENVIRONMENT")
        for (name, meaning) in variables { page.item(name, [meaning]) }
        page.section("FILES")
        for (path, meaning) in paths { page.item(path, [meaning]) }
        page.section("EXAMPLES")
        add(Examples.of([]), to: &page)
        page.section("SEE ALSO")
        page.paragraph("bookwatch(5), jq(1), systemd(1)")
        return page.text
    }

    private static func add(_ command: CommandTree, _ path: [String], to page: inout Roff) {
        page.subsection((["bookwatch"] + path).joined(separator: " "))
        page.paragraph(command.abstract)
        if !command.discussion.isEmpty { page.paragraph(command.discussion) }
        for argument in command.arguments where !argument.isCommon {
            page.item(argument.synopsis.trimmed, [argument.abstract, argument.discussion])
        }
        add(Examples.of(path), to: &page)
        for inner in command.subcommands { add(inner, path + [inner.name], to: &page) }
    }

    private static func add(_ examples: [Examples.Example], to page: inout Roff) {
        guard !examples.isEmpty else { return }
        page.verbatim(examples.flatMap { ["# " + $0.meaning, $0.command] })
    }

    /// The options of every command: they are those of any that has them all.
    private static var common: [CommandTree.Argument] {
        let all = CommandTree.root.subcommands.map { $0.arguments.filter(\.isCommon) }
        return all.max { $0.count < $1.count } ?? []
    }

    private static let variables: [(String, String)] = [
        ("BOOKWATCH_CONFIG", "The configuration file."),
        ("BOOKWATCH_PROFILE", "The profile of the configuration that is laid over the rest."),
        ("BOOKWATCH_...", "Every setting has a variable; bookwatch(5) lists them."),
        ("XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_RUNTIME_DIR, TMPDIR", "Where files are; bookwatch paths tells."),
        ("NO_COLOR", "If set, nothing is coloured."),
        ("TERM, COLORTERM", "What the terminal can do."),
        ("TZ", "The zone that times are shown in."),
    ]

    private static let paths: [(String, String)] = [
        ("~/.config/bookwatch/config.toml", "The configuration; see bookwatch(5)."),
        ("~/.config/bookwatch/keys.toml", "Keys of your own; bookwatch keys check looks it over."),
        ("~/.config/bookwatch/themes", "Themes of your own."),
        ("~/.local/state/bookwatch/bookings.jsonl", "The log; see bookwatch(5). Mode 0600: it holds personal data."),
        ("~/.local/state/bookwatch/rejected.jsonl", "What was received and could not be decoded."),
        ("~/.local/state/bookwatch/bookwatch.log", "What the program says while the screen is in use."),
        ("$XDG_RUNTIME_DIR/bookwatch.sock", "The socket that viewers of this machine attach to."),
    ]
}
