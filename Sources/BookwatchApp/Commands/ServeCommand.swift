import ArgumentParser
import Ingest
import Ledger
import Storage

/// `bookwatch serve`: the endpoint alone.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the endpoint alone, for systemd or tmux.",
        discussion: "Receives bookings until it is told to end by SIGTERM or Ctrl-C. Its messages go to stderr."
    )

    @OptionGroup(title: "Endpoint options") var endpoint: EndpointOptions
    @OptionGroup(title: "Intake options") var intake: IntakeOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        var signals = TerminationSignals()
        try reportingErrors {
            let settings = try Settings.load(common, endpoint: endpoint, intake: intake)
            if !common.quiet { for warning in settings.warnings { StandardError.write(warning) } }
            let logger = ProgramLog.toStandardError()
            let service = try LocalService.start(
                settings,
                logger: logger,
                progress: ProgressOptions(isQuiet: common.quiet)
            )
            defer { service.stop() }
            if !common.quiet {
                StandardError.write(
                    "bookwatch \(Version.current) listens on \(service.addressText), log \(settings.log)"
                )
            }
            for line in service.recoveryLines { StandardError.write(line) }
            if signals.wait() == TerminationSignals.interrupt { throw ExitStatus.interrupted }
        }
    }
}
