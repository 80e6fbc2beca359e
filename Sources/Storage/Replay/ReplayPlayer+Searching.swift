import Bookings
import Ledger
import Synchronization

/// Looking for a record after which its booking passes a filter, as it was known then.
extension ReplayPlayer {
    private enum Outcome {
        case found(ReplayCheckpoints.Checkpoint, UInt64)
        case nothing
        /// Something else was asked for meanwhile.
        case stopped
    }

    /// The records between two looks whether something else is asked for.
    private static let stride = 256

    /// Goes to the record, or says that there is none.
    mutating func search(_ search: ReplayFeed.Search) {
        let commands = feed.state.withLock { $0.commands }
        var progress = progress(isExact: false)
        progress.isSearching = true
        deliver(.replay(progress))
        let goesOn = { feed.state.withLock { $0.commands == commands && !$0.isStopped } }
        switch search.isForward ? next(search.filter, while: goesOn) : previous(search.filter, while: goesOn) {
        case .stopped: deliver(.replay(self.progress(isExact: false)))
        case .nothing:
            deliver(.replay(self.progress(isExact: false)))
            deliver(.notice("No record \(search.isForward ? "further on" : "before") matches"))
        case .found(let checkpoint, let sequence):
            let due = log.with { $0.timeline.due[checkpoint.place - 1] }
            feed.state.withLock { $0.pace.move(to: due) }
            show(checkpoint, found: sequence)
        }
    }

    private func next(_ filter: Filter, while goesOn: () -> Bool) -> Outcome {
        guard var checkpoint = log.checkpoint(at: current.place, from: current, while: goesOn) else { return .stopped }
        while true {
            let (count, isLoaded, version) = log.with { ($0.timeline.count, $0.isLoaded, $0.version) }
            var found: UInt64?
            var isStopped = false
            log.visit(checkpoint.place..<count) { index, record in
                checkpoint.place = index + 1
                if matches(filter, record, &checkpoint.ledger) { found = record.sequence }
                isStopped = index % ReplayPlayer.stride == 0 && !goesOn()
                return found == nil && !isStopped
            }
            if let found { return .found(checkpoint, found) }
            if isStopped || !goesOn() { return .stopped }
            if isLoaded { return .nothing }
            log.change.wait { log.with { $0.version != version } || !goesOn() }
        }
    }

    /// From checkpoint to checkpoint backwards, each stretch read forwards.
    private func previous(_ filter: Filter, while goesOn: () -> Bool) -> Outcome {
        var end = current.place - 1
        while end > 0 {
            var checkpoint = log.with { $0.checkpoints.last(before: end - 1) }
            let start = checkpoint.place
            var found: (place: Int, sequence: UInt64)?
            log.visit(start..<end) { index, record in
                if matches(filter, record, &checkpoint.ledger) { found = (index + 1, record.sequence) }
                return index % ReplayPlayer.stride != 0 || goesOn()
            }
            guard goesOn() else { return .stopped }
            if let found {
                return log.checkpoint(at: found.place, while: goesOn).map { .found($0, found.sequence) } ?? .stopped
            }
            end = start
        }
        return .nothing
    }

    /// Whether the booking of a record passes with it.
    private func matches(_ filter: Filter, _ record: LogRecord, _ ledger: inout BookingLedger) -> Bool {
        guard let row = ledger.apply(record) else { return false }
        let clock = FilterClock(now: record.receivedAt, zone: feed.options.zone)
        return ledger.matches(filter, row: row, clock: clock)
    }
}
