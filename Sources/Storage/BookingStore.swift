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

        /// Makes a configuration.
        public init(path: String) {
            self.path = path
        }
    }

    /// Whether the store takes sightings.
    public enum Health: Equatable, Sendable {
        /// The last write succeeded.
        case accepting
        /// The last write failed; the next sighting tries again.
        case failing(call: String, errno: Int32)
    }

    /// What `observe` returns, to end the observation with.
    public struct Observation: Hashable, Sendable {
        let number: UInt64
    }

    struct Waiting: Sendable {
        var sighting: Sighting
        var completion: @Sendable (Result<Receipt, StoreError>) -> Void
    }

    private struct Queue {
        var waiting: [Waiting] = []
        var isClosed = false
    }

    struct Shared {
        var ledger = BookingLedger()
        var index = LogIndex()
        var file: OpenFile
        var identity = ""
        var health = Health.accepting
        var rejectedCount = 0
    }

    private struct Observers {
        var next: UInt64 = 0
        var bodies: [Observation: @Sendable (UInt64) -> Void] = [:]
    }

    /// More than any burst that a disk could not swallow within seconds.
    private static let waitingLimit = 65_536

    /// What was found when the log was opened.
    public let recovery: RecoveryReport
    private let rejected: RejectedLog
    private let queue = Mutex(Queue())
    private let arrival = Condition()
    private let shared: Mutex<Shared>
    private let observers = Mutex(Observers())
    private let thread = Mutex<WorkerThread?>(nil)

    /// Opens a log, mends its end, and fills the store from it.
    ///
    /// O(n) in the records of the log.
    public static func open(_ configuration: Configuration) throws(LogError) -> BookingStore {
        let opened = try OpenedLog(path: configuration.path)
        return BookingStore(opened)
    }

    private init(_ opened: OpenedLog) {
        recovery = opened.report
        rejected = RejectedLog(besides: opened.writer.path)
        shared = Mutex(opened.shared)
        thread.withLock { thread in
            thread = WorkerThread { [self] in
                var scribe = Scribe(writer: opened.writer, repeats: opened.repeats)
                while let batch = takeBatch() { scribe.write(batch, into: shared) { publish($0) } }
            }
        }
    }

    /// The checksum of the log's first record, which tells one log from another; "" for an empty log.
    public var logIdentity: String { shared.withLock { $0.identity } }

    /// The sequence number of the last record on the disk; 0 before the first.
    public var lastSequence: UInt64 { shared.withLock { $0.index.last } }

    /// Whether the store takes sightings now.
    public var health: Health { shared.withLock { $0.health } }

    /// The number of payloads rejected since the store was opened.
    public var rejectedCount: Int { shared.withLock { $0.rejectedCount } }

    /// Takes a sighting; `completion` is called on the writer's thread once it is on the disk, or cannot be.
    ///
    /// What was received before is not written again: it gets its first receipt.
    public func accept(_ sighting: Sighting, completion: @escaping @Sendable (Result<Receipt, StoreError>) -> Void) {
        let error = queue.withLock { queue -> StoreError? in
            if queue.isClosed { return .closed }
            guard queue.waiting.count < BookingStore.waitingLimit else {
                return .overloaded(limit: BookingStore.waitingLimit)
            }
            queue.waiting.append(Waiting(sighting: sighting, completion: completion))
            return nil
        }
        if let error { return completion(.failure(error)) }
        arrival.signal()
    }

    /// Takes a sighting and waits until it is on the disk.
    public func accept(_ sighting: Sighting) async throws -> Receipt {
        try await withCheckedThrowingContinuation { continuation in
            accept(sighting) { continuation.resume(with: $0) }
        }
    }

    /// Keeps what could not be decoded, in `rejected.jsonl` beside the log; best effort, up to 16 MiB.
    public func reject(_ rejection: Rejection) {
        shared.withLock { $0.rejectedCount += 1 }
        rejected.append(rejection)
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

    /// Ends an observation; a call that is under way may still come.
    public func removeObservation(_ observation: Observation) {
        observers.withLock { observers in _ = observers.bodies.removeValue(forKey: observation) }
    }

    /// Whole lines of the log after a sequence number, as they stand there; at least one if there is one.
    public func lines(after sequence: UInt64, maximumBytes: Int) throws(LogError) -> LineBatch {
        let (file, ranges) = shared.withLock { shared in
            var ranges: [(UInt64, Range<Int>)] = []
            var index = shared.index.firstIndex(after: sequence)
            while index < shared.index.sequences.count {
                let range = shared.index.range(index)
                if let first = ranges.first, range.upperBound - first.1.lowerBound > maximumBytes { break }
                ranges.append((shared.index.sequences[index], range))
                index += 1
            }
            return (shared.file, ranges)
        }
        guard let first = ranges.first?.1.lowerBound, let last = ranges.last?.1.upperBound else { return LineBatch() }
        let bytes = try file.read(at: first, count: last - first)
        guard bytes.count == last - first else {
            throw .system(call: "read", path: file.path, errno: 0)
        }
        return LineBatch(
            lines: ranges.map { ($0.0, bytes[($0.1.lowerBound - first)..<($0.1.upperBound - first)]) }
        )
    }

    /// One line of the log, as it stands there; nil where there is none with this number.
    public func line(_ sequence: UInt64) throws(LogError) -> ArraySlice<UInt8>? {
        guard sequence > 0 else { return nil }
        let batch = try lines(after: sequence - 1, maximumBytes: 0)
        return batch.lines.first.flatMap { $0.sequence == sequence ? $0.bytes : nil }
    }

    /// Reads the ledger; nothing changes it meanwhile, so be quick.
    public func withLedger<Value: Sendable>(_ body: (BookingLedger) throws -> Value) rethrows -> Value {
        try shared.withLock { try body($0.ledger) }
    }

    /// Writes what was accepted, ends the writer's thread and lets go of the log; idempotent.
    public func close() {
        queue.withLock { $0.isClosed = true }
        arrival.signal()
        let thread = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        thread?.join()
    }

    /// All that wait; blocks until there is something, and is nil once the store is closed and all is written.
    private func takeBatch() -> [Waiting]? {
        arrival.wait { queue.withLock { !$0.waiting.isEmpty || $0.isClosed } }
        let batch = queue.withLock { queue in
            defer { queue.waiting = [] }
            return queue.waiting
        }
        return batch.isEmpty ? nil : batch
    }

    private func publish(_ last: UInt64) {
        for body in observers.withLock({ Array($0.bodies.values) }) { body(last) }
    }
}
