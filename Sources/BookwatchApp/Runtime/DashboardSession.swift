import Bookings
import Dashboard
import Ledger
import Screen
import Storage
import Terminal
import Theming

/// The dashboard on the terminal, from its start to its end.
struct DashboardSession {
    var settings: Settings

    /// Shows the dashboard until the user quits; where standard output is no terminal, prints lines instead.
    func run(
        feed: any BookingFeed,
        endpoint: String,
        mode: DashboardConfiguration.Mode = .live,
        notices: [String] = []
    ) throws {
        let files = ViewerFiles()
        let filter = settings.filter
        guard StandardOutput.isTerminal else {
            let shown = settings.view.flatMap(files.filter) ?? filter
            let printer = LinePrinter(
                format: .text,
                filter: shown.isEmpty ? nil : try Filter.parsing(shown),
                endsWithLog: mode == .replay
            )
            let signals = TerminationSignals()
            feed.start(after: 0) { printer.take($0) }
            return try LinePrinter.wait(for: printer, feed: feed, signals: signals)
        }
        let theme = try ThemeLoader(directories: Environment.themeFolders).load(settings.theme)
        let terminal = try TerminalSession(styleSheet: theme.styleSheet, colorDepth: settings.colors?.depth)
        defer { terminal.close() }
        terminal.styleSheet = theme.styleSheet(for: terminal.colorDepth)
        let configuration = DashboardConfiguration(
            mode: mode,
            endpoint: endpoint,
            now: SystemClock.now,
            zone: ZoneDirectory.local,
            zones: .system,
            glyphs: settings.ascii || !TerminalSession.supportsUTF8 ? .ascii : theme.glyphs,
            size: terminal.size,
            filter: filter,
            views: files.views,
            view: settings.view,
            filterHistory: files.history,
            redirectURL: redirectURL(endpoint: endpoint),
            trial: "curl '\(localURL(endpoint: endpoint))/confirm?\(trialQuery)'",
            notices: notices + theme.diagnostics.map(\.description) + files.faults
        )
        let replay = (feed as? ReplayFeed).map { feed in { @Sendable (command: ReplayCommand) in feed.perform(command) }
        }
        let runtime = Runtime(
            terminal: terminal,
            feed: feed,
            state: DashboardState(configuration),
            files: files,
            replay: replay
        )
        let ending = runtime.run()
        terminal.close()
        if case .signal(let signal) = ending, signal == .interrupt { throw ExitStatus.interrupted }
    }

    /// A booking that starts a day from now.
    private var trialQuery: String {
        let hour: Int64 = 3_600_000
        let start = Timestamp(milliseconds: (SystemClock.now.milliseconds / hour + 24) * hour)
        return "booking_calendar=BKC-1&id=BKNG-1&name=Ada&starting_time=\(start.iso8601)"
    }

    private func localURL(endpoint: String) -> String {
        endpoint.hasPrefix("http") ? endpoint : "http://" + (endpoint.contains("/") ? settings.listen : endpoint)
    }

    private func redirectURL(endpoint: String) -> String {
        (settings.publicURL ?? localURL(endpoint: endpoint)) + "/confirm"
    }
}

extension ColorOption {
    var depth: ColorDepth {
        switch self {
        case .none: .none
        case .eight: .ansi8
        case .sixteen: .ansi16
        case .indexed: .indexed256
        case .truecolor: .trueColor
        }
    }
}
