import Bookings

/// Finds a confirmation that was received before: a reloaded page, a webhook sent again.
///
/// The keys are hashes with the process's secret seed, so nobody can make two confirmations collide on purpose; a hit is
/// checked against the log all the same.
struct RepeatIndex: Sendable {
    private var sequences: [Int: UInt64] = [:]

    static func key(of sighting: Sighting) -> Int {
        var hasher = Hasher()
        if let eventID = sighting.eventID {
            hasher.combine(eventID)
            return hasher.finalize()
        }
        hasher.combine(sighting.channel)
        hasher.combine(sighting.source)
        switch sighting.raw {
        case .query(let query):
            var query = query
            query.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        case .json(let bytes):
            bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        }
        return hasher.finalize()
    }

    subscript(key: Int) -> UInt64? { sequences[key] }

    /// Remembers the first sighting under a key.
    mutating func add(_ key: Int, sequence: UInt64) {
        if sequences[key] == nil { sequences[key] = sequence }
    }

    /// Whether two sightings are the same confirmation.
    static func isRepeat(_ new: Sighting, of old: Sighting) -> Bool {
        if let eventID = new.eventID { return eventID == old.eventID }
        return new.channel == old.channel && new.source == old.source && new.raw == old.raw
    }
}
