import ArgumentParser
import Bookings
import Ledger
import Storage
import Subscription

/// `bookwatch tail`: bookings to standard output as they come.
struct TailCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Print bookings as they come, one line each.",
        discussion: """
            New ones only, unless --after says from where: 0 is the first. What stands in a line is what that one sighting \
            says; export merges all sightings of a booking. Text from outside cannot act on a terminal in any form.
            """
    )

    @Option(
        name: .long,
        help: .init("The endpoint: a URL, host:port, or the path of its socket.", valueName: "address")
    )
    var connect: String?

    @Option(
        name: .long,
        parsing: .unconditional,
        help: .init("Print only what matches; “man 5 bookwatch” has the language.", valueName: "expression")
    )
    var filter: String?

    @Option(
        name: .long,
        help: .init("Start after the record with this number.", valueName: "seq"),
        transform: { text in try ArgumentForm.number(text, in: 0...UInt64.max) }
    )
    var after: UInt64?

    @OptionGroup(title: "Line options") var lines: LineOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        var signals = TerminationSignals()
        try reportingErrors {
            let settings = try Settings.load(common)
            let address = try connect.map(EndpointAddress.parsing) ?? settings.viewerAddress
            let printer = LinePrinter(try lines.plan(filter: filter, isQuiet: common.quiet))
            let last = try lastSequence(at: address, for: printer, or: &signals)
            let start = after ?? last
            try printer.run(LiveFeed(address: address, keepsBookings: false), after: start, signals: signals)
        }
    }

    /// The number of the newest record; waits for the endpoint where it does not answer yet.
    private func lastSequence(
        at address: EndpointAddress,
        for printer: LinePrinter,
        or signals: inout TerminationSignals
    ) throws -> UInt64 {
        var hasTold = common.quiet
        while true {
            if let health = try blocking({ try await EndpointHealth.probe(address) }) { return health.lastSequence }
            let rest = printer.rest ?? .max
            guard rest > 0 else { throw ClientError.unreachable(address: address.description) }
            if !hasTold { StandardError.write("bookwatch: no endpoint answers at \(address); waiting for it") }
            hasTold = true
            if let code = ExitStatus.ended(by: signals.wait(milliseconds: Int(min(500, rest)))) { throw code }
        }
    }
}
