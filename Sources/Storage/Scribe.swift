import Bookings
import Ledger
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The work of the writer's thread: takes a batch from arrival to acknowledgement.
struct Scribe {
    var writer: LogWriter
    /// Whether the files of the log are others than those that are known, since an erasure replaced them.
    var isOutdated = false
    var repeats: RepeatIndex
    /// The wall clock, in milliseconds since 1970.
    let now: @Sendable () -> Int64
    /// Both clocks when the log was opened.
    let openedAt: (wall: Int64, monotonic: Int64)
    /// The length of what could not be written last; a probe takes as much.
    private var failedLength = 0
    /// When what can wait is tried again after it failed.
    var retryAt: Int64 = 0
    /// The records that were removed from the log while the ledger has them.
    var removedCount = 0
    /// With fewer of them than this the ledger is not made anew.
    let renewalThreshold: Int
    var renewal: LedgerRenewal?

    init(writer: LogWriter, repeats: RepeatIndex, renewalThreshold: Int, now: @escaping @Sendable () -> Int64) {
        self.writer = writer
        self.renewalThreshold = renewalThreshold
        self.repeats = repeats
        self.now = now
        openedAt = (now(), MonotonicClock.milliseconds)
    }

    /// As a full disk may have room for less than a line, but no line is as long as the most that is written at once.
    private static let leastProbe = 4 << 10
    private static let mostProbe = 1 << 20

    /// What a batch adds to the log.
    private struct Draft {
        let last: UInt64
        /// The number of the next entry.
        var next: UInt64 { last + UInt64(entries.count) + 1 }
        var bytes: [UInt8] = []
        var entries: [Entry] = []
        /// The places in `entries` by their keys.
        var places: [UInt32: Int] = [:]
    }

    private struct Entry {
        var record: LogRecord
        /// What is asked of the record more than once; to look it up copies all of it.
        var sequence: UInt64
        var receivedAt: Timestamp
        var keys: RepeatKeys
        var range: Range<Int>
    }

    private enum Outcome {
        case new(Receipt)
        /// The same came before: in the log, or in this very batch.
        case repeated(Receipt, isLogged: Bool)
        case refused(StoreError)
    }

    /// Writes a batch as one piece, with one sync, and answers each of its sightings.
    mutating func write(
        _ batch: [BookingStore.Waiting],
        into shared: borrowing Mutex<BookingStore.Shared>,
        publish: (UInt64) -> Void,
        tell: (StoreEvent) -> Void
    ) {
        guard !batch.isEmpty else { return }
        var failure: StoreError?
        var outcomes: [Outcome] = []
        do throws(LogError) {
            try check(shared, tell)
            var draft = Draft(last: shared.withLock { $0.index.last })
            outcomes = batch.map { outcome(of: $0.entry, in: shared, &draft) }
            if let first = draft.entries.first {
                failedLength = draft.bytes.count
                try writer.append(draft.bytes, first: first.sequence, received: first.receivedAt.milliseconds)
                apply(draft, at: writer.end - draft.bytes.count, to: shared)
                succeed(in: shared, tell)
                publish(draft.last + UInt64(draft.entries.count))
            }
        } catch {
            failure = fail(error, in: shared, tell)
        }
        for (index, waiting) in batch.enumerated() {
            waiting.completion(answer(index < outcomes.count ? outcomes[index] : nil, failure))
        }
    }

    /// Nothing of a batch that could not be written counts: whoever sent it will try again.
    private func answer(_ outcome: Outcome?, _ failure: StoreError?) -> Result<Receipt, StoreError> {
        switch outcome {
        case .refused(let error)?: .failure(error)
        case .repeated(let receipt, isLogged: true)?: .success(receipt)
        case .new(let receipt)?, .repeated(let receipt, isLogged: false)?:
            failure.map { .failure($0) } ?? .success(receipt)
        case nil: .failure(failure ?? .closed)
        }
    }

