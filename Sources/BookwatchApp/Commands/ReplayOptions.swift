import ArgumentParser
import Bookings
import Ledger
import Storage
import Subscription

/// How a log is replayed.
struct ReplayOptions: ParsableArguments {
    @Option(
        name: .long,
        help: .init("How much faster than recorded, from 0.1 to 1000; max for all at once.", valueName: "factor"),
        transform: ReplaySpeed.init(argument:)
    )
    var speed: ReplaySpeed?

    @Flag(name: .long, help: "All at once: the same as --speed max.")
    var max = false

    @Option(
        name: .long,
        help: .init("Leave out what was received before, as 2026-02-05T15:30:00Z.", valueName: "time"),
        transform: TimeOption.init(argument:)
    )
    var from: TimeOption?

    @Option(
        name: .long,
        help: .init("Leave out what was received after.", valueName: "time"),
        transform: TimeOption.init(argument:)
    )
    var to: TimeOption?

    @Option(
        name: [.customShort("i"), .long],
        help: .init("Shorten every pause to that much log time, as 60, 90s or 5m.", valueName: "time"),
        transform: TimeSpan.init(argument:)
    )
    var idleLimit: TimeSpan?

    @Option(
        name: .long,
        defaultAsFlag: ReplayLoopOption(),
        help: .init(
            "Repeat the log, or the part from A to B, as 12:04..12:30, 10%..20% or 30%.. ; after the log's name.",
            valueName: "A..B"
        )
    )
    var loop: ReplayLoopOption?

    @Flag(name: .long, help: "Show nothing, and print what there is at the end: counts, and a digest of all bookings.")
    var headless = false

    @Option(
        name: .long,
        help: .init("Send what arrived to this endpoint, at the pace; to this machine only.", valueName: "address")
    )
    var sendTo: String?

    @Flag(name: .long, help: "With --send-to: to other machines too.")
    var force = false

    func validate() throws {
        if let loop, loop.loop == nil {
            throw ValidationError("--loop \(loop.text) is no part of a log: write 12:04..12:30, 10%..20% or 30%..")
        }
        if max, let speed, speed.factor.isFinite {
            throw ValidationError("--max and --speed \(speed) contradict each other; leave one out.")
        }
        if headless, let speed, speed.factor.isFinite {
            throw ValidationError("--headless reads all at once; leave out --speed.")
        }
        if headless, sendTo != nil { throw ValidationError("--headless sends nothing; leave out --send-to.") }
        if force, sendTo == nil { throw ValidationError("--force goes with --send-to alone.") }
        if loop != nil, headless || sendTo != nil { throw ValidationError("--loop is for the dashboard.") }
    }

    /// Whether neither the dashboard nor lines are shown.
    var hasOwnOutput: Bool { headless || sendTo != nil }

    /// What the feed is told; without a pace of its own all comes at once.
    func feedOptions(isPaced: Bool) -> ReplayFeed.Options {
        let asked = max ? .infinity : speed?.factor
        var options = ReplayFeed.Options(
            speed: asked ?? (isPaced || sendTo != nil ? 1 : .infinity),
            from: from?.time,
            to: to?.time,
            idleLimit: idleLimit?.milliseconds
        )
        options.loop = loop?.loop
        options.zone = ZoneDirectory.local
        return options
    }

    /// Where to send; nil for nowhere.
    func target() throws -> EndpointAddress? {
        guard let sendTo else { return nil }
        let address = try EndpointAddress.parsing(sendTo)
        guard force || address.isOfThisMachine else {
            throw AppError.configuration(
                "\(address) is not this machine: --send-to would send customers' data there. "
                    + "Add --force if that is what you want"
            )
        }
        return address
    }
}

extension EndpointAddress {
    /// Whether it is a loopback address, or a Unix socket.
    var isOfThisMachine: Bool {
        switch self {
        case .unix: true
        case .tcp("localhost", _), .tcp("::1", _): true
        case .tcp(let host, _):
            // A name may begin so too, and lead anywhere.
            host.hasPrefix("127.") && host.utf8.allSatisfy { $0 == UInt8(ascii: ".") || (0x30...0x39).contains($0) }
        }
    }
}

/// The values of `--loop`: `A..B`, `A..`, `..B`.
struct ReplayLoopOption: ExpressibleByArgument {
    /// As it was written; empty for the whole log.
    let text: String
    /// Nil where the text is none.
    let loop: ReplayLoop?

    /// The whole log.
    init() { (text, loop) = ("", ReplayLoop()) }

    /// Takes any text with the dots between two ends, so that one that is wrong is not taken for the name of a log.
    init?(argument: String) {
        let parts = argument.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { return nil }
        text = argument
        if let start = ReplayLoopOption.end(parts[0]), let end = ReplayLoopOption.end(parts[1]) {
            loop = ReplayLoop(start: start, end: end)
        } else {
            loop = nil
        }
    }

    /// One end; an empty one is none, and nil what is not one.
    private static func end(_ text: String) -> ReplayLoop.End?? {
        if text.isEmpty { return .some(nil) }
        if text.hasSuffix("%") {
            guard let share = Double(text.dropLast()), (0...100).contains(share) else { return nil }
            return .share(share / 100)
        }
        guard let time = TimeExpression(text) else { return nil }
        return .time(time)
    }
}
