import ArgumentParser

/// The `bookwatch` command; without a subcommand it watches.
struct BookwatchCommand: ParsableCommand {
    /// What the help says of the command.
    static let configuration = CommandConfiguration(
        commandName: "bookwatch",
        abstract: "Watch live OnceHub bookings in the terminal.",
        discussion: """
            Without a subcommand bookwatch attaches to the endpoint that runs on this machine; where none runs, it \
            starts one in this process. To try it with made-up bookings: bookwatch demo
            """,
        version: Version.current,
        subcommands: [
            WatchCommand.self, ServeCommand.self, ReplayLogCommand.self, TailCommand.self, DecodeCommand.self,
            DemoCommand.self, ExportCommand.self, ReportCommand.self, VerifyCommand.self, RepairCommand.self,
            EraseCommand.self, RedactCommand.self, ThemesCommand.self, KeysCommand.self, ConfigCommand.self,
            SourcesCommand.self, PathsCommand.self,
            ManCommand.self,
            CompletionsCommand.self,
        ],
        defaultSubcommand: WatchCommand.self
    )
}
