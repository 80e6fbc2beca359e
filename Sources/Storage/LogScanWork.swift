import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The threads of a `LogScan`, and the pieces that go between them and the caller.
final class LogScanWork: Sendable {
    private struct State {
        /// The next piece that nobody has begun.
        var next = 0
        /// The piece that the caller waits for, or has.
        var wanted = 0
        var done: [Int: LogPiece] = [:]
        var free: [LogPiece] = []
        var isStopped = false
    }

    private let log: LogSegments
    private let size: Int
    private let pieces: Int
    private let isStrict: Bool
    private let state = Mutex(State())
    private let change = Condition()
    private let threads = Mutex<[WorkerThread]>([])

    /// How far ahead of the caller the threads may be, in pieces.
    private static let lead = 8
    /// More would only wait for the caller.
    private static let threadLimit = 8

    init(log: LogSegments, size: Int, pieces: Int, isStrict: Bool) {
        self.log = log
        self.size = size
        self.pieces = pieces
        self.isStrict = isStrict
        let count = min(pieces, max(1, min(sysconf(Int32(_SC_NPROCESSORS_ONLN)), LogScanWork.threadLimit)))
        threads.withLock { threads in
            for _ in 0..<count { threads.append(WorkerThread { [self] in run() }) }
        }
    }

    /// Waits for a piece; they are to be taken in order.
    func take(_ index: Int) -> LogPiece {
        state.withLock { $0.wanted = index }
        change.signal()
        var piece: LogPiece?
        change.wait {
            piece = piece ?? state.withLock { $0.done.removeValue(forKey: index) }
            return piece != nil
        }
        return piece ?? LogPiece()
    }

    /// Lets a piece be used again.
    func giveBack(_ piece: LogPiece) {
        state.withLock { $0.free.append(piece) }
    }

    /// Ends the threads.
    func stop() {
        state.withLock { $0.isStopped = true }
        change.signal()
        for thread in threads.withLock({ $0 }) { thread.join() }
    }

    private func run() {
        while let (index, piece) = begin() {
            piece.read(index, of: log, size: size, isStrict: isStrict)
            state.withLock { $0.done[index] = piece }
            change.signal()
        }
    }

    /// The next piece to read, once the caller is near enough; nil where there is none, or nobody wants more.
    private func begin() -> (Int, LogPiece)? {
        var begun: (Int, LogPiece)?
        change.wait {
            state.withLock { state in
                if state.isStopped || state.next >= pieces { return true }
                guard state.next < state.wanted + LogScanWork.lead else { return false }
                begun = (state.next, state.free.popLast() ?? LogPiece())
                state.next += 1
                return true
            }
        }
        return begun
    }
}
