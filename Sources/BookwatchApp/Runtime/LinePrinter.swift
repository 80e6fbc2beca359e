import Bookings
import Ledger
import Storage
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Prints what a feed delivers, a line a record; for `tail`, and for the dashboard's commands when standard output is no
/// terminal.
final class LinePrinter: Sendable {
    private struct State {
        var left: Int?
        var isDone = false
    }

    private let format: LineFormat
    private let filter: Filter?
    private let zone: ZoneRules
    private let endsWithLog: Bool
    private let state: Mutex<State>

    /// `endsWithLog` says that it is done once all that there is has been printed.
    init(format: LineFormat, filter: Filter?, count: Int? = nil, endsWithLog: Bool = false) {
        self.format = format
        self.filter = filter
        self.endsWithLog = endsWithLog
        zone = ZoneDirectory.local
        state = Mutex(State(left: count))
    }

    /// Whether nothing more will be printed.
    var isDone: Bool { state.withLock { $0.isDone } }

    /// Takes what a feed delivers.
    func take(_ event: FeedEvent) {
        switch event {
        case .records(let records):
            let lines = records.filter(passes)
            state.withLock { state in
                guard !state.isDone else { return }
                let lines = state.left.map { lines.prefix($0) } ?? lines[...]
                StandardOutput.write(lines.flatMap(line))
                if let left = state.left {
                    state.left = left - lines.count
                    if left == lines.count { state.isDone = true }
                }
            }
        case .caughtUp:
            if endsWithLog { state.withLock { $0.isDone = true } }
        case .link(.lost(let reason, _)):
            StandardError.write("bookwatch: the connection is lost (\(reason)); trying again")
        case .notice(let text):
            StandardError.write("bookwatch: \(text)")
        case .link, .reset, .annotations, .replay, .incident, .funnel:
            break
        }
    }

    /// Waits until the printer is done or a signal asks for the end; ends the feed.
    static func wait(for printer: LinePrinter, feed: any BookingFeed, signals: TerminationSignals) throws {
        var signals = signals
        var signal: Int32?
        while signal == nil, !printer.isDone { signal = signals.wait(milliseconds: 100) }
        feed.stop()
        if signal == SIGINT { throw ExitStatus.interrupted }
    }

    private func passes(_ record: SightingRecord) -> Bool {
        guard let filter else { return true }
        // Each line is looked at by itself: what other sightings of the booking said does not count here.
        var ledger = BookingLedger()
        ledger.apply(record)
        return ledger.matches(filter, row: 0, clock: FilterClock(now: SystemClock.now, zone: zone))
    }

    private func line(_ record: SightingRecord) -> [UInt8] {
        var bytes: [UInt8] = []
        switch format {
        case .json: record.encode(into: &bytes)
        case .text: bytes = Array(BookingLine.text(record, zone: zone).utf8)
        }
        bytes.append(0x0A)
        return bytes
    }
}
