import Bookings

/// Records that were fetched or came just now, so that looking at a booking again costs nothing.
struct RecordCache: Sendable {
    /// The most records kept.
    static let limit = 256

    private var records: [UInt64: SightingRecord] = [:]
    private var order: [UInt64] = []
    private var unavailable: Set<UInt64> = []

    subscript(sequence: UInt64) -> SightingRecord? { records[sequence] }

    /// Whether there is no use in asking for a record: it is here, or not to be had.
    func isSettled(_ sequence: UInt64) -> Bool {
        records[sequence] != nil || unavailable.contains(sequence)
    }

    mutating func add(_ record: SightingRecord) {
        unavailable.remove(record.sequence)
        if records.updateValue(record, forKey: record.sequence) == nil { order.append(record.sequence) }
        // In blocks: taking from the front of an array moves the rest.
        guard order.count > RecordCache.limit * 2 else { return }
        for sequence in order.prefix(order.count - RecordCache.limit) { records[sequence] = nil }
        order.removeFirst(order.count - RecordCache.limit)
    }

    /// Notes that some records were asked for and did not come.
    mutating func markUnavailable(_ sequences: some Sequence<UInt64>) {
        for sequence in sequences where records[sequence] == nil { unavailable.insert(sequence) }
    }
}
