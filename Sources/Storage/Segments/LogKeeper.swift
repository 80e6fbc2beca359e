import CPlatform
import Synchronization

/// The thread of the lowest priority that does for a log what can wait: it compresses closed segments, and keeps the copy of
/// the one that is written to.
final class LogKeeper: Sendable {
    /// What became of a segment.
    enum Outcome: Sendable {
        case packed(SegmentFile)
        case failed(LogError)
    }

    private struct State {
        var segments: [LogSegments.Segment] = []
        var outcomes: [(path: String, outcome: Outcome)] = []
        var copy: LogCopy?
        var unread: OpenFile?
        var isPacking = false
        var isPackingWanted = true
        var isStopped = false
    }

    private let calls: SystemCalls
    private let state = Mutex(State())
    private let change = Condition()
    private let thread = Mutex<WorkerThread?>(nil)

    init(calls: SystemCalls) {
        self.calls = calls
    }

    /// Starts the thread.
    func start() {
        thread.withLock { thread in
            thread = WorkerThread { [self] in
                cs_lower_priority()
                while waitForWork() { work() }
            }
        }
    }

    /// Ends the work, in its middle if need be, and waits for the thread; idempotent.
    func stop() {
        state.withLock { $0.isStopped = true }
        change.signal()
        let thread = thread.withLock { $0.take() }
        thread?.join()
    }

    /// Has a closed segment compressed.
    func pack(_ segment: LogSegments.Segment) {
        state.withLock { state in
            guard !state.segments.contains(where: { $0.file.path == segment.file.path }) else { return }
            state.segments.append(segment)
        }
        change.signal()
    }

    /// Forgets the segments that are to be compressed, and waits until none is: the one under way is given up.
    func cancelPacking() {
        state.withLock { state in
            state.segments = []
            state.isPackingWanted = false
        }
        change.wait { state.withLock { !$0.isPacking } }
        state.withLock { $0.isPackingWanted = true }
    }

    /// Has another copy kept, and first read in what its file holds.
    func keep(_ copy: LogCopy, of file: OpenFile) {
        state.withLock { state in
            state.copy = copy
            state.unread = file
        }
        change.signal()
    }

    /// Has the copy packed where that is due.
    func packCopy(_ copy: LogCopy) {
        if copy.isPackable { change.signal() }
    }

    /// What was done since this was asked last.
    func takeOutcomes() -> [(path: String, outcome: Outcome)] {
        state.withLock { state in
            defer { state.outcomes = [] }
            return state.outcomes
        }
    }

    private var isStopped: Bool { state.withLock { $0.isStopped } }

    private func waitForWork() -> Bool {
        change.wait {
            state.withLock { state in
                state.isStopped || !state.segments.isEmpty || state.unread != nil || state.copy?.isPackable == true
            }
        }
        return !isStopped
    }

    private func work() {
        let (copy, unread, segment) = state.withLock { state in
            defer { state.unread = nil }
            state.isPacking = !state.segments.isEmpty
            return (state.copy, state.unread, state.segments.first)
        }
        if let copy {
            if let unread { copy.load(unread) { !isStopped } }
            copy.pack()
        }
        guard let segment else { return }
        pack(now: segment)
        state.withLock { $0.isPacking = false }
        change.signal()
    }

    private func pack(now segment: LogSegments.Segment) {
        var outcome: Outcome?
        let packer = SegmentPacker(calls: calls) { [self] in
            // The copy must not fall behind.
            state.withLock { $0.copy }?.pack()
            return state.withLock { !$0.isStopped && $0.isPackingWanted }
        }
        do throws(LogError) {
            if let file = try packer.pack(segment) { outcome = .packed(file) }
        } catch {
            outcome = .failed(error)
        }
        state.withLock { state in
            state.segments.removeAll { $0.file.path == segment.file.path }
            if let outcome { state.outcomes.append((segment.file.path, outcome)) }
        }
    }
}
