public import Bookings
public import Ledger
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A logged session as a feed: its records come at the pace at which they were received.
public final class ReplayFeed: BookingFeed {
    /// What is replayed, and how.
    public struct Options: Sendable {
        /// Log time that passes in a second; infinity for all at once.
        public var speed: Double
        /// Records received before are left out.
        public var from: Timestamp?
        /// Records received after are left out.
        public var to: Timestamp?

        /// Makes options.
        public init(speed: Double = 1, from: Timestamp? = nil, to: Timestamp? = nil) {
            self.speed = speed
            self.from = from
            self.to = to
        }
    }

    private struct State {
        var speed: Double
        var isPaused = false
        var isStopped = false
        /// The log time that is reached.
        var position: Int64
        /// Records to deliver although it is paused.
        var steps = 0
        /// Log time to move by, in milliseconds.
        var jump: Int64 = 0
        /// Grows with every command, so that the thread looks again.
        var commands = 0
    }

    /// What was found when the log was read.
    public let report: RecoveryReport
    private let records: [SightingRecord]
    /// When each record is due: the time of its receipt, never before the one ahead of it.
    private let due: [Int64]
    private let state: Mutex<State>
    private let change = Condition()
    private let thread = Mutex<WorkerThread?>(nil)

    /// Reads a log; O(n) in its records, which stay in memory.
    public init(path: String, options: Options = Options()) throws(LogError) {
        var reader = try LogReader(path: path)
        var report = RecoveryReport()
        var records: [SightingRecord] = []
        var due: [Int64] = []
        while let line = try reader.next() {
            report.add(line)
            guard case .record(let decoded) = line.content else { continue }
            let received = decoded.record.sighting.receivedAt
            if let from = options.from, received < from { continue }
            if let to = options.to, received > to { continue }
            var record = decoded.record
            // A number must grow from record to record, whatever a log from elsewhere says.
            if let last = records.last, record.sequence <= last.sequence { record.sequence = last.sequence + 1 }
            records.append(record)
            due.append(max(received.milliseconds, due.last ?? .min))
        }
        self.report = report
        self.records = records
        self.due = due
        state = Mutex(State(speed: options.speed, position: due.first ?? 0))
    }

    /// Starts delivering; the sequence number is that of the last record already had.
    public func start(after sequence: UInt64, deliver: @escaping @Sendable (FeedEvent) -> Void) {
        thread.withLock { thread in
            guard thread == nil else { return }
            thread = WorkerThread { [self] in run(after: sequence, deliver) }
        }
    }

    /// Ends the delivery and waits for its thread.
    public func stop() {
        state.withLock { $0.isStopped = true }
        change.signal()
        let thread = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        thread?.join()
    }

    /// The records with these numbers.
    public func records(_ sequences: [UInt64]) async throws -> [SightingRecord] {
        let wanted = Set(sequences)
        return records.filter { wanted.contains($0.sequence) }
    }

    /// Changes the pace or the place; takes effect at once.
    public func perform(_ command: ReplayCommand) {
        state.withLock { state in
            state.commands += 1
            switch command {
            case .togglePause: state.isPaused.toggle()
            case .faster: state.speed = min(state.speed * 2, 100_000)
            case .slower: state.speed = max(min(state.speed, 100_000) / 2, 0.125)
            case .step:
                state.isPaused = true
                state.steps += 1
            case .seek(let distance): state.jump += distance
            }
        }
        change.signal()
    }

    private func run(after sequence: UInt64, _ deliver: @Sendable (FeedEvent) -> Void) {
        deliver(.link(.replaying))
        var next = records.firstIndex { $0.sequence > sequence } ?? records.count
        var reported: ReplayProgress?
        var isCaughtUp = false
        var clock = ReplayFeed.monotonicMilliseconds()
        while true {
            let now = ReplayFeed.monotonicMilliseconds()
            let elapsed = now - clock
            clock = now
            let (state, jumpedBack) = advance(by: elapsed, next: next)
            if state.isStopped { return }
            if jumpedBack {
                deliver(.reset)
                next = 0
            }
            var end = next
            while end < records.count, due[end] <= state.position || state.speed == .infinity && !state.isPaused {
                end += 1
            }
            if state.steps > 0 { end = min(records.count, max(end, next + state.steps)) }
            // In pieces, so that a large log shows its first screen at once.
            for start in stride(from: next, to: end, by: 1_000) {
                deliver(.records(Array(records[start..<min(start + 1_000, end)])))
            }
            next = end
            settle(after: next)
            let progress = progress(next: next)
            if progress != reported {
                reported = progress
                deliver(.replay(progress))
            }
            if next == records.count, !isCaughtUp {
                isCaughtUp = true
                deliver(.caughtUp(last: records.last?.sequence ?? 0))
            }
            wait(next: next, seen: state.commands)
        }
    }

    /// Moves the position on by real time, or by a jump; what it was asked for is taken.
    private func advance(by elapsed: Int64, next: Int) -> (State, jumpedBack: Bool) {
        state.withLock { state in
            let before = state.position
            if !state.isPaused, state.speed.isFinite, next < records.count {
                state.position += Int64(Double(elapsed) * state.speed)
            }
            state.position = min(max(state.position + state.jump, due.first ?? 0), due.last ?? 0)
            let jumpedBack = state.jump < 0 && state.position < before
            defer {
                state.steps = 0
                state.jump = 0
            }
            return (state, jumpedBack)
        }
    }

    /// After steps, or all at once, the position is that of the last record delivered.
    private func settle(after next: Int) {
        guard next > 0 else { return }
        state.withLock { $0.position = max($0.position, due[next - 1]) }
    }

    private func progress(next: Int) -> ReplayProgress {
        let state = state.withLock { $0 }
        // To the second: a finer position would make the screen change all the time.
        let position = next == records.count ? state.position : state.position / 1_000 * 1_000
        return ReplayProgress(
            position: Timestamp(milliseconds: position),
            start: Timestamp(milliseconds: due.first ?? 0),
            end: Timestamp(milliseconds: due.last ?? 0),
            speed: state.speed,
            isPaused: state.isPaused,
            isFinished: next == records.count
        )
    }

    /// Waits until the next record is due, a second of log time or real time has passed, or a command comes.
    private func wait(next: Int, seen commands: Int) {
        let current = state.withLock { $0 }
        let isMoving = !current.isPaused && next < records.count && current.speed.isFinite
        let hasNews = { self.state.withLock { $0.commands != commands || $0.isStopped } }
        guard isMoving else { return change.wait(until: hasNews) }
        let distance = Double(due[next] - current.position) / current.speed
        _ = change.wait(milliseconds: Int64(min(max(distance.rounded(.up), 1), 1_000)), until: hasNews)
    }

    private static func monotonicMilliseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
