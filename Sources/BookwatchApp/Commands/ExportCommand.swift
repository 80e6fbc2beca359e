import ArgumentParser
import Bookings
import Ledger
import Storage

/// `bookwatch export`: the bookings of a log as a file for other programs.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the bookings of a log as CSV, TSV, JSON Lines, a calendar or text.",
        discussion: """
            One row a booking, merged from all its sightings as the dashboard shows it, in the order in which they were first \
            received. The log is only read; the file is replaced when it is whole, and is for you alone (mode 0600). In csv \
            and tsv a text that a spreadsheet would take for a formula (= + - @ first) gets an apostrophe before it. ics leaves \
            out bookings without a start. Exit code 6 where parts of the log could not be read: the others are written.
            """
    )

    @OptionGroup var log: LogArgument

    @Option(
        name: [.customShort("f"), .long],
        help: .init(
            "csv, tsv, json or jsonl, ics, text or template.",
            discussion: "Default: by the ending of the file's name, else csv",
            valueName: "form"
        )
    )
    var format: LineFormat?

    @Option(
        name: .long,
        parsing: .unconditional,
        help: .init("A line to fill in, as '{{name}} {{email}}'; tail --help has the names.", valueName: "text")
    )
    var template: String?

    @OptionGroup var selection: SelectionOptions

    @Option(
        name: [.customShort("o"), .long],
        help: .init("The file; - is the standard output.", discussion: "Default: -", valueName: "file"),
        completion: .file()
    )
    var output = "-"

    @OptionGroup var progress: ProgressFlags
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if format == .template, template == nil {
            throw ValidationError("--format template needs --template: the line to fill in.")
        }
        if let format, format != .template, template != nil {
            throw ValidationError("--template is a form of its own; leave out --format \(format.rawValue).")
        }
        _ = try LineStyle(format: nil, template: template)
    }

    func run() throws {
        try reportingErrors {
            let path = try log.path(common)
            let filter = try selection.parsedFilter()
            let meter = ProgressMeter.reading(path, progress.options(common))
            let read = try ReadLog(path: path, onRead: meter.update)
            meter.finish()
            let clock = FilterClock(now: SystemClock.now, zone: ZoneDirectory.local)
            let rows = selection.rows(of: read.ledger, filter, clock: clock, days: .utc).rows
            try write(rows, of: read.ledger)
            for line in ReportLines.faults(of: read.report, path: path) { StandardError.write("bookwatch: " + line) }
            if read.report.isDamaged { throw ExitStatus.damagedLog }
            if rows.isEmpty, selection.isGiven { throw ExitStatus.nothingMatched }
        }
    }

    private func write(_ rows: [Int], of ledger: BookingLedger) throws {
        let format = template == nil ? format ?? LineFormat(endingOf: output) ?? .csv : .template
        var style = try LineStyle(format: format, template: template)
        style.isDated = true
        var writer = LineWriter(style, zone: ZoneDirectory.local, now: SystemClock.now)
        var signals = TerminationSignals()
        let file = try OutputFile(output)
        try file.write(writer.opening())
        for (count, row) in rows.enumerated() {
            if count % 1_024 == 1_023, let code = ExitStatus.ended(by: signals.pending()) { throw code }
            try file.write(writer.line(BookingRow(ledger, row: row)))
        }
        try file.write(writer.closing())
        try file.finish()
    }
}

extension RecoveryReport {
    /// Whether something was lost; the last line of a log that is being written may well be torn.
    var isDamaged: Bool {
        var report = self
        report.tornBytes = 0
        return !report.isSound
    }
}
