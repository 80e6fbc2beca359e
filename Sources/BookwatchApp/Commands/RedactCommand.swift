import ArgumentParser
import Bookings
import Storage

/// `bookwatch redact`: a log without personal data, to hand on.
struct RedactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redact",
        abstract: "Write a log that can be replayed, with stand-ins for personal data.",
        discussion: """
            Names become “Customer 17”, addresses customer17@example.com; phones, companies, notes, guests, subjects, answers, \
            places, links, remarks, hosts and the ids of bookings are replaced likewise, in what arrived too. The same person \
            has the same stand-in throughout. Pages, calendars, event types, times, statuses, sources and channels stay, so \
            look whether their names tell of anybody. Records are numbered without gaps and sealed anew; lines that are no records \
            are left out, and told of. The log itself is only read.
            """
    )

    @Argument(
        help: .init(
            "The log, - for standard input; the one of the configuration where none is given.",
            valueName: "log"
        ),
        completion: .file(extensions: ["jsonl"])
    )
    var log: String?

    @Option(
        name: [.short, .long],
        help: .init("Where to, but never over a file; the standard output if absent.", valueName: "path"),
        completion: .file(extensions: ["jsonl"])
    )
    var output: String?

    @Option(
        name: .long,
        help: .init(
            "Make the same stand-ins each time. Who knows the text can find out whether somebody is in the log.",
            valueName: "text"
        )
    )
    var seed: String?

    @OptionGroup var progress: ProgressFlags
    @OptionGroup var common: CommonOptions

    func run() throws {
        try reportingErrors {
            let target = try output.map { try NewFile($0) }
            let redaction = try write { bytes in
                guard let target else { return StandardOutput.write(bytes) }
                try target.write(bytes)
            }
            try target?.finish()
            guard !common.quiet else { return }
            let people = "\(redaction.people) \(redaction.people == 1 ? "person" : "people")"
            StandardError.write("bookwatch: \(redaction.records) records written, \(people)")
            if redaction.leftOut > 0 {
                let lines = redaction.leftOut == 1 ? "1 line" : "\(redaction.leftOut) lines"
                StandardError.write("bookwatch: \(lines) left out: no record, or of one that is not there")
            }
        }
    }

    private func write(_ body: ([UInt8]) throws -> Void) throws -> LogRedaction {
        let redactor = Redactor(seed: seed)
        guard log == "-" else {
            let path = try log ?? Settings.load(common).log
            let meter = ProgressMeter.reading(path, progress.options(common))
            defer { meter.finish() }
            return try LogRedaction.write(log: path, redactor, to: body, onRead: meter.update)
        }
        if StandardInput.isTerminal {
            throw AppError.configuration("- reads a log from a pipe or a file, as: bookwatch redact - < old.jsonl")
        }
        return try LogRedaction.write(
            stream: try StandardInput.takeStream(keysFromTerminal: false),
            redactor,
            to: body
        )
    }
}
