public import Bookings
public import Ledger
import Synchronization

/// A logged session as a feed: its records come at the pace at which they were received.
public final class ReplayFeed: BookingFeed {
    /// What is replayed, and how.
    public struct Options: Sendable {
        /// Log time that passes in a second, from 0.001 to 100,000; infinity for all at once.
        public var speed: Double
        /// Records received before are left out.
        public var from: Timestamp?
        /// Records received after are left out.
        public var to: Timestamp?
        /// Longer times without a record are shortened to this, in milliseconds of log time.
        public var idleLimit: Int64?

        /// Makes options.
        public init(speed: Double = 1, from: Timestamp? = nil, to: Timestamp? = nil, idleLimit: Int64? = nil) {
            self.speed = speed
            self.from = from
            self.to = to
            self.idleLimit = idleLimit
        }
    }

    private struct State {
        var pace: ReplayPace
        var isStopped = false
        /// Records to deliver although it is paused.
        var steps = 0
        var wentBack = false
        /// Grows with every command, so that the thread looks again.
        var commands = 0
    }

    /// The records that are delivered together; few enough for a first screen at once.
    private static let pieceLength = 1_000
    /// How often the position is told while nothing else happens, in milliseconds.
    private static let progressInterval: Int64 = 1_000

    private let timeline: ReplayTimeline
    private let state: Mutex<State>
    private let change = Condition()
    private let thread = Mutex<WorkerThread?>(nil)

    /// Reads a log once, from beginning to end; in memory stays where each record stands, 36 bytes each.
    public init(path: String, options: Options = Options()) throws(LogError) {
        timeline = try ReplayTimeline(path: path, options: options)
        let now = MonotonicClock.milliseconds
        state = Mutex(State(pace: ReplayPace(speed: options.speed, length: timeline.length, now: now)))
    }

    /// What was found when the log was read.
    public var report: RecoveryReport { timeline.report }

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
        sequences.compactMap { sequence in
            guard case .sighting(let record) = timeline.record(sequence) else { return nil }
            return record
        }
    }

    /// Changes the pace or the place; takes effect at once.
    public func perform(_ command: ReplayCommand) {
        let now = MonotonicClock.milliseconds
        state.withLock { state in
            state.commands += 1
            // The time up to now passed at the old pace.
            state.pace.advance(to: now)
            switch command {
            case .togglePause: state.pace.togglePause()
            case .faster: state.pace.faster()
            case .slower: state.pace.slower()
            case .step:
                state.pace.pause()
                state.steps += 1
            case .seek(let distance):
                state.pace.move(by: distance)
                if distance < 0 { state.wentBack = true }
            }
        }
        change.signal()
    }

    private func run(after sequence: UInt64, _ deliver: @Sendable (FeedEvent) -> Void) {
        deliver(.link(.replaying))
        var next = timeline.index(after: sequence)
        begin(at: next)
        var reported: ReplayProgress?
        var isCaughtUp = false
        while true {
            let turn = takeTurn(next: next)
            if turn.isStopped { return }
            if turn.end < next {
                deliver(.reset)
                next = 0
            }
            next = self.deliver(next..<turn.end, to: deliver)
            let progress = progress(next: next)
            if progress != reported {
                reported = progress
                deliver(.replay(progress))
            }
            if next == timeline.count, !isCaughtUp {
                isCaughtUp = true
                deliver(.caughtUp(last: timeline.lastSequence))
            }
            wait(next: next, seen: turn.commands)
        }
    }

    /// The clock starts with the delivery, from the last record already had.
    private func begin(at next: Int) {
        let now = MonotonicClock.milliseconds
        state.withLock { state in
            state.pace.advance(to: now)
            state.pace.move(to: next > 0 ? timeline.due[next - 1] : 0)
        }
    }

    /// Lets time pass, and takes what was asked for: the records before `end` are to be delivered.
    private func takeTurn(next: Int) -> (end: Int, isStopped: Bool, commands: Int) {
        let now = MonotonicClock.milliseconds
        return state.withLock { state in
            state.pace.advance(to: now)
            var end = timeline.count(dueBy: state.pace.position)
            if !state.wentBack { end = max(end, next) }
            if state.steps > 0 {
                end = min(end + state.steps, timeline.count)
                if end > 0 { state.pace.move(to: timeline.due[end - 1]) }
            }
            state.steps = 0
            state.wentBack = false
            return (end, state.isStopped, state.commands)
        }
    }

    /// Delivers in pieces, and stops between two of them if asked to.
    private func deliver(_ range: Range<Int>, to deliver: @Sendable (FeedEvent) -> Void) -> Int {
        for start in stride(from: range.lowerBound, to: range.upperBound, by: ReplayFeed.pieceLength) {
            if state.withLock({ $0.isStopped }) { return start }
            let piece = start..<min(start + ReplayFeed.pieceLength, range.upperBound)
            let records = timeline.records(piece)
            for event in FeedEvent.events(of: records) { deliver(event) }
            if records.count < piece.count {
                deliver(.notice("the log was changed: \(piece.count - records.count) records can no longer be read"))
            }
        }
        return range.upperBound
    }

    private func progress(next: Int) -> ReplayProgress {
        let pace = state.withLock { $0.pace }
        let time = timeline.logTime(at: pace.position).milliseconds
        // To the second: a finer position would make the screen change all the time.
        let position = next == timeline.count ? time : max(time / 1_000 * 1_000, timeline.start.milliseconds)
        return ReplayProgress(
            position: Timestamp(milliseconds: position),
            start: timeline.start,
            end: timeline.end,
            speed: pace.speed,
            isPaused: pace.isPaused,
            isFinished: next == timeline.count
        )
    }

    /// Waits until the next record is due, the position is to be told again, or a command comes.
    private func wait(next: Int, seen commands: Int) {
        let pace = state.withLock { $0.pace }
        let hasNews = { self.state.withLock { $0.commands != commands || $0.isStopped } }
        guard next < timeline.count, let delay = pace.delay(until: timeline.due[next]) else {
            return change.wait(until: hasNews)
        }
        _ = change.wait(milliseconds: min(delay, ReplayFeed.progressInterval), until: hasNews)
    }
}
