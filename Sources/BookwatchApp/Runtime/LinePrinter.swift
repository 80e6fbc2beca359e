import ArgumentParser
import Bookings
import Ledger
import Storage
import Synchronization

/// Prints what a feed delivers, a line a record; for `tail`, and for the dashboard's commands when standard output is no
/// terminal.
final class LinePrinter: Sendable {
    /// Why nothing more is printed.
    enum Ending: Equatable {
        /// The log or the stream has no more.
        case endOfLog
        /// As many lines as were asked for are printed, or what was waited for came.
        case goalReached
        /// The time is over.
        case timeOver
        /// No line came for too long.
        case silence
        /// A signal asked for the end.
        case signal(Int32)
    }

    private struct State {
        var writer: LineWriter
        var printed = 0
        var lastLineAt: Int64
        var isConnected: Bool
        var ending: Ending?
    }

    private let plan: LinePlan
    private let zone: ZoneRules
    private let endsWithLog: Bool
    private let start: Int64
    private let state: Mutex<State>

    /// `endsWithLog` says that it is done once all that there is has been printed.
    init(_ plan: LinePlan, endsWithLog: Bool = false) {
        self.plan = plan
        self.endsWithLog = endsWithLog
        zone = ZoneDirectory.local
        start = MonotonicClock.milliseconds
        let writer = LineWriter(plan.style, zone: zone, now: SystemClock.now)
        state = Mutex(State(writer: writer, lastLineAt: start, isConnected: endsWithLog))
    }

    /// Prints what a feed delivers until the plan, the feed or a signal ends it.
    ///
    /// - Throws: the exit code, where it is another than 0.
    func run(_ feed: any BookingFeed, after sequence: UInt64, signals: TerminationSignals) throws {
        var signals = signals
        open()
        feed.start(after: sequence) { self.take($0) }
        var ending: Ending?
        while ending == nil {
            let signal = signals.wait(milliseconds: Int(max(0, min(100, rest ?? 100))))
            ending = signal.map { .signal($0) } ?? state.withLock { $0.ending } ?? endingByTime
        }
        feed.stop()
        state.withLock { StandardOutput.write($0.writer.closing()) }
        if let code = ending.flatMap(code) { throw code }
    }

    /// The milliseconds that are left by the plan; nil without an end by time.
    var rest: Int64? {
        let lastLineAt = state.withLock { $0.lastLineAt }
        return plan.rest(since: start, lastLineAt: lastLineAt, now: MonotonicClock.milliseconds)
    }

    private func open() {
        state.withLock { state in
            let opening = state.writer.opening()
            if !opening.isEmpty { StandardOutput.write(opening) }
        }
    }

    private var endingByTime: Ending? {
        guard let rest, rest <= 0 else { return nil }
        let isOver = plan.duration.map { MonotonicClock.milliseconds - start >= $0 } ?? false
        return isOver ? .timeOver : .silence
    }

    /// The exit code of an ending; nil for 0.
    private func code(_ ending: Ending) -> ExitCode? {
        let (printed, isConnected) = state.withLock { ($0.printed, $0.isConnected) }
        switch ending {
        case .signal(let signal): return ExitStatus.ended(by: signal)
        case .goalReached: return nil
        case .endOfLog: return printed == 0 || plan.until != nil ? ExitStatus.nothingMatched : nil
        case .timeOver, .silence:
            guard isConnected else { return ExitStatus.unreachable }
            if ending == .silence { return ExitStatus.silence }
            if plan.hasGoal { return ExitStatus.timeOver }
            return printed == 0 ? ExitStatus.nothingMatched : nil
        }
    }

    private func take(_ event: FeedEvent) {
        switch event {
        case .records(let records):
            state.withLock { print(records, &$0) }
        case .caughtUp:
            state.withLock { state in
                state.isConnected = true
                if endsWithLog, state.ending == nil { state.ending = .endOfLog }
            }
        case .link(.live):
            state.withLock { $0.isConnected = true }
        case .link(.ended):
            state.withLock { $0.ending = $0.ending ?? .endOfLog }
        case .link(.lost(let reason, _)):
            tell("the connection is lost (\(reason)); trying again")
        case .notice(let text):
            tell(text)
        case .link, .reset, .annotations, .ledger, .failed, .replay, .snapshot, .incident, .funnel:
            break
        }
    }

    private func tell(_ text: String) {
        if !plan.isQuiet { StandardError.write("bookwatch: " + text) }
    }

    private func print(_ records: [SightingRecord], _ state: inout State) {
        var bytes: [UInt8] = []
        for record in records where state.ending == nil {
            if plan.filter.map({ passes($0, record) }) ?? true {
                bytes += state.writer.line(record)
                state.printed += 1
                state.lastLineAt = MonotonicClock.milliseconds
                if state.printed == plan.count { state.ending = .goalReached }
            }
            if let until = plan.until, passes(until, record) { state.ending = .goalReached }
        }
        if !bytes.isEmpty { StandardOutput.write(bytes) }
    }

    private func passes(_ filter: Filter, _ record: SightingRecord) -> Bool {
        record.passes(filter, now: SystemClock.now, zone: zone)
    }
}
