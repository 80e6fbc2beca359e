import ArgumentParser
import Bookings
import Dashboard
import Ledger
import Storage
import Subscription

/// `bookwatch replay`: logged sessions in the dashboard, as their final state, or sent to an endpoint.
struct ReplayLogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Show logged sessions in the dashboard, at the pace at which they were recorded.",
        discussion: """
            Several logs follow each other by the times of their first records; - is the standard input. Logs are only read; \
            the dashboard plays what is read while it reads the rest. Space pauses, + and - change the speed, . and , step by \
            one booking, the arrows go 10 seconds, with Shift a minute, “:goto 12:04” or “:goto 30%” anywhere. ctrl+n and \
            ctrl+p go to what matches the search or the filter, ] and [ to marked bookings, alt+a and alt+b set a loop, R \
            switches it. With --headless it prints what there is at the end, the same bytes for the same log everywhere. \
            With --send-to it sends what arrived once more, at the pace, to rehearse on an endpoint set up for that: \
            redirects as visits to /confirm, embeds and webhooks as their POSTs. Webhooks have no valid signature then, so \
            that an endpoint with secrets refuses them; sources with a token are refused too.
            """
    )

    @Argument(
        help: .init("The logs; the one of the configuration where none is given.", valueName: "log"),
        completion: .file(extensions: ["jsonl"])
    )
    var logs: [String] = []

    @OptionGroup(title: "Replay options") var replay: ReplayOptions
    @OptionGroup(title: "Screen options") var screen: ScreenOptions
    @OptionGroup(title: "Line options") var lines: LineOptions
    @OptionGroup var progress: ProgressFlags
    @OptionGroup var common: CommonOptions

    func validate() throws {
        try LogSources(names: logs).validate()
        guard replay.loop == nil || !lines.areAskedFor else {
            throw ValidationError("--loop is for the dashboard; leave it out where lines are printed.")
        }
    }

    func run() throws {
        try reportingErrors {
            let settings = try Settings.load(common, screen: screen)
            // Lines go to a pipe as fast as it takes them, unless a pace was asked for.
            let plan = try lines.plan(filter: settings.filter, isQuiet: common.quiet)
            let showsDashboard = !plan.printsLines && !settings.linear && !replay.hasOwnOutput
            if !showsDashboard { _ = TerminationSignals() }
            let names = logs.isEmpty ? [settings.log] : logs
            var options = replay.feedOptions(isPaced: showsDashboard || settings.linear && !plan.areAskedFor)
            options.keeps = replay.headless ? .last : showsDashboard ? .checkpoints : .nothing
            options.notices = { reports, failure in
                faults(of: reports) + [failure.map { ErrorMessages.text(for: $0) }].compactMap(\.self)
            }
            let sources = try LogSources(names: names).opened(
                keysFromTerminal: showsDashboard,
                progress.options(common)
            )
            let feed = try ReplayFeed(sources, options: options)
            defer { feed.stop() }
            if !showsDashboard {
                // Signals are blocked where lines are printed: they are asked for.
                var signals = TerminationSignals()
                var ending: ExitCode?
                let meter = ProgressMeter.reading(names.count == 1 ? names[0] : "logs", progress.options(common))
                try feed.readAll(
                    while: {
                        ending = ExitStatus.ended(by: signals.pending())
                        return ending == nil
                    },
                    onRead: meter.update
                )
                meter.finish()
                if let ending { throw ending }
            }
            if replay.headless { return try printFinalState(of: feed, filter: plan.filter) }
            if let target = try replay.target() {
                let sender = ReplaySender(to: target, records: feed.recordCount, isQuiet: common.quiet)
                return try sender.run(feed, filter: plan.filter)
            }
            guard replay.loop == nil || showsDashboard else {
                throw AppError.configuration("--loop is for the dashboard, and this is no terminal for one")
            }
            let session = DashboardSession(settings: settings, lines: plan)
            try session.run(feed: feed, endpoint: LogSources(names: names).title, mode: .replay)
        }
    }

    private func faults(of reports: [ReplayFeed.Report]) -> [String] {
        reports.flatMap { ReportLines.faults(of: $0.report, path: $0.path) }
    }

    private func printFinalState(of feed: ReplayFeed, filter: Filter?) throws {
        let summary = ReplaySummary(feed, filter: filter)
        StandardOutput.write(summary.text)
        for fault in faults(of: feed.reports) where !common.quiet { StandardError.write("bookwatch: " + fault) }
        if feed.reports.contains(where: { $0.report.isDamaged }) { throw ExitStatus.damagedLog }
        if filter != nil, summary.bookings == 0 { throw ExitStatus.nothingMatched }
    }
}
