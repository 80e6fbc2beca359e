import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What the segments of a log need: closing, compressing, removing. What fails is tried again later, and nobody waits for it.
extension Scribe {
    /// After a failure, in milliseconds.
    static let pause: Int64 = 60_000

    /// Whether the segment that is written to is to be closed.
    var isSegmentFull: Bool { writer.isRotationDue(now: now()) }

    mutating func lookAfterSegments(_ shared: borrowing Mutex<BookingStore.Shared>, _ tell: (StoreEvent) -> Void) {
        do throws(LogError) {
            try installOutcomes()
            guard MonotonicClock.milliseconds >= retryAt else { return }
            if isSegmentFull { tell(.closedSegment(path: try writer.rotate())) }
            while isFirstTooOld(shared) { try removeFirst(shared, tell) }
        } catch {
            retryAt = MonotonicClock.milliseconds + Scribe.pause
            let (call, path, number) = error.facts
            tell(.postponed(call: call, path: path, errno: number))
        }
        let segments = writer.segments
        shared.withLock { $0.segments = segments }
        lookAfterLedger(shared, tell)
    }

    mutating func installOutcomes() throws(LogError) {
        var failure: LogError?
        for (path, outcome) in writer.keeper.takeOutcomes() {
            switch outcome {
            case .failed(let error): failure = error
            case .packed(let file):
                do throws(LogError) {
                    try writer.install(file, inPlaceOf: path)
                } catch {
                    failure = error
                }
            }
        }
        if let failure { throw failure }
    }

    /// Whether the oldest segment is older than what is kept.
    private func isFirstTooOld(_ shared: borrowing Mutex<BookingStore.Shared>) -> Bool {
        guard let oldest = writer.closed.first else { return false }
        switch writer.policy.keeping {
        case .everything: return false
        case .seconds(let seconds):
            // A clock that is set forward must not cost a log; so only its time at the start counts, and what passed since.
            let passed = MonotonicClock.milliseconds - openedAt.monotonic
            return oldest.newest < min(now(), openedAt.wall + passed) - seconds * 1_000
        case .records(let count):
            return shared.withLock { $0.index.count(from: oldest.end) } >= count
        }
    }

    private mutating func removeFirst(
        _ shared: borrowing Mutex<BookingStore.Shared>,
        _ tell: (StoreEvent) -> Void
    ) throws(LogError) {
        let oldest = writer.closed[0]
        try writer.removeFirst()
        let segments = writer.segments
        let count = shared.withLock { shared in
            let count = shared.index.remove(before: oldest.end)
            shared.segments = segments
            // Whoever has records of it has another log.
            shared.identify()
            return count
        }
        removedCount += count
        tell(.removedSegment(path: oldest.file.path, records: count))
    }
}
