import ArgumentParser
import Ingest
import Storage
import Subscription

/// `bookwatch watch`: the dashboard.
struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Show the dashboard.",
        discussion: """
            Attaches to the endpoint that runs on this machine; where none runs, starts one in this process. With \
            --connect it attaches to that endpoint and waits for it where it does not answer. --help-hidden tells the \
            options of an endpoint in this process, which are those of serve.
            """
    )

    @Option(
        name: .long,
        help: .init("The endpoint: a URL, host:port, or the path of its socket.", valueName: "address")
    )
    var connect: String?

    @OptionGroup(title: "Screen options") var screen: ScreenOptions
    @OptionGroup(title: "Endpoint options") var endpoint: EndpointOptions
    @OptionGroup(title: "Intake options", visibility: .hidden) var intake: IntakeOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try reportingErrors {
            let settings = try Settings.load(common, endpoint: endpoint, intake: intake, screen: screen)
            if let connect {
                let address = try EndpointAddress.parsing(connect)
                return try show(settings, address, name: address.description, service: nil)
            }
            let address = try settings.viewerAddress
            if try blocking({ await EndpointHealth.probe(address) }) != nil {
                return try show(settings, address, name: settings.listen, service: nil)
            }
            let service = try LocalService.start(settings, logger: ProgramLog.toFile(Environment.programLogFile))
            defer { service.stop() }
            try show(settings, try service.viewerAddress, name: service.addressText, service: service)
        }
    }

    private func show(_ settings: Settings, _ address: EndpointAddress, name: String, service: LocalService?) throws {
        let session = DashboardSession(settings: settings)
        try session.run(
            feed: LiveFeed(address: address),
            endpoint: name,
            notices: service.map { settings.warnings + $0.recoveryLines } ?? [],
            ownsEndpoint: service != nil
        )
    }
}
