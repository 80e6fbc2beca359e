import ArgumentParser
import Ingest
import Storage
import Subscription
import Theming

/// `bookwatch watch`: the dashboard.
struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Show the dashboard.",
        discussion: """
            Attaches to the endpoint that runs on this machine; where none runs, starts one in this process. With \
            --connect it attaches to that endpoint and waits for it where it does not answer. With - it reads standard \
            input, one booking a line: records of a log, redirect URLs or their queries, and JSON payloads; keys are then read \
            from the terminal. Where standard output is no terminal, or a line option is given, it prints lines. \
            --help-hidden tells the options of an endpoint in this process, which are those of serve.
            """
    )

    @Argument(
        help: .init("- for bookings from standard input.", valueName: "input"),
        completion: .list(["-"])
    )
    var input: String?

    @Option(
        name: .long,
        help: .init("The endpoint: a URL, host:port, or the path of its socket.", valueName: "address")
    )
    var connect: String?

    @OptionGroup(title: "Screen options") var screen: ScreenOptions
    @OptionGroup(title: "Line options") var lines: LineOptions
    @OptionGroup(title: "Endpoint options") var endpoint: EndpointOptions
    @OptionGroup(title: "Intake options", visibility: .hidden) var intake: IntakeOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard let input, input != "-" else {
            if input != nil, connect != nil { throw ValidationError("- reads standard input; leave out --connect.") }
            return
        }
        let names = CommandTree.root.subcommands.map(\.name)
        guard !names.contains(input) else {
            throw ValidationError(
                "\(Quoted.text(input)) is a command: it comes first, “bookwatch \(input)”, then its options"
            )
        }
        let arguments = Array(CommandLine.arguments.dropFirst())
        if let unknown = UnknownOption(before: input, in: arguments) {
            throw ValidationError(unknown.message(arguments))
        }
        let rest = Suggestion.nearest(to: input, among: names).map { ValueRules.meant($0) }
        throw ValidationError("there is no command \(Quoted.text(input))\(rest ?? "; “bookwatch -h” lists them")")
    }

    func run() throws {
        try reportingErrors {
            let settings = try Settings.load(common, endpoint: endpoint, intake: intake, screen: screen)
            let plan = try lines.plan(filter: settings.filter, isQuiet: common.quiet)
            plan.blockSignals()
            let session = DashboardSession(settings: settings, lines: plan)
            if input != nil { return try showInput(session) }
            if let connect {
                let address = try EndpointAddress.parsing(connect)
                return try session.run(feed: session.feed(at: address), endpoint: address.description)
            }
            let address = try settings.viewerAddress
            // Where another program listens, the endpoint of this process says so better.
            if (try? blocking { try await EndpointHealth.probe(address) }) != nil {
                return try session.run(feed: session.feed(at: address), endpoint: settings.listen)
            }
            let logger = ProgramLog.toFile(Environment.programLogFile)
            if session.hasScreen, LocalFeed.isWorthwhile(settings) {
                let feed = LocalFeed(settings, logger: logger)
                return try session.run(
                    feed: feed,
                    endpoint: settings.listen,
                    notices: settings.warnings,
                    ownsEndpoint: true
                )
            }
            let service = try LocalService.start(
                settings,
                logger: logger,
                progress: ProgressOptions(isQuiet: common.quiet)
            )
            defer { service.stop() }
            try session.run(
                feed: session.feed(at: try service.viewerAddress),
                endpoint: service.addressText,
                notices: settings.warnings + service.recoveryLines,
                ownsEndpoint: true
            )
        }
    }

    private func showInput(_ session: DashboardSession) throws {
        if StandardInput.isTerminal {
            throw AppError.configuration("- reads bookings from a pipe or a file, as: bookwatch - < bookings.jsonl")
        }
        let decoder = StreamDecoder(meetingTime: session.settings.meetingTime, clock: { SystemClock.now }) {
            ErrorMessages.text(for: $0)
        }
        let feed = try StreamFeed(
            descriptor: try StandardInput.takeStream(keysFromTerminal: !session.lines.printsLines),
            decoder: decoder
        )
        try session.run(feed: feed, endpoint: "standard input")
    }
}
