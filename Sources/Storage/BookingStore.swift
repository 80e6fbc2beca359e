public import Bookings
public import Ledger
import Synchronization

/// The log and the in-memory store, with the one thread that writes to them.
///
/// A sighting goes one way: numbered, written to the log as a line, forced to the disk together with all that wait, applied to
/// the ledger, told to the observers, acknowledged. Nothing is seen by anyone before it is on the disk.
public final class BookingStore: Sendable {
    /// How a store is opened.
    public struct Configuration: Sendable {
        /// The path of the log; its folder is made where it is missing.
        public var path: String
        /// How it is written.
        public var policy: LogPolicy
        var calls = SystemCalls.real
        /// Memory for so many records is not worth giving back.
        var renewalThreshold = 50_000
        /// The wall clock, in milliseconds since 1970.
        var now: @Sendable () -> Int64 = { MonotonicClock.wallMilliseconds }

        /// Makes a configuration.
        public init(path: String, policy: LogPolicy = LogPolicy()) {
            self.path = path
            self.policy = policy
        }
    }

    /// Whether the store takes sightings.
    public enum Health: Equatable, Sendable {
        /// The last write succeeded.
        case accepting
        /// The last write failed; it is tried again with each sighting, and by itself twice a second.
        case failing(call: String, errno: Int32)
    }

    /// What `observe` returns, to end the observation with.
    public struct Observation: Hashable, Sendable {
        let number: UInt64
    }

    /// What is to be written.
    enum Entry: Sendable {
        indirect case sighting(Sighting)
        case annotation(Annotation, receivedAt: Timestamp)

        /// About what it takes in memory, in bytes.
        var size: Int {
            switch self {
            case .sighting(let sighting): sighting.raw.size
            case .annotation(let annotation, _): annotation.remark?.utf8.count ?? 0
            }
        }
    }

    struct Waiting: Sendable {
        var entry: Entry
        var completion: @Sendable (Result<Receipt, StoreError>) -> Void
    }

    /// A person who is to be erased.
    struct Erasure: Sendable {
        var person: PersonToErase
        var completion: @Sendable (Result<ErasureReport, StoreError>) -> Void
    }

    private struct Queue {
        var waiting: [Waiting] = []
        var erasures: [Erasure] = []
        var bytes = 0
        var isClosed = false
    }

    struct Shared {
        var ledger = BookingLedger()
        var index = LogIndex()
        var segments: LogSegments
        /// The checksum of the first record; "" before there is one.
        var firstChecksum = ""
        var erasedCount = 0
        var health = Health.accepting
        var rejectedCount = 0
        var lostCount = 0

        init(segments: LogSegments) {
            self.segments = segments
        }
    }

    private struct Observers {
        var next: UInt64 = 0
        var bodies: [Observation: @Sendable (UInt64) -> Void] = [:]
        var eventBodies: [Observation: @Sendable (StoreEvent) -> Void] = [:]
        /// What happened before anyone observed.
        var earlyEvents: [StoreEvent] = []
    }

    /// More than any burst that a disk could not swallow within seconds.
    private static let waitingLimit = 65_536
    private static let waitingBytesLimit = 64 << 20
    /// As many as are written with one sync; so that the ledger is never held for long, and the first of a burst need not wait
    /// for the last.
    private static let batchLimit = 1_024
    /// How often the writer's thread looks after the log where nothing comes, and where it cannot be written.
    private static let interval: Int64 = 1_000
    private static let failingInterval: Int64 = 500
    private static let earlyEventLimit = 100

    /// What was found when the log was opened.
    public let recovery: RecoveryReport
    /// What was counted of visitors before they booked.
    public let funnel: FunnelStore
    /// How the log is written.
    public let policy: LogPolicy
    private let rejected: RejectedLog
    private let keeper: LogKeeper
    private let queue = Mutex(Queue())
    private let arrival = Condition()
    let shared: Mutex<Shared>
    /// The writer's thread alone uses it; nil once the store is closed.
    private let scribe: Mutex<Scribe?>
    private let observers = Mutex(Observers())
    private let thread = Mutex<WorkerThread?>(nil)

    /// Opens a log, mends its end, and fills the store from it.
    ///
    /// O(n) in the records of the log.
    public static func open(
        _ configuration: Configuration,
        onRead: LogProgress.Observer? = nil
    ) throws(LogError) -> BookingStore {
        let keeper = LogKeeper(calls: configuration.calls)
        let opened = try OpenedLog(configuration, keeper: keeper, onRead: onRead)
        return BookingStore(opened, configuration, keeper)
    }

