import Bookings
import Ledger
import Synchronization

/// The work of the writer's thread: takes a batch from arrival to acknowledgement.
struct Scribe {
    private var writer: LogWriter
    private var repeats: RepeatIndex

    init(writer: LogWriter, repeats: RepeatIndex) {
        self.writer = writer
        self.repeats = repeats
    }

    private struct Entry {
        var record: SightingRecord
        var key: Int
        var range: Range<Int>
    }

    private enum Outcome {
        case new(Int)
        case repeated(UInt64, id: String?)
    }

    /// Writes a batch as one piece, with one sync, and answers each of its sightings.
    mutating func write(
        _ batch: [BookingStore.Waiting],
        into shared: borrowing Mutex<BookingStore.Shared>,
        publish: (UInt64) -> Void
    ) {
        var bytes: [UInt8] = []
        var entries: [Entry] = []
        let last = shared.withLock { $0.index.last }
        let outcomes = batch.map { waiting in
            outcome(of: waiting.sighting, after: last, in: shared, &entries, &bytes)
        }
        if !entries.isEmpty {
            do throws(LogError) {
                let offset = writer.length
                try writer.append(bytes)
                apply(entries, at: offset, bytes, to: shared)
            } catch {
                fail(batch, error, in: shared)
                return
            }
            publish(last + UInt64(entries.count))
        }
        for (waiting, outcome) in zip(batch, outcomes) {
            switch outcome {
            case .new(let index):
                let record = entries[index].record
                let receipt = Receipt(sequence: record.sequence, id: record.sighting.booking.id, isRepeat: false)
                waiting.completion(.success(receipt))
            case .repeated(let sequence, let id):
                waiting.completion(.success(Receipt(sequence: sequence, id: id, isRepeat: true)))
            }
        }
    }

    private func outcome(
        of sighting: Sighting,
        after last: UInt64,
        in shared: borrowing Mutex<BookingStore.Shared>,
        _ entries: inout [Entry],
        _ bytes: inout [UInt8]
    ) -> Outcome {
        let key = RepeatIndex.key(of: sighting)
        if let sequence = repeats[key], let first = logged(sequence, in: shared),
            RepeatIndex.isRepeat(sighting, of: first)
        {
            return .repeated(sequence, id: first.booking.id)
        }
        let same = entries.first { $0.key == key && RepeatIndex.isRepeat(sighting, of: $0.record.sighting) }
        if let same { return .repeated(same.record.sequence, id: same.record.sighting.booking.id) }
        let record = SightingRecord(sequence: last + UInt64(entries.count) + 1, sighting: sighting)
        let start = bytes.count
        record.encode(into: &bytes)
        entries.append(Entry(record: record, key: key, range: start..<bytes.count))
        bytes.append(0x0A)
        return .new(entries.count - 1)
    }

    private func logged(_ sequence: UInt64, in shared: borrowing Mutex<BookingStore.Shared>) -> Sighting? {
        let range = shared.withLock { shared in shared.index.index(of: sequence).map { shared.index.range($0) } }
        guard let range, let line = try? writer.file.read(at: range.lowerBound, count: range.count) else { return nil }
        return try? SightingRecord.decode(line).record.sighting
    }

    private mutating func apply(
        _ entries: [Entry],
        at offset: Int,
        _ bytes: [UInt8],
        to shared: borrowing Mutex<BookingStore.Shared>
    ) {
        for entry in entries { repeats.add(entry.key, sequence: entry.record.sequence) }
        shared.withLock { shared in
            shared.health = .accepting
            shared.file = writer.file
            for entry in entries {
                if shared.index.last == 0 { shared.identity = BookingStore.identity(of: Array(bytes[entry.range])) }
                shared.index.append(
                    sequence: entry.record.sequence,
                    offset: offset + entry.range.lowerBound,
                    length: entry.range.count
                )
                shared.ledger.apply(entry.record)
            }
        }
    }

    /// Nothing of a batch that could not be written counts, not even its repeats: whoever sent them will try again.
    private func fail(
        _ batch: [BookingStore.Waiting],
        _ error: LogError,
        in shared: borrowing Mutex<BookingStore.Shared>
    ) {
        let (call, number) =
            switch error {
            case .system(let call, _, let number): (call, number)
            case .notAFile, .notOurs, .locked: ("open", Int32(0))
            }
        shared.withLock { $0.health = .failing(call: call, errno: number) }
        for waiting in batch { waiting.completion(.failure(.unavailable(call: call, errno: number))) }
    }
}
