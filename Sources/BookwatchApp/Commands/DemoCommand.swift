import ArgumentParser
import Bookings
import Ingest
import Ledger
import StandIn
import Storage
import Subscription

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// `bookwatch demo`: the dashboard on made-up traffic.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Show the dashboard on made-up OnceHub traffic, sent through the real endpoint.",
        discussion: """
            An endpoint of its own starts on a free port, and redirects, embeds and webhooks of an invented business are \
            sent to it over HTTP. A website with a stand-in for OnceHub starts too, so that you can book something yourself \
            in a browser. Your own log is not touched; of your configuration only the look is taken.
            """
    )

    @Option(
        name: .long,
        help: "Customers a second.",
        transform: { text in
            guard let rate = Double(text), rate > 0, rate <= 1_000 else {
                throw ValidationError("write a number above 0 and up to 1000")
            }
            return rate
        }
    )
    var rate = 0.5

    @Option(
        name: .long,
        help: "The same seed gives the same customers.",
        transform: { text in try ArgumentForm.number(text, in: 0...UInt64.max) }
    )
    var seed: UInt64 = 7

    @Option(
        name: .long,
        help: "Bookings that are there at the start.",
        transform: { text in try ArgumentForm.number(text, in: 0...100_000) }
    )
    var backlog = 40

    @Option(
        name: .long,
        help: .init("Where the log goes.", discussion: "Default: a new temporary folder", valueName: "path"),
        completion: .file(extensions: ["jsonl"])
    )
    var log: String?

    @OptionGroup(title: "Screen options") var screen: ScreenOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try reportingErrors {
            LinePlan().blockSignals()
            let own = try Settings.load(common, screen: screen)
            var settings = Settings()
            (settings.theme, settings.colors, settings.ascii) = (own.theme, own.colors, own.ascii)
            (settings.namesTheme, settings.linear) = (own.namesTheme, own.linear)
            settings.filter = screen.filter ?? ""
            settings.listen = "127.0.0.1:0"
            settings.sources = DemoCatalog.sources.mapValues { DeclaredSource($0) }
            let website = try StandInServer()
            defer { website.stop() }
            settings.origins = [website.site]
            settings.log = try log ?? DemoCommand.temporaryLog()
            settings.socket = nil
            let service = try LocalService.start(settings, logger: ProgramLog.toFile(settings.log + ".messages"))
            defer { service.stop() }
            website.use(endpoint: "http://" + service.addressText)
            let invitation = "Open \(website.site)/ in a browser to book something yourself."
            let sender = DemoSender(address: try service.viewerAddress, seed: seed, rate: rate, backlog: backlog)
            sender.start()
            defer { sender.stop() }
            let filter = settings.filter.trimmed.isEmpty ? nil : try Filter.parsing(settings.filter)
            let plan = LinePlan(filter: filter, isQuiet: common.quiet)
            let session = DashboardSession(settings: settings, lines: plan)
            defer { if !common.quiet { StandardError.write("The log of this demo: \(settings.log)") } }
            try session.run(
                feed: LiveFeed(address: try service.viewerAddress),
                endpoint: service.addressText,
                notices: [invitation]
            )
        }
    }

    private static func temporaryLog() throws -> String {
        var template = Array((Environment.temporaryFolder + "/bookwatch-demo-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw AppError.unwritable(path: Environment.temporaryFolder, errno: errno)
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) + "/bookings.jsonl"
    }
}
