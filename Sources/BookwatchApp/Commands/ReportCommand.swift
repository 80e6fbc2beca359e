import ArgumentParser
import Bookings
import Ledger
import Storage

/// `bookwatch report`: what the bookings of a log come to, as a page, as Markdown or as JSON.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Sum up the bookings of a log: a page with charts, Markdown or JSON.",
        discussion: """
            Counts by status, day, hour of the week, product, event type, page, calendar, source, channel and host, lead \
            times, and how many were canceled, moved or missed. Several logs are summed up as one; - is the standard input. \
            Customers are not in it: neither names, addresses and numbers nor answers and remarks. Hosts are, by name, for they \
            are staff, and so are the expression of --filter and the ids of marked bookings. The page is one file that \
            loads nothing and runs nothing. The same log gives the same bytes, unless the filter asks for what is new. Logs \
            are only read; the file is replaced when it is whole, and is for you alone (mode 0600). Exit code 6 where \
            parts of a log could not be read: the report is about the others, and says so.
            """
    )

    @Argument(
        help: .init("The logs; the one of the configuration where none is given.", valueName: "log"),
        completion: .file(extensions: ["jsonl"])
    )
    var logs: [String] = []

    @Flag(help: "Default: by the ending of the file's name, else --md")
    var form: ReportForm?

    @Option(
        name: [.customShort("o"), .long],
        help: .init("The file; - is the standard output.", discussion: "Default: -", valueName: "file"),
        completion: .file()
    )
    var output = "-"

    @Option(name: .long, help: .init("What the report is called.", discussion: "Default: Bookings", valueName: "text"))
    var title = "Bookings"

    @OptionGroup var selection: SelectionOptions

    @Option(
        name: .long,
        help: .init(
            "Whose clocks tell days and hours, as Europe/Lisbon; also for --from and --to.",
            discussion: "Default: this machine's zone",
            valueName: "zone"
        ),
        transform: ZoneOption.init(argument:)
    )
    var zone: ZoneOption?

    @Option(
        name: .long,
        help: .init(
            "How many values are told one by one, the most frequent; the others are told in one sum.",
            discussion: "Default: 10",
            valueName: "values"
        ),
        transform: { text in try ArgumentForm.number(text, in: 1...1_000) }
    )
    var top = 10

    @OptionGroup var progress: ProgressFlags
    @OptionGroup var common: CommonOptions

    func validate() throws { try LogSources(names: logs).validate() }

    func run() throws {
        try reportingErrors {
            let filter = try selection.parsedFilter()
            let sources = LogSources(names: logs.isEmpty ? [try Settings.load(common).log] : logs, command: "report")
            let read = try read(sources)
            let zone = zone?.rules ?? ZoneDirectory.local
            let clock = FilterClock(now: SystemClock.now, zone: zone)
            let rows = selection.rows(of: read.ledger, filter, clock: clock, days: zone)
            let faults = read.reports.flatMap { ReportLines.faults(of: $0.report, path: $0.path) }
            let subject = ReportSubject(
                title: title,
                report: BookingReport(read.ledger, rows: rows, zone: zone, limit: top),
                zone: zone,
                logs: sources.titles,
                filter: selection.filter,
                from: selection.from?.time(in: zone),
                to: selection.to?.time(in: zone),
                records: read.recordCount,
                faults: read.reports.flatMap(faultsWithoutFolders)
            )
            try write(subject)
            for fault in faults { StandardError.write("bookwatch: " + fault) }
            if read.reports.contains(where: { $0.report.isDamaged }) { throw ExitStatus.damagedLog }
            if rows.count == 0, selection.isGiven { throw ExitStatus.nothingMatched }
        }
    }

    /// Reads the logs to their ends, unless a signal ends it.
    private func read(_ sources: LogSources) throws -> ReplayFeed {
        var signals = TerminationSignals()
        var options = ReplayFeed.Options()
        options.keeps = .last
        let opened = try sources.opened(keysFromTerminal: false, progress.options(common))
        let feed = try ReplayFeed(opened, options: options)
        defer { feed.stop() }
        var ending: ExitCode?
        let meter = ProgressMeter.reading(sources.title, progress.options(common))
        try feed.readAll(
            while: {
                ending = ExitStatus.ended(by: signals.pending())
                return ending == nil
            },
            onRead: meter.update
        )
        meter.finish()
        if let ending { throw ending }
        return feed
    }

    /// What is wrong with a log, for others than those who have it: where it lies is not told.
    private func faultsWithoutFolders(_ report: ReplayFeed.Report) -> [String] {
        let folder = report.path.lastIndex(of: "/").map { String(report.path[...$0]) } ?? ""
        let lines = ReportLines.faults(of: report.report, path: report.path)
        return folder.isEmpty ? lines : lines.map { $0.replacing(folder, with: "") }
    }

    private func write(_ subject: ReportSubject) throws {
        let file = try OutputFile(output)
        try file.write(bytes(of: subject))
        try file.finish()
    }

    private func bytes(of subject: ReportSubject) -> [UInt8] {
        switch form ?? ReportForm(endingOf: output) ?? .markdown {
        case .html: return Array(HTMLReport(subject).text.utf8)
        case .json: return JSONReport(subject).bytes
        case .markdown:
            let text = MarkdownReport(subject).text
            let isASCII = output == "-" && StandardOutput.isTerminal && !StandardError.supportsUTF8
            return Array((isASCII ? ASCIIText.of(text) : text).utf8)
        }
    }
}
