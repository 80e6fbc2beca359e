import ArgumentParser
import Storage

/// `bookwatch repair`: writes a clean copy of a damaged log.
struct RepairCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repair",
        abstract: "Write a clean copy of a damaged log; the log itself is only read.",
        discussion: """
            Records stay byte for byte as they are. Lines that are no records and a torn last line are left out; numbers \
            that do not count from 1 without gaps are set right, for marks and remarks too. A record that disagrees with its \
            checksum is kept with a new one, and told of. Exit code 0 also where nothing was wrong: the copy is written all \
            the same.
            """
    )

    @OptionGroup var log: LogArgument
    @Option(
        name: [.short, .long],
        help: .init("Where to, but never over a file; LOG.repaired.jsonl if absent.", valueName: "path"),
        completion: .file(extensions: ["jsonl"])
    )
    var output: String?
    @OptionGroup var progress: ProgressFlags
    @OptionGroup var common: CommonOptions

    func run() throws {
        try reportingErrors {
            let path = try log.path(common)
            let target = output ?? LogRepair.standardOutput(for: path)
            let meter = ProgressMeter.reading(path, progress.options(common))
            let repair = try LogRepair(of: path, to: target, onRead: meter.update)
            meter.finish()
            guard !common.quiet else { return }
            let lines = RepairCommand.lines(of: repair, path: path, output: target)
            StandardOutput.write(lines.map { Quoted.line($0) + "\n" }.joined())
        }
    }

    /// What was wrong, and what was done about it.
    private static func lines(of repair: LogRepair, path: String, output: String) -> [String] {
        var lines = ReportLines.faults(of: repair.found, path: path)
        if repair.found.isSound { lines.append("Nothing was wrong with the log.") }
        if repair.orphanCount > 0 {
            let places = repair.orphanLines.map(String.init).joined(separator: ", ")
            lines.append("\(repair.orphanCount) marks or remarks left out, of records that are lost: lines \(places)")
        }
        if repair.resealedCount > 0 { lines.append("\(repair.resealedCount) records kept with a new checksum") }
        if repair.renumberedCount > 0 { lines.append("\(repair.renumberedCount) records have another number now") }
        return lines + ["\(repair.records) records written to \(output); \(path) is as it was"]
    }
}
