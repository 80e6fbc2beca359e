import ArgumentParser
import Storage

/// `bookwatch repair`: writes a clean copy of a damaged log.
struct RepairCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repair",
        abstract: "Write a clean copy of a log beside it: good records as they are, bad lines left out.",
        discussion: """
            Tells every line that was left out, with its place. The log itself is only read; all its files go into one. To go \
            on with the copy, end bookwatch, move the old files away and give the copy the log's name.
            """
    )

    @Argument(help: .init("The log, or one file of it.", valueName: "log"), completion: .file(extensions: ["jsonl"]))
    var log: String

    @Option(
        name: [.customShort("o"), .long],
        help: .init(
            "The copy; it must not exist.",
            discussion: "Default: beside the log, as bookings.repaired.jsonl",
            valueName: "file"
        ),
        completion: .file()
    )
    var output: String?

    @OptionGroup var progress: ProgressFlags
    @OptionGroup var common: CommonOptions

    func run() throws {
        try reportingErrors {
            let output = output ?? LogRepair.standardOutput(for: log)
            let meter = ProgressMeter.reading(log, progress.options(common))
            let repair = try LogRepair(of: log, to: output, onRead: meter.update)
            meter.finish()
            var lines = repair.leftOut.map { line in
                "left out: \(line.place.file ?? log):\(line.place.line), at byte \(line.place.offset): \(line.reason)"
            }
            if repair.leftOutCount > lines.count { lines.append("and \(repair.leftOutCount - lines.count) more") }
            let left = repair.leftOutCount == 1 ? "1 line" : "\(repair.leftOutCount) lines"
            lines.append("\(repair.kept) records are in \(output); \(left) left out")
            if !common.quiet { StandardOutput.write(lines.map { Quoted.line($0) + "\n" }.joined()) }
        }
    }
}