    private init(_ opened: OpenedLog, _ configuration: Configuration, _ keeper: LogKeeper) {
        policy = configuration.policy
        self.keeper = keeper
        recovery = opened.report
        funnel = FunnelStore(besides: opened.writer.path)
        rejected = RejectedLog(besides: opened.writer.path)
        shared = Mutex(opened.shared)
        scribe = Mutex(
            Scribe(
                writer: opened.writer,
                repeats: opened.repeats,
                renewalThreshold: configuration.renewalThreshold,
                now: configuration.now
            )
        )
        keeper.start()
        thread.withLock { thread in thread = WorkerThread { [self] in run() } }
    }

    /// The work of the writer's thread.
    private func run() {
        var dueAt: Int64 = 0
        WorkerThread.yieldToRunning()
        while let waiting = takeWaiting(until: dueAt) {
            write(waiting)
            for erasure in takeErasures() { perform(erasure) }
            guard MonotonicClock.milliseconds >= dueAt else { continue }
            scribe.withLock { $0?.lookAfter(shared) { tell($0) } }
            let isWell = health == .accepting
            dueAt = MonotonicClock.milliseconds + (isWell ? BookingStore.interval : BookingStore.failingInterval)
        }
        for erasure in takeErasures() { erasure.completion(.failure(.closed)) }
        keeper.stop()
        scribe.withLock { scribe in
            scribe?.finish(shared) { tell($0) }
            // Lets go of the log, for the next who writes to it.
            scribe = nil
        }
    }

    /// What tells one log from another, and from what it was before something was erased; "" for an empty log.
    public var logIdentity: String {
        shared.withLock { LogIdentity.of(first: $0.firstChecksum, erased: $0.erasedCount) }
    }

    /// The sequence number of the last record on the disk; 0 before the first.
    public var lastSequence: UInt64 { shared.withLock { $0.index.last } }

    /// Whether the store takes sightings now.
    public var health: Health { shared.withLock { $0.health } }

    /// The number of payloads rejected since the store was opened.
    public var rejectedCount: Int { shared.withLock { $0.rejectedCount } }

    /// The number of records that were on the disk and are gone, because somebody cut the log while it was open.
    ///
    /// The ledger still knows them until the store is opened anew.
    public var lostCount: Int { shared.withLock { $0.lostCount } }

    /// The number of files that the log has.
    public var segmentCount: Int { shared.withLock { $0.segments.segments.count } }

    /// Whether all of the segment that is written to is in memory too.
    var isCopied: Bool { scribe.withLock { $0.map { $0.writer.copy.start == 0 } ?? false } }

    /// The number of sightings that wait for the writer.
    public var waitingCount: Int { queue.withLock { $0.waiting.count } }

    /// Takes a sighting; `completion` is called on the writer's thread once it is on the disk, or cannot be.
    ///
    /// What was received before is not written again: it gets its first receipt.
    public func accept(_ sighting: Sighting, completion: @escaping @Sendable (Result<Receipt, StoreError>) -> Void) {
        enter(.sighting(sighting), completion)
    }

    /// Takes what a viewer adds to a booking; `completion` is called as for a sighting.
    public func accept(
        _ annotation: Annotation,
        receivedAt: Timestamp,
        completion: @escaping @Sendable (Result<Receipt, StoreError>) -> Void
    ) {
        enter(.annotation(annotation, receivedAt: receivedAt), completion)
    }

    private func enter(_ entry: Entry, _ completion: @escaping @Sendable (Result<Receipt, StoreError>) -> Void) {
        let size = entry.size
        var isFirst = false
        let error = queue.withLock { queue -> StoreError? in
            if queue.isClosed { return .closed }
            isFirst = queue.waiting.isEmpty
            guard queue.waiting.count < BookingStore.waitingLimit,
                queue.bytes + size <= BookingStore.waitingBytesLimit || queue.waiting.isEmpty
            else {
                return .overloaded(limit: queue.waiting.count)
            }
            queue.waiting.append(Waiting(entry: entry, completion: completion))
            queue.bytes += size
            return nil
        }
        if let error { return completion(.failure(error)) }
        // For the others the thread is awake, or about to be.
        if isFirst { arrival.signal() }
    }

    /// Takes a sighting and waits until it is on the disk.
    public func accept(_ sighting: Sighting) async throws(StoreError) -> Receipt {
        try await withCheckedContinuation { continuation in
            accept(sighting) { continuation.resume(returning: $0) }
        }.get()
    }