    /// Looks whether the log is as it was left, and mends it where not.
    mutating func check(
        _ shared: borrowing Mutex<BookingStore.Shared>,
        _ tell: (StoreEvent) -> Void
    ) throws(LogError) {
        if isOutdated { try readAgain(shared, tell) }
        let mending = try writer.check()
        tellOfLeaving(tell)
        guard let mending else { return }
        let segments = writer.segments
        let (lost, first) = shared.withLock { shared in
            let lost = shared.index.mend(mending)
            shared.segments = segments
            shared.lostCount += lost
            if lost > 0 { shared.identify() }
            return (lost, shared.index.firstSequence(from: writer.base))
        }
        writer.first = first
        tell(.mended(mending.damage, lost: lost))
    }

    private mutating func tellOfLeaving(_ tell: (StoreEvent) -> Void) {
        guard let path = writer.leftPath else { return }
        writer.leftPath = nil
        tell(.leftSegment(path: path))
    }

    /// What is due whether or not something comes: looking whether all is well, syncing, and whatever segments need.
    mutating func lookAfter(_ shared: borrowing Mutex<BookingStore.Shared>, _ tell: (StoreEvent) -> Void) {
        do throws(LogError) {
            try check(shared, tell)
            if shared.withLock({ $0.health }) != .accepting {
                try writer.probe(count: min(max(failedLength, Scribe.leastProbe), Scribe.mostProbe))
            } else if writer.policy.sync == .everySecond {
                try writer.sync()
            }
            succeed(in: shared, tell)
        } catch {
            _ = fail(error, in: shared, tell)
            return
        }
        lookAfterSegments(shared, tell)
    }

    /// Has everything on the disk, under the log's name; the last thing that is done.
    mutating func finish(_ shared: borrowing Mutex<BookingStore.Shared>, _ tell: (StoreEvent) -> Void) {
        // Somebody may have moved the file since the last booking came.
        try? check(shared, tell)
        try? writer.sync()
        endRenewal()
    }

    private func outcome(
        of entry: BookingStore.Entry,
        in shared: borrowing Mutex<BookingStore.Shared>,
        _ draft: inout Draft
    ) -> Outcome {
        switch entry {
        case .sighting(let sighting):
            return outcome(of: sighting, in: shared, &draft)
        case .annotation(let annotation, let receivedAt):
            let (row, id) = shared.withLock { shared in
                let row = shared.ledger.row(ofSequence: annotation.of)
                return (row, row.flatMap { shared.ledger.text(.id, at: $0) })
            }
            guard row != nil else { return .refused(.noSuchRecord) }
            let record = AnnotationRecord(sequence: draft.next, receivedAt: receivedAt, annotation: annotation)
            return add(.annotation(record), receivedAt: receivedAt, id: id, keys: RepeatKeys(), to: &draft)
        }
    }

    private func outcome(
        of sighting: Sighting,
        in shared: borrowing Mutex<BookingStore.Shared>,
        _ draft: inout Draft
    ) -> Outcome {
        guard sighting.raw.size <= LogReader.lineLimit else { return .refused(.tooLong(limit: LogReader.lineLimit)) }
        let keys = RepeatKeys(of: sighting)
        if let repeated = repeated(sighting, keys, in: shared, draft) { return repeated }
        let record = SightingRecord(sequence: draft.next, sighting: sighting)
        return add(
            .sighting(record),
            receivedAt: sighting.receivedAt,
            id: sighting.booking.id,
            keys: keys,
            to: &draft
        )
    }

    private func add(
        _ record: LogRecord,
        receivedAt: Timestamp,
        id: String?,
        keys: RepeatKeys,
        to draft: inout Draft
    ) -> Outcome {
        let start = draft.bytes.count
        let sequence = draft.next
        record.encode(into: &draft.bytes)
        let range = start..<draft.bytes.count
        guard range.count <= LogReader.lineLimit else {
            draft.bytes.removeSubrange(range)
            return .refused(.tooLong(limit: LogReader.lineLimit))
        }
        draft.bytes.append(0x0A)
        for key in keys.all { draft.places[key] = draft.entries.count }
        draft.entries.append(
            Entry(record: record, sequence: sequence, receivedAt: receivedAt, keys: keys, range: range)
        )
        return .new(Receipt(sequence: sequence, id: id, isRepeat: false))
    }

