import ArgumentParser
import Storage

/// The logs that a command reads one after the other, by their names on the command line; `-` is the standard input.
struct LogSources {
    let names: [String]
    /// The command, for an example of its use.
    var command = "replay"

    /// Refuses what cannot be read.
    func validate() throws {
        guard names.count(where: { $0 == "-" }) < 2 else {
            throw ValidationError("- reads standard input, which can be read once only.")
        }
    }

    /// What they are called together, without their folders.
    var title: String { names.count == 1 ? titles[0] : "\(names.count) logs" }

    /// What each is called, without its folder.
    var titles: [String] {
        names.map { name in
            name == "-" ? "standard input" : name.split(separator: "/").last.map(String.init) ?? name
        }
    }

    /// The logs; the standard input is read to its end, and the terminal takes its place where the keys come from there.
    func opened(keysFromTerminal: Bool, _ progress: ProgressOptions) throws -> [ReplaySource] {
        try names.map { name in
            name == "-" ? try standardInput(keysFromTerminal: keysFromTerminal, progress) : .file(name)
        }
    }

    private func standardInput(keysFromTerminal: Bool, _ progress: ProgressOptions) throws -> ReplaySource {
        if StandardInput.isTerminal {
            throw AppError.configuration("- reads a log from a pipe or a file, as: bookwatch \(command) - < old.jsonl")
        }
        var signals = keysFromTerminal ? nil : TerminationSignals()
        let meter = ProgressMeter.reading("standard input", progress)
        defer { meter.finish() }
        var ending: ExitCode?
        let input = try SpooledInput(
            descriptor: try StandardInput.takeStream(keysFromTerminal: keysFromTerminal),
            name: "standard input",
            folder: Environment.temporaryFolder,
            while: {
                ending = ExitStatus.ended(by: signals?.pending())
                return ending == nil
            },
            onRead: meter.update
        )
        if let ending { throw ending }
        return .spooled(input)
    }
}
