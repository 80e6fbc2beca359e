import ArgumentParser
import Bookings
import Dashboard
import Storage

/// `bookwatch replay`: a logged session in the dashboard.
struct ReplayLogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Show a logged session in the dashboard, at the pace at which it was recorded.",
        discussion: "Space pauses, + and - change the speed, the arrows move by ten seconds. The log is only read."
    )

    @OptionGroup var log: LogArgument

    @Option(name: .long, help: .init("How much faster than recorded; max for all at once.", valueName: "factor"))
    var speed = ReplaySpeed(factor: 1)

    @Option(name: .long, help: .init("Leave out what was received before, as 2026-02-05T15:30:00Z.", valueName: "time"))
    var from: TimeOption?

    @Option(name: .long, help: .init("Leave out what was received after.", valueName: "time"))
    var to: TimeOption?

    @Option(name: .long, help: .init("Shorten every pause to that many seconds of log time.", valueName: "seconds"))
    var idleLimit: Int64?

    @OptionGroup(title: "Screen options") var screen: ScreenOptions
    @OptionGroup(title: "Line options") var lines: LineOptions
    @OptionGroup var progress: ProgressFlags
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (1...31_536_000).contains(idleLimit ?? 1) else {
            throw ValidationError("--idle-limit takes a number of seconds, from 1 up to those of a year.")
        }
    }

    func run() throws {
        try reportingErrors {
            let settings = try Settings.load(common, screen: screen)
            // Lines go to a pipe as fast as it takes them, unless a pace was asked for.
            let plan = try lines.plan(filter: settings.filter, isQuiet: common.quiet)
            plan.blockSignals()
            let pace = !plan.printsLines || speed.factor != 1 ? speed.factor : .infinity
            let options = ReplayFeed.Options(
                speed: pace,
                from: from?.time,
                to: to?.time,
                idleLimit: idleLimit.map { $0 * 1_000 }
            )
            let path = log.log ?? settings.log
            let meter = ProgressMeter.reading(path, progress.options(common))
            let feed = try ReplayFeed(path: path, options: options, onRead: meter.update)
            meter.finish()
            let session = DashboardSession(settings: settings, lines: plan)
            let name = path.split(separator: "/").last.map(String.init) ?? path
            try session.run(
                feed: feed,
                endpoint: name,
                mode: .replay,
                notices: ReportLines.faults(of: feed.report, path: path)
            )
        }
    }
}

/// The values of `--speed`.
struct ReplaySpeed: ExpressibleByArgument, CustomStringConvertible {
    var factor: Double

    init(factor: Double) { self.factor = factor }

    init?(argument: String) {
        if argument == "max" {
            factor = .infinity
        } else if let number = Double(argument), number > 0, number.isFinite {
            factor = number
        } else {
            return nil
        }
    }

    var description: String { factor == .infinity ? "max" : String(factor) }
}

/// A time on the command line, as ISO 8601 has it.
struct TimeOption: ExpressibleByArgument {
    var time: Timestamp

    init?(argument: String) {
        guard let time = Timestamp(iso8601: argument) ?? Timestamp(iso8601: argument + "T00:00:00Z") else { return nil }
        self.time = time
    }
}
