import ArgumentParser
import Bookings
import Ledger
import Storage
import Subscription
import Synchronization

/// `bookwatch tail`: bookings to standard output as they come.
struct TailCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Print bookings as they come, one line each.",
        discussion: """
            With --format json each line is a record as it stands in the log. New ones only, unless --after says from \
            where: 0 is the first.
            """
    )

    @Option(
        name: .long,
        help: .init("The endpoint: a URL, host:port, or the path of its socket.", valueName: "address")
    )
    var connect: String?

    @Option(name: .long, help: "text or json.")
    var format = LineFormat.text

    @Option(
        name: .long,
        help: .init("Print only what matches; see the README for the language.", valueName: "expression")
    )
    var filter: String?

    @Option(name: .long, help: .init("Start after the record with this number.", valueName: "seq"))
    var after: UInt64?

    @Option(name: .long, help: .init("End after that many lines.", valueName: "lines"))
    var count: Int?

    @OptionGroup var common: CommonOptions

    func run() throws {
        var signals = TerminationSignals()
        try reportingErrors {
            let settings = try Settings.load(common)
            let address = try connect.map(EndpointAddress.parsing) ?? settings.viewerAddress
            let printer = LinePrinter(format: format, filter: try filter.map(Filter.parsing), count: count)
            guard let start = try after ?? lastSequence(at: address, or: &signals) else { return }
            let feed = LiveFeed(address: address)
            feed.start(after: start) { printer.take($0) }
            try LinePrinter.wait(for: printer, feed: feed, signals: signals)
        }
    }

    /// The number of the newest record; waits for the endpoint where it does not answer yet, and is nil if told to end meanwhile.
    private func lastSequence(at address: EndpointAddress, or signals: inout TerminationSignals) throws -> UInt64? {
        var hasTold = false
        while true {
            if let health = try blocking({ await EndpointHealth.probe(address) }) { return health.lastSequence }
            if !hasTold { StandardError.write("bookwatch: no endpoint answers at \(address); waiting for it") }
            hasTold = true
            switch signals.wait(milliseconds: 500) {
            case nil: continue
            case TerminationSignals.interrupt: throw ExitStatus.interrupted
            default: return nil
            }
        }
    }
}

/// The forms of a printed line.
enum LineFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
