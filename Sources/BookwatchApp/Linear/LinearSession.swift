import Bookings
import Dispatch
import Ledger
import Screen
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The dashboard for screen readers and for terminals without a cursor: a line an event, and nothing ever moves.
final class LinearSession: Sendable {
    private struct State {
        var narrator: LinearNarrator
        var isDone = false
    }

    private static let longestLine = 4_096

    private let isASCII: Bool
    private let endsWithLog: Bool
    private let state: Mutex<State>

    /// - Parameters:
    ///   - narrator: what is said.
    ///   - isASCII: whether everything but ASCII is shown as `?`.
    ///   - endsWithLog: whether all is done once a replay has ended.
    init(_ narrator: LinearNarrator, isASCII: Bool, endsWithLog: Bool) {
        self.isASCII = isASCII
        self.endsWithLog = endsWithLog
        state = Mutex(State(narrator: narrator))
    }

    /// Tells what the feed delivers until the user or a signal asks for the end.
    func run(_ feed: any BookingFeed, notices: [String]) throws {
        var signals = TerminationSignals()
        say(notices)
        if StandardInput.isTerminal {
            say(["Type ? and enter for the commands."])
            DispatchQueue(label: "bookwatch.lines").async { self.readLines() }
        }
        feed.start(after: 0) { event in self.update { $0.take(event, at: SystemClock.now) } }
        var signal: Int32?
        while signal == nil, !state.withLock({ $0.isDone }) { signal = signals.wait(milliseconds: 100) }
        feed.stop()
        if signal == TerminationSignals.interrupt { throw ExitStatus.interrupted }
    }

    /// Lets the narrator take something in, and says what there is to say; from any thread.
    private func update(_ change: (inout LinearNarrator) -> [String]) {
        state.withLock { state in
            guard !state.isDone else { return }
            say(change(&state.narrator))
            if state.narrator.isDone, endsWithLog { state.isDone = true }
        }
    }

    private func say(_ lines: [String]) {
        let text = lines.map { line in
            let safe = SafeText.line(line)
            return (isASCII ? ASCIIText.of(safe) : safe) + "\n"
        }
        if !text.isEmpty { StandardOutput.write(text.joined()) }
    }

    /// Takes commands until the end of the input, which is also the end of the session.
    private func readLines() {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while true {
            let count = read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { return end() }
            guard byte == 0x0A else {
                if line.count < LinearSession.longestLine { line.append(byte) }
                continue
            }
            let command = LinearCommand(String(decoding: line, as: UTF8.self))
            line.removeAll()
            guard let command else { continue }
            guard command != .quit else { return end() }
            update { $0.perform(command, at: SystemClock.now) }
        }
    }

    private func end() { state.withLock { $0.isDone = true } }
}
