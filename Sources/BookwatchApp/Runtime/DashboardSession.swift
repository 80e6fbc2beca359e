import Bookings
import Dashboard
import Ledger
import Screen
import Storage
import Subscription
import Terminal
import Theming

/// The dashboard on the terminal, from its start to its end.
struct DashboardSession {
    var settings: Settings
    /// What is printed where lines are wanted, or the standard output is no terminal.
    var lines = LinePlan()

    /// Whether it has a screen, and neither prints nor tells in lines.
    var hasScreen: Bool { !lines.printsLines && (!settings.linear || lines.areAskedFor) }

    /// The feed of an endpoint in another process; lines are told one by one, a screen gets a long log at once.
    func feed(at address: EndpointAddress) -> LiveFeed {
        LiveFeed(address: address, gatheringFrom: hasScreen ? LiveFeed.longLog : nil)
    }

    /// Shows the dashboard until the user quits; where standard output is no terminal, prints lines instead.
    func run(
        feed: any BookingFeed,
        endpoint: String,
        mode: DashboardConfiguration.Mode = .live,
        notices: [String] = [],
        ownsEndpoint: Bool = false
    ) throws {
        let files = ViewerFiles()
        let filter = settings.filter
        if settings.linear, !lines.areAskedFor {
            return try linear(feed, endpoint: endpoint, mode: mode, notices: notices)
        }
        if lines.printsLines {
            if !lines.isQuiet { for notice in notices { StandardError.write("bookwatch: " + notice) } }
            let printer = LinePrinter(lines, endsWithLog: mode == .replay)
            return try printer.run(feed, after: 0, signals: TerminationSignals())
        }
        let themes = try themeControl()
        let terminal = try TerminalSession(styleSheet: themes.styleSheet, colorDepth: settings.colors?.depth)
        defer { terminal.close() }
        let keys = try KeyFile(reading: Environment.keyFile)
        themes.attach(depth: terminal.colorDepth, wake: terminal.waker)
        terminal.styleSheet = themes.styleSheet
        let (choices, faults) = ScreenFile.read(Environment.screenFile)
        let configuration = DashboardConfiguration(
            mode: mode,
            endpoint: endpoint,
            now: SystemClock.now,
            zone: ZoneDirectory.local,
            zones: .system,
            glyphs: themes.glyphs,
            size: terminal.size,
            filter: filter,
            views: files.views,
            view: settings.view,
            filterHistory: files.history,
            redirectURL: feed is StreamFeed ? nil : redirectURL(endpoint: endpoint),
            trial: trial(endpoint: endpoint),
            notices: notices + themes.warnings + keys.allFaults(with: settings.keys) + faults + files.faults,
            endpointURL: mode == .replay ? "http://" + settings.listen : localURL(endpoint: endpoint),
            opensLinks: DesktopEnvironment().opener(of: "https://example.com/") != nil,
            ownsEndpoint: ownsEndpoint,
            keyMap: keys.keyMap(of: settings.keys),
            settings: settings.shown,
            choices: choices
        )
        let replay = (feed as? ReplayFeed).map { feed in { @Sendable (command: ReplayCommand) in feed.perform(command) }
        }
        let runtime = Runtime(
            terminal: terminal,
            feed: feed,
            state: DashboardState(configuration),
            themes: themes,
            files: files,
            clipboard: settings.clipboard,
            replay: replay
        )
        let ending = runtime.run()
        terminal.close()
        switch ending {
        case .signal(.interrupt): throw ExitStatus.interrupted
        case .signal(.terminate): throw ExitStatus.terminated
        case .failure: if let failure = (feed as? LocalFeed)?.failure { throw failure }
        case .quit, .signal, .hangUp: break
        }
    }

    /// The same without a screen: a line an event.
    private func linear(
        _ feed: any BookingFeed,
        endpoint: String,
        mode: DashboardConfiguration.Mode,
        notices: [String]
    ) throws {
        let narrator = LinearNarrator(
            endpoint: endpoint,
            zone: ZoneDirectory.local,
            filter: settings.filter.isEmpty ? nil : try Filter.parsing(settings.filter),
            tellsBacklog: mode == .replay
        )
        let isASCII = settings.ascii || !TerminalSession.supportsUTF8
        let endsWithLog = mode == .replay && !(StandardInput.isTerminal && StandardOutput.isTerminal)
        try LinearSession(narrator, isASCII: isASCII, endsWithLog: endsWithLog).run(feed, notices: notices)
    }

    /// The theme of the settings; where none names one, the one that was kept, as long as it can be loaded.
    private func themeControl() throws -> ThemeControl {
        let loader = ThemeLoader(directories: Environment.themeFolders)
        func control(_ choice: String) throws(ThemeError) -> ThemeControl {
            try ThemeControl(
                ThemeSelection(choice),
                on: TerminalSession.declaredBackground ?? .dark,
                loader: loader,
                usesASCII: settings.ascii || !TerminalSession.supportsUTF8
            )
        }
        if !settings.namesTheme, let kept = KeptTheme.read(), let control = try? control(kept) { return control }
        return try control(settings.theme)
    }

    /// The command for a booking that starts a day from now.
    private func trial(endpoint: String) -> [String] {
        let hour: Int64 = 3_600_000
        let start = Timestamp(milliseconds: (SystemClock.now.milliseconds / hour + 24) * hour)
        return [
            #"curl -G \#(localURL(endpoint: endpoint))/confirm -d booking_calendar=BKC-1 \"#,
            "  -d id=BKNG-1 -d name=Ada -d starting_time=\(start.iso8601)",
        ]
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
