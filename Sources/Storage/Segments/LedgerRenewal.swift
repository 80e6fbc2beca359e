import Bookings
import CPlatform
import Ledger
import Synchronization

/// Makes the ledger anew without what was removed from the log, on a thread of its own, so that nobody waits for it.
final class LedgerRenewal: Sendable {
    /// What came of it: all that the log held when it was begun.
    struct Renewed: Sendable {
        var ledger = BookingLedger()
        var repeats = RepeatIndex()
    }

    private struct State {
        var outcome: Result<Renewed, LogError>?
        var isCancelled = false
    }

    private let state = Mutex(State())
    private let thread = Mutex<WorkerThread?>(nil)

    /// The records that were removed before it was begun, which it lacks.
    let removedCount: Int

    /// Begins to read a log up to an offset.
    init(of log: LogSegments, upTo end: Int, removedCount: Int) {
        self.removedCount = removedCount
        thread.withLock { thread in
            thread = WorkerThread { [self] in
                cs_lower_priority()
                do throws(LogError) {
                    let renewed = try read(log, upTo: end)
                    state.withLock { $0.outcome = .success(renewed) }
                } catch {
                    state.withLock { $0.outcome = .failure(error) }
                }
            }
        }
    }

    /// What came of it; nil before it has ended.
    var outcome: Result<Renewed, LogError>? { state.withLock { $0.outcome } }

    /// Ends it, in its middle if need be, and waits for the thread; idempotent.
    func end() {
        state.withLock { $0.isCancelled = true }
        thread.withLock { $0.take() }?.join()
    }

    private func read(_ log: LogSegments, upTo end: Int) throws(LogError) -> Renewed {
        var renewed = Renewed()
        var report = RecoveryReport(of: log)
        try LogScan(log, upTo: end).lines { (line, fields) throws(LogError) in
            if let number = report.add(line, sequence: fields.sequence) {
                renewed.ledger.apply(line, fields, numbered: number)
                renewed.repeats.add(line.keys, sequence: number)
            }
            return !state.withLock { $0.isCancelled }
        }
        return renewed
    }
}

extension Scribe {
    /// Sees to it that what is in memory is bounded by what is kept of the log: where as many records were removed as are
    /// kept, the ledger is made anew without them.
    mutating func lookAfterLedger(_ shared: borrowing Mutex<BookingStore.Shared>, _ tell: (StoreEvent) -> Void) {
        // Where an erasure is not at its end, what was read or is in memory is not what may stay.
        guard !isOutdated else { return }
        if let renewal, let outcome = renewal.outcome {
            endRenewal()
            do throws(LogError) {
                try install(outcome.get(), in: shared, tell)
                removedCount -= renewal.removedCount
            } catch {
                retryAt = MonotonicClock.milliseconds + Scribe.pause
                let (call, path, number) = error.facts
                tell(.postponed(call: call, path: path, errno: number))
            }
        }
        guard renewal == nil, removedCount >= renewalThreshold, MonotonicClock.milliseconds >= retryAt else { return }
        let kept = shared.withLock { $0.index.count(from: 0) }
        guard removedCount >= kept else { return }
        renewal = LedgerRenewal(of: writer.segments, upTo: writer.end, removedCount: removedCount)
    }

    /// Ends a renewal of what is outdated, or has ended.
    mutating func endRenewal() {
        renewal?.end()
        renewal = nil
    }

    /// Adds what came meanwhile, and takes it over.
    private mutating func install(
        _ renewed: LedgerRenewal.Renewed,
        in shared: borrowing Mutex<BookingStore.Shared>,
        _ tell: (StoreEvent) -> Void
    ) throws(LogError) {
        var renewed = renewed
        let last = renewed.ledger.lastSequence
        let (log, places) = shared.withLock { ($0.segments, $0.index.places(after: last, maximumBytes: .max)) }
        for place in places {
            let line = try log.read(at: place.range.lowerBound, count: place.range.count)
            guard let record = try? DecodedLine(line).record.numbered(place.sequence) else { continue }
            renewed.ledger.apply(record)
            if case .sighting(let record) = record {
                renewed.repeats.add(RepeatKeys(of: record.sighting), sequence: place.sequence)
            }
        }
        let count = shared.withLock { shared in
            defer { shared.ledger = renewed.ledger }
            return shared.ledger.sightingCount - renewed.ledger.sightingCount
        }
        repeats = renewed.repeats
        tell(.forgot(records: count))
    }
}