    /// The outcome of a sighting that came before; nil for a new one.
    private func repeated(
        _ sighting: Sighting,
        _ keys: RepeatKeys,
        in shared: borrowing Mutex<BookingStore.Shared>,
        _ draft: borrowing Draft
    ) -> Outcome? {
        for key in keys.all {
            var id: String?
            // A record that cannot be read back is no reason to lose its repeat.
            let sequence = repeats.sequence(key) { sequence in
                guard let first = logged(sequence, in: shared), RepeatIndex.isRepeat(sighting, of: first) else {
                    return false
                }
                id = first.booking.id
                return true
            }
            if let sequence {
                return .repeated(Receipt(sequence: sequence, id: id, isRepeat: true), isLogged: true)
            }
            if let place = draft.places[key], case .sighting(let record) = draft.entries[place].record,
                RepeatIndex.isRepeat(sighting, of: record.sighting)
            {
                let receipt = Receipt(sequence: record.sequence, id: record.sighting.booking.id, isRepeat: true)
                return .repeated(receipt, isLogged: false)
            }
        }
        return nil
    }

    private func logged(_ sequence: UInt64, in shared: borrowing Mutex<BookingStore.Shared>) -> Sighting? {
        let (log, range) = shared.withLock { shared in
            (shared.segments, shared.index.index(of: sequence).map { shared.index.range($0) })
        }
        guard let range, let line = try? log.read(at: range.lowerBound, count: range.count) else { return nil }
        return try? SightingRecord.decode(line).record.sighting
    }

    private mutating func apply(_ draft: Draft, at offset: Int, to shared: borrowing Mutex<BookingStore.Shared>) {
        for entry in draft.entries {
            repeats.add(entry.keys, sequence: entry.sequence)
        }
        let segments = writer.segments
        for entry in draft.entries { writer.newest = max(writer.newest, entry.receivedAt.milliseconds) }
        var fields = SightingFields()
        shared.withLock { shared in
            shared.segments = segments
            for entry in draft.entries {
                if shared.firstChecksum.isEmpty {
                    shared.firstChecksum = LogIdentity.of(Array(draft.bytes[entry.range]))
                }
                shared.index.append(
                    sequence: entry.sequence,
                    offset: offset + entry.range.lowerBound,
                    length: entry.range.count
                )
                if case .sighting(let record) = entry.record {
                    fields.fill(from: record)
                    shared.ledger.apply(fields)
                } else {
                    shared.ledger.apply(entry.record)
                }
            }
        }
    }

    private mutating func succeed(in shared: borrowing Mutex<BookingStore.Shared>, _ tell: (StoreEvent) -> Void) {
        tellOfLeaving(tell)
        let wasFailing = shared.withLock { shared in
            defer { shared.health = .accepting }
            return shared.health != .accepting
        }
        if wasFailing { tell(.accepting) }
    }

    mutating func fail(
        _ error: LogError,
        in shared: borrowing Mutex<BookingStore.Shared>,
        _ tell: (StoreEvent) -> Void
    ) -> StoreError {
        tellOfLeaving(tell)
        let (call, _, number) = error.facts
        let health = BookingStore.Health.failing(call: call, errno: number)
        let isNew = shared.withLock { shared in
            defer { shared.health = health }
            return shared.health != health
        }
        if isNew { tell(.failing(call: call, errno: number)) }
        return .unavailable(call: call, errno: number)
    }
}

extension BookingStore.Shared {
    /// Reads anew which log it is, where its first record is another now.
    mutating func identify() {
        firstChecksum = ""
        guard let first = index.places(after: 0, maximumBytes: 0).first,
            let line = try? segments.read(at: first.range.lowerBound, count: first.range.count)
        else { return }
        firstChecksum = LogIdentity.of(line)
    }
}

extension LogError {
    /// The call that failed, where, and why.
    var facts: (call: String, path: String, errno: Int32) {
        switch self {
        case .system(let call, let path, let number): (call, path, number)
        case .notAFile(let path), .notALog(let path), .compressed(let path), .notOurs(let path), .isSegment(let path),
            .locked(let path, _):
            ("open", path, EEXIST)
        }
    }
}
