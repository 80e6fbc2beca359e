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

/// Erasing, on the writer's thread.
extension Scribe {
    /// Erases a person from all files and from memory, or changes nothing.
    mutating func erase(
        _ person: PersonToErase,
        in shared: borrowing Mutex<BookingStore.Shared>,
        rejected: RejectedLog,
        tell: (StoreEvent) -> Void
    ) -> Result<ErasureReport, StoreError> {
        do throws(LogError) {
            try check(shared, tell)
            try writer.sync()
            // Of what is compressed meanwhile the text would come back.
            writer.keeper.cancelPacking()
            // Files that were replaced are no longer ours to compress, though they are still open; those that stayed are.
            defer { if !isOutdated { writer.packClosed() } }
            takeOutcomes(tell)
            return .success(try eraseNow(person, in: shared, rejected, tell))
        } catch {
            // Only what is left half known stops the endpoint; where nothing changed, it goes on.
            if isOutdated { return .failure(fail(error, in: shared, tell)) }
            let (call, path, number) = error.facts
            let name = path.dropFirst(LogFolder.prefix(of: path).count)
            return .failure(.unavailable(call: "\(call) of \(name)", errno: number))
        }
    }

    /// Takes over what was compressed; what failed there is no reason not to erase.
    private mutating func takeOutcomes(_ tell: (StoreEvent) -> Void) {
        do throws(LogError) {
            try installOutcomes()
        } catch {
            let (call, path, number) = error.facts
            tell(.postponed(call: call, path: path, errno: number))
        }
    }

    private mutating func eraseNow(
        _ person: PersonToErase,
        in shared: borrowing Mutex<BookingStore.Shared>,
        _ rejected: RejectedLog,
        _ tell: (StoreEvent) -> Void
    ) throws(LogError) -> ErasureReport {
        let (ledger, index) = shared.withLock { ($0.ledger, $0.index) }
        let plan = try ErasurePlan(for: person, in: writer.segments, ledger)
        var report = plan.report
        do throws(LogError) {
            var drafts = ErasureDrafts(of: writer)
            try drafts.write(plan, index, now: Timestamp(milliseconds: now()))
            report = try rejected.whileStill { () throws(LogError) in
                let beside = try SideFiles(of: writer.path, for: person, ids: plan.ids)
                try drafts.write(beside)
                report.add(beside)
                guard !report.isEmpty else { return report }
                try drafts.journal.commit(of: writer.path, calls: writer.calls)
                // From here on nothing leads back: what fails is tried again until it is done.
                isOutdated = true
                try ErasureJournal.settle(writer.path, calls: writer.calls)
                return report
            }
        } catch {
            if ErasureJournal.exists(for: writer.path) { isOutdated = true }
            if !isOutdated { try? ErasureJournal.rollBack(writer.path, calls: writer.calls) }
            throw error
        }
        if isOutdated { try readAgain(shared, tell) }
        return report
    }

    /// Takes over the files that an erasure left: the ledger, the index and whatever else came from the old ones.
    mutating func readAgain(
        _ shared: borrowing Mutex<BookingStore.Shared>,
        _ tell: (StoreEvent) -> Void
    ) throws(LogError) {
        let opened = try OpenedLog(LogWriter(again: writer))
        writer = opened.writer
        repeats = opened.repeats
        isOutdated = false
        endRenewal()
        removedCount = 0
        let count = shared.withLock { shared in
            let before = shared.erasedCount
            shared.ledger = opened.shared.ledger
            shared.index = opened.shared.index
            shared.segments = opened.shared.segments
            shared.firstChecksum = opened.shared.firstChecksum
            shared.erasedCount = opened.shared.erasedCount
            return max(0, shared.erasedCount - before)
        }
        tell(.erased(records: count))
    }
}

extension LogWriter {
    /// Has all closed segments compressed that are not, where that is wanted.
    func packClosed() {
        for segment in closed { pack(segment) }
    }
}