    /// Erases a person from the log, from the files beside it and from memory; `completion` is called on the writer's thread.
    ///
    /// Either all of it happens or nothing, whatever fails and whenever the process ends. Sightings that come meanwhile wait.
    /// O(n) in the bytes of the log.
    public func erase(
        _ person: PersonToErase,
        completion: @escaping @Sendable (Result<ErasureReport, StoreError>) -> Void
    ) {
        let isTaken = queue.withLock { queue in
            guard !queue.isClosed else { return false }
            queue.erasures.append(Erasure(person: person, completion: completion))
            return true
        }
        guard isTaken else { return completion(.failure(.closed)) }
        arrival.signal()
    }

    /// Erases a person and waits until that is done.
    public func erase(_ person: PersonToErase) async throws(StoreError) -> ErasureReport {
        try await withCheckedContinuation { continuation in
            erase(person) { continuation.resume(returning: $0) }
        }.get()
    }

    /// Keeps what could not be decoded, in `rejected.jsonl` beside the log; best effort, up to 16 MiB.
    ///
    /// - Returns: whether it was kept.
    public func reject(_ rejection: Rejection) -> Bool {
        shared.withLock { $0.rejectedCount += 1 }
        return rejected.append(rejection)
    }

    /// Calls the body on the writer's thread, with the newest sequence number, after each batch that reached the disk.
    public func observe(_ body: @escaping @Sendable (UInt64) -> Void) -> Observation {
        observers.withLock { observers in
            observers.next += 1
            let observation = Observation(number: observers.next)
            observers.bodies[observation] = body
            return observation
        }
    }

    /// Calls the body on the writer's thread when something happens to the log; first with what happened before.
    public func observeEvents(_ body: @escaping @Sendable (StoreEvent) -> Void) -> Observation {
        let (observation, early) = observers.withLock { observers in
            observers.next += 1
            let observation = Observation(number: observers.next)
            observers.eventBodies[observation] = body
            defer { observers.earlyEvents = [] }
            return (observation, observers.earlyEvents)
        }
        for event in early { body(event) }
        return observation
    }

    /// Ends an observation; a call that is under way may still come.
    public func removeObservation(_ observation: Observation) {
        observers.withLock { observers in
            observers.bodies.removeValue(forKey: observation)
            observers.eventBodies.removeValue(forKey: observation)
        }
    }

    private func tell(_ event: StoreEvent) {
        let bodies = observers.withLock { observers in
            if observers.eventBodies.isEmpty, observers.earlyEvents.count < BookingStore.earlyEventLimit {
                observers.earlyEvents.append(event)
            }
            return Array(observers.eventBodies.values)
        }
        for body in bodies { body(event) }
    }

    /// Reads the ledger; nothing changes it meanwhile, so be quick.
    public func withLedger<Value: Sendable>(_ body: (BookingLedger) throws -> Value) rethrows -> Value {
        try shared.withLock { try body($0.ledger) }
    }

    /// Writes what was accepted, ends the writer's thread and lets go of the log; idempotent.
    public func close() {
        // Before the log's lock is let go, which guards this file too.
        funnel.close()
        queue.withLock { $0.isClosed = true }
        arrival.signal()
        let thread = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        thread?.join()
    }

    /// All that wait; blocks until there is something or the time has come, and is nil once the store is closed and all is
    /// written.
    private func takeWaiting(until dueAt: Int64) -> [Waiting]? {
        _ = arrival.wait(milliseconds: dueAt - MonotonicClock.milliseconds) {
            queue.withLock { !$0.waiting.isEmpty || !$0.erasures.isEmpty || $0.isClosed }
        }
        return queue.withLock { queue in
            defer {
                queue.waiting = []
                queue.bytes = 0
            }
            return queue.waiting.isEmpty && queue.isClosed ? nil : queue.waiting
        }
    }

    private func takeErasures() -> [Erasure] {
        queue.withLock { queue in
            defer { queue.erasures = [] }
            return queue.erasures
        }
    }

    private func perform(_ erasure: Erasure) {
        let outcome = scribe.withLock { $0?.erase(erasure.person, in: shared, rejected: rejected, tell: tell) }
        erasure.completion(outcome ?? .failure(.closed))
    }

    private func write(_ waiting: [Waiting]) {
        for start in stride(from: 0, to: waiting.count, by: BookingStore.batchLimit) {
            let batch = Array(waiting[start..<min(start + BookingStore.batchLimit, waiting.count)])
            scribe.withLock { scribe in
                scribe?.write(batch, into: shared, publish: publish, tell: tell)
                if scribe?.isSegmentFull == true { scribe?.lookAfterSegments(shared, tell) }
            }
        }
    }

    private func publish(_ last: UInt64) {
        for body in observers.withLock({ Array($0.bodies.values) }) { body(last) }
    }
}

extension RawPayload {
    /// About what it takes in memory, in bytes.
    var size: Int {
        switch self {
        case .query(let text): text.utf8.count
        case .json(let bytes): bytes.count
        }
    }
}
