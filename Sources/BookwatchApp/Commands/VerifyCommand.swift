import ArgumentParser
import Storage

/// `bookwatch verify`: tells whether a log is whole.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check a log: counts, gaps, checksums, torn or foreign lines.",
        discussion: "Exit code 6 if anything is wrong. The log is only read."
    )

    @OptionGroup var log: LogArgument
    @OptionGroup var progress: ProgressFlags
    @OptionGroup var common: CommonOptions

    func run() throws {
        try reportingErrors {
            let path = try log.path(common)
            let meter = ProgressMeter.reading(path, progress.options(common))
            let report = try RecoveryReport.verify(path: path, onRead: meter.update)
            meter.finish()
            let lines = report.isSound && common.quiet ? [] : ReportLines.lines(of: report, path: path)
            StandardOutput.write(lines.map { Quoted.line($0) + "\n" }.joined())
            if !report.isSound { throw ExitStatus.damagedLog }
        }
    }
}

/// The log that a command reads.
struct LogArgument: ParsableArguments {
    @Argument(
        help: .init("The log; the one of the configuration where none is given.", valueName: "log"),
        completion: .file(extensions: ["jsonl"])
    )
    var log: String?

    /// Its path; the configuration is read only where it must tell.
    func path(_ common: CommonOptions) throws -> String {
        try log ?? Settings.load(common).log
    }
}

/// Whether progress is told where standard error is no terminal.
struct ProgressFlags: ParsableArguments {
    @Flag(name: .long, help: "Tell progress even where standard error is no terminal: a line every 5 seconds.")
    var progress = false

    func options(_ common: CommonOptions) -> ProgressOptions {
        ProgressOptions(isAskedFor: progress, isQuiet: common.quiet)
    }
}

/// A report in words.
enum ReportLines {
    /// The counts, then what is wrong, a line each.
    static func lines(of report: RecoveryReport, path: String) -> [String] {
        let checked = report.records - report.uncheckedCount - report.changedCount
        return ["\(report.records) records, \(checked) with a good checksum, \(report.uncheckedCount) without one"]
            + (report.first.map {
                $0 > 1 ? ["They begin with number \($0); older ones are in no file of the log."] : []
            } ?? [])
            + (report.erasedCount > 0 ? ["\(report.erasedCount) of them stand for records that were erased"] : [])
            + faults(of: report, path: path)
            + (report.isSound ? ["The log is sound."] : [])
    }

    /// What is wrong with a log; empty for a sound one.
    static func faults(of report: RecoveryReport, path: String) -> [String] {
        var lines: [String] = []
        if report.badLineCount > 0 {
            let count = report.badLineCount
            lines.append(count == 1 ? "1 line is no record:" : "\(count) lines are no records:")
            lines += report.badLines.map { "  \(place($0.place, path)): \($0.reason)" }
            if report.badLineCount > report.badLines.count {
                lines.append("  and \(report.badLineCount - report.badLines.count) more")
            }
        }
        if report.changedCount > 0 {
            let places = report.changedLines.map { $0.file == nil ? String($0.line) : place($0, path) }
            let list = places.joined(separator: ", ") + (report.changedCount > places.count ? ", …" : "")
            lines.append(
                report.changedCount == 1
                    ? "1 record disagrees with its checksum, in line \(list)"
                    : "\(report.changedCount) records disagree with their checksums, in lines \(list)"
            )
        }
        if report.lacksLastNewline { lines.append("the last line has no newline, but is whole") }
        if report.wasOpenToOthers { lines.append("\(path) was open to other users; its mode is now 0600") }
        if report.gapCount > 0 { lines.append(numbers(report.gapCount, "is missing", "are missing")) }
        if report.disorderCount > 0 { lines.append(numbers(report.disorderCount, "does not grow", "do not grow")) }
        if report.duplicateCount > 0 { lines.append(numbers(report.duplicateCount, "comes twice", "come twice")) }
        if report.tornBytes > 0 {
            let place = report.tornMovedTo.map { "moved to \($0)" } ?? "left where it is"
            lines.append("the last line is torn: \(report.tornBytes) bytes, \(place)")
        }
        return lines
    }

    private static func place(_ place: RecoveryReport.Place, _ path: String) -> String {
        "\(place.file ?? path):\(place.line)"
    }

    private static func numbers(_ count: Int, _ one: String, _ several: String) -> String {
        count == 1 ? "1 sequence number \(one)" : "\(count) sequence numbers \(several)"
    }
}
