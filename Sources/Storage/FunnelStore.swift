public import Bookings
public import Ledger
import Synchronization

/// The funnel of an endpoint, kept in `funnel.jsonl` beside the log.
///
/// Counting only touches memory. A thread of its own writes what was added, some seconds later; a kill loses what it has
/// not written yet, which is at most that.
public final class FunnelStore: Sendable {
    private struct State {
        var funnel: Funnel
        /// What was added since the last write.
        var pending = Funnel()
        var isClosed = false
        var failure: LogError?
    }

    /// The time between the first count and its line, so that a busy page makes few lines.
    private static let interval: Int64 = 3_000

    private let state: Mutex<State>
    private let change = Condition()
    /// Only one thread has it at a time: the writer's, and after its end who closes.
    private let file: Mutex<FunnelFile>
    private let thread = Mutex<WorkerThread?>(nil)

    /// Reads what was counted before; what cannot be read counts as nothing.
    init(besides log: String) {
        var file = FunnelFile(besides: log)
        let funnel = file.read()
        state = Mutex(State(funnel: funnel))
        self.file = Mutex(file)
        thread.withLock { thread in
            thread = WorkerThread { [self] in
                compactIfLarge()
                while waitForCounts() { write() }
                write()
            }
        }
    }

    /// The funnel as it is now.
    public var funnel: Funnel { state.withLock { $0.funnel } }

    /// Grows with every count.
    public var revision: UInt64 { state.withLock { $0.funnel.revision } }

    /// Why the counts are kept in memory alone; nil while they are written.
    public var failure: LogError? { state.withLock { $0.failure } }

    /// Counts a message; never waits for the disk.
    public func count(_ message: FunnelMessage, source: String?, at instant: Timestamp) {
        let isAwaited = state.withLock { state in
            let added = state.funnel.count(message, source: source, at: instant)
            state.pending.add(added, at: instant)
            return state.pending.revision == 1 || state.failure != nil
        }
        if isAwaited { change.signal() }
    }

    /// Writes what was counted and ends the thread; idempotent.
    func close() {
        state.withLock { $0.isClosed = true }
        change.signal()
        let thread = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        thread?.join()
    }

    /// Waits for a count, then for others to come with it; false once the store is closed.
    private func waitForCounts() -> Bool {
        change.wait { state.withLock { $0.pending.revision > 0 || $0.isClosed } }
        return !change.wait(milliseconds: FunnelStore.interval) { state.withLock { $0.isClosed } }
    }

    private func write() {
        let pending = state.withLock { state in
            defer { state.pending = Funnel() }
            return state.pending
        }
        guard let instant = pending.since else { return }
        do throws(LogError) {
            try file.withLock { file throws(LogError) in try file.append(pending.counts, at: instant) }
            state.withLock { $0.failure = nil }
        } catch {
            let revision = state.withLock { state in
                state.failure = error
                for count in pending.counts { state.pending.add(count, at: instant) }
                return state.pending.revision
            }
            // A full disk is not asked again before something more has come.
            return change.wait { state.withLock { $0.pending.revision > revision || $0.isClosed } }
        }
        compactIfLarge()
    }

    /// What could not be summed up is still there, line by line.
    private func compactIfLarge() {
        file.withLock { file in try? file.compactIfLarge() }
    }
}
