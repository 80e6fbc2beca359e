import Ledger

/// Ledgers as they were at places of a replay, so that any other place is reached by few records.
///
/// A copy of a ledger shares what did not change since, so that some dozens cost little more than one.
struct ReplayCheckpoints: Sendable {
    /// A ledger with all records before a place.
    struct Checkpoint: Sendable {
        /// The number of records in it.
        var place: Int
        var ledger: BookingLedger
    }

    private var checkpoints: [Checkpoint] = []
    /// The records between two of them; doubles where there would be too many.
    private(set) var spacing: Int
    private let limit: Int

    init(spacing: Int = 2_048, limit: Int = 64) {
        self.spacing = max(1, spacing)
        self.limit = max(2, limit)
    }

    var count: Int { checkpoints.count }

    /// Whether a checkpoint is wanted at a place; they come in ascending order.
    func isDue(at place: Int) -> Bool { place - (checkpoints.last?.place ?? 0) >= spacing }

    /// Keeps a ledger; where there are too many, every other one goes.
    mutating func add(_ ledger: BookingLedger, at place: Int) {
        if checkpoints.count >= limit {
            checkpoints = stride(from: 1, to: checkpoints.count, by: 2).map { checkpoints[$0] }
            spacing *= 2
            guard isDue(at: place) else { return }
        }
        checkpoints.append(Checkpoint(place: place, ledger: ledger))
    }

    /// The last one that is not behind a place; an empty ledger before the first.
    func last(before place: Int) -> Checkpoint {
        let index = checkpoints.partitioningIndex { $0.place > place }
        return index > 0 ? checkpoints[index - 1] : Checkpoint(place: 0, ledger: BookingLedger())
    }
}
