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
    private var writer: LogWriter
    private var repeats: RepeatIndex

    init(writer: LogWriter, repeats: RepeatIndex) {
        self.writer = writer
        self.repeats = repeats
    }

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
        publish: (UInt64) -> Void
    ) {
        var failure: StoreError?
        var outcomes: [Outcome] = []
        do throws(LogError) {
            try checkFile(shared)
            var draft = Draft(last: shared.withLock { $0.index.last })
            outcomes = batch.map { outcome(of: $0.entry, in: shared, &draft) }
            if !draft.entries.isEmpty {
                let offset = writer.length
                try writer.append(draft.bytes)
                apply(draft, at: offset, to: shared)
                publish(draft.last + UInt64(draft.entries.count))
            }
        } catch {
            failure = fail(error, in: shared)
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

    private mutating func checkFile(_ shared: borrowing Mutex<BookingStore.Shared>) throws(LogError) {
        let before = writer.length
        let kept = try writer.checkFile()
        guard kept < before else { return }
        let file = writer.file
        try shared.withLock { shared throws(LogError) in
            shared.file = file
            shared.lostCount += shared.index.cut(at: kept)
            shared.identity = ""
            if let first = shared.index.places(after: 0, maximumBytes: 0).first {
                let line = try file.read(at: first.range.lowerBound, count: first.range.count)
                shared.identity = LogIdentity.of(line)
            }
        }
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
            return add(.annotation(record), id: id, keys: RepeatKeys(), to: &draft)
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
        return add(.sighting(record), id: sighting.booking.id, keys: keys, to: &draft)
    }

    private func add(_ record: LogRecord, id: String?, keys: RepeatKeys, to draft: inout Draft) -> Outcome {
        let start = draft.bytes.count
        record.encode(into: &draft.bytes)
        let range = start..<draft.bytes.count
        guard range.count <= LogReader.lineLimit else {
            draft.bytes.removeSubrange(range)
            return .refused(.tooLong(limit: LogReader.lineLimit))
        }
        draft.bytes.append(0x0A)
        for key in keys.all { draft.places[key] = draft.entries.count }
        draft.entries.append(Entry(record: record, keys: keys, range: range))
        return .new(Receipt(sequence: record.sequence, id: id, isRepeat: false))
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
        let range = shared.withLock { shared in shared.index.index(of: sequence).map { shared.index.range($0) } }
        guard let range, let line = try? writer.file.read(at: range.lowerBound, count: range.count) else { return nil }
        return try? SightingRecord.decode(line).record.sighting
    }

    private mutating func apply(_ draft: Draft, at offset: Int, to shared: borrowing Mutex<BookingStore.Shared>) {
        for entry in draft.entries {
            repeats.add(entry.keys, sequence: entry.record.sequence)
        }
        shared.withLock { shared in
            shared.health = .accepting
            shared.file = writer.file
            for entry in draft.entries {
                if shared.identity.isEmpty {
                    shared.identity = LogIdentity.of(Array(draft.bytes[entry.range]))
                }
                shared.index.append(
                    sequence: entry.record.sequence,
                    offset: offset + entry.range.lowerBound,
                    length: entry.range.count
                )
                shared.ledger.apply(entry.record)
            }
        }
    }

    private func fail(_ error: LogError, in shared: borrowing Mutex<BookingStore.Shared>) -> StoreError {
        let (call, number) =
            switch error {
            case .system(let call, _, let number): (call, number)
            case .notAFile, .notALog, .notOurs, .locked: ("open", EEXIST)
            }
        shared.withLock { $0.health = .failing(call: call, errno: number) }
        return .unavailable(call: call, errno: number)
    }
}
