public import Bookings
public import Ledger
import Synchronization

/// A logged session as a feed: its records come at the pace at which they were received.
///
/// The log is read on a thread of its own; what was read can be replayed meanwhile. From place to place it goes by
/// snapshots, made of the nearest checkpoint and the records from there.
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
        /// The part that is repeated; nil for none.
        public var loop: ReplayLoop?
        /// The zone of times without one.
        public var zone = ZoneRules.utc
        /// Which ledgers are kept.
        public var keeps = Keeping.checkpoints
        /// Words for what was found in the logs, once all is read, and for why they could not be.
        public var notices: @Sendable ([Report], LogError?) -> [String] = { _, _ in [] }

        /// Makes options.
        public init(speed: Double = 1, from: Timestamp? = nil, to: Timestamp? = nil, idleLimit: Int64? = nil) {
            self.speed = speed
            self.from = from
            self.to = to
            self.idleLimit = idleLimit
        }
    }

    /// Which ledgers a replay keeps.
    public enum Keeping: Sendable {
        /// None: all records are delivered one by one, in their order.
        case nothing
        /// The one at the end of the logs.
        case last
        /// One every so many records, so that it can go back, and far ahead at once.
        case checkpoints
    }

    /// What was found in a log.
    public struct Report: Sendable {
        /// Its path, or what it is called.
        public var path: String
        /// What was found.
        public var report: RecoveryReport
    }

    /// What the viewer and the delivering thread share.
    struct State {
        var pace: ReplayPace
        var isStopped = false
        /// The number of records delivered, or about to be.
        var place = 0
        /// Where it is to go.
        var target: Target?
        var search: Search?
        var loop = LoopState()
        /// The ends of the loop that are to be set once the replay is where it is to go.
        var loopEnds: [LoopEnd] = []
        /// What was added in this replay; the log itself is only read.
        var annotations: [Annotation] = []
        /// Those of them that are not delivered yet.
        var newAnnotations: [Annotation] = []
        /// Grows with every command, so that the thread looks again.
        var commands = 0
    }

    /// A place that is asked for.
    enum Target: Equatable {
        /// After so many records.
        case place(Int)
        /// At a time of the replay.
        case position(Int64)
        case given(ReplayPlace)
        case marker(isForward: Bool)
    }

    /// A record that is looked for.
    struct Search {
        var filter: Filter
        var isForward: Bool
    }

    /// What is repeated, in times of the replay.
    struct LoopState {
        var start: Int64?
        var end: Int64?
        var isOn = false
    }

    /// An end of the loop.
    enum LoopEnd {
        case start, end
    }

    let log: ReplayLog
    let options: Options
    let state: Mutex<State>
    private let loader: Mutex<WorkerThread?>
    private let thread = Mutex<WorkerThread?>(nil)

    /// Begins to read one log.
    public convenience init(path: String, options: Options = Options()) throws(LogError) {
        try self.init([.file(path)], options: options)
    }

    /// Begins to read one or more logs, which follow each other in the order of their first records.
    ///
    /// Throws what can be told from the beginning of the logs.
    public init(_ sources: [ReplaySource], options: Options = Options()) throws(LogError) {
        var files: [LogSegments] = []
        for source in sources { files.append(try source.open()) }
        self.options = options
        log = try ReplayLog(files, options)
        state = Mutex(State(pace: ReplayPace(speed: options.speed, now: MonotonicClock.milliseconds)))
        loader = Mutex(log.load())
        log.change.wait { log.with { $0.version > 0 || $0.isLoaded } }
        if let failure = log.with({ $0.failure }) { throw failure }
    }

    deinit { stop() }

    /// Waits until all is read or it is to go on no longer, telling how far it is; throws where it cannot be read.
    ///
    /// - Returns: what was found in each log.
    @discardableResult
    public func readAll(
        while goesOn: () -> Bool = { true },
        onRead: LogProgress.Observer? = nil
    ) throws(LogError) -> [Report] {
        var version = 0
        while !log.with({ $0.isLoaded }), goesOn() {
            _ = log.change.wait(milliseconds: 200) { log.with { $0.isLoaded || $0.version != version } }
            let progress = log.with { known in (known.version, known.progress) }
            version = progress.0
            onRead?(progress.1)
        }
        if let failure = log.with({ $0.failure }) { throw failure }
        return reports
    }

    /// What was found in the logs that were read to their ends.
    public var reports: [Report] { log.with { $0.reports } }

    /// The bookings with all that was read, where ledgers are kept; whole after `readAll`.
    public var ledger: BookingLedger { log.with { $0.newest?.ledger } ?? BookingLedger() }

    /// The times of the first and the last record that was read; nil for none.
    public var span: ClosedRange<Timestamp>? {
        log.with { known in
            let timeline = known.timeline
            return timeline.count > 0 ? timeline.start...max(timeline.start, timeline.end) : nil
        }
    }

    /// The number of records that were read.
    public var recordCount: Int { log.with { $0.timeline.count } }

    /// Whether all is read.
    public var isLoaded: Bool { log.with { $0.isLoaded } }

    /// Starts delivering; the sequence number is that of the last record already had.
    public func start(after sequence: UInt64, deliver: @escaping @Sendable (FeedEvent) -> Void) {
        thread.withLock { thread in
            guard thread == nil else { return }
            thread = WorkerThread { [self] in
                var player = ReplayPlayer(feed: self, deliver: deliver)
                player.run(after: sequence)
            }
        }
    }

    /// Ends the delivery and the reading, and waits for both.
    public func stop() {
        state.withLock { $0.isStopped = true }
        log.cancel()
        log.change.signal()
        let threads = [thread.withLock { $0.take() }, loader.withLock { $0.take() }]
        for thread in threads { thread?.join() }
    }

    /// The records with these numbers.
    public func records(_ sequences: [UInt64]) async throws -> [SightingRecord] {
        log.records(sequences).compactMap { if case .sighting(let record) = $0 { record } else { nil } }
    }

    /// Keeps a mark or a remark for as long as the replay lasts.
    public func annotate(_ annotation: Annotation) async throws {
        state.withLock { state in
            state.annotations.append(annotation)
            state.newAnnotations.append(annotation)
            state.commands += 1
        }
        log.change.signal()
    }
}
