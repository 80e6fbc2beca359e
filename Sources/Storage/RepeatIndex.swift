import Bookings

/// Finds a confirmation that was received before: a reloaded page, a webhook sent again.
///
/// The keys are hashes with the process's secret seed, so nobody can make two confirmations collide on purpose; a hit is
/// checked against the log all the same.
struct RepeatIndex: Sendable {
    private var sequences: [Int: UInt64] = [:]

    static func key(of sighting: Sighting) -> Int {
        var hasher = Hasher()
        hasher.combine(sighting.channel)
        if let eventID = sighting.eventID {
            hasher.combine(sighting.isSigned)
            hasher.combine(eventID)
            return hasher.finalize()
        }
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

    /// Remembers the newest sighting under a key; an older one under it is gone from the log, or the hashes collide.
    mutating func add(_ key: Int, sequence: UInt64) {
        sequences[key] = sequence
    }

    /// Whether two sightings are the same confirmation.
    ///
    /// A webhook is known by its event's id; but one that anybody can send must not stand in the way of a signed one.
    static func isRepeat(_ new: Sighting, of old: Sighting) -> Bool {
        guard new.channel == old.channel else { return false }
        if let eventID = new.eventID { return old.eventID == eventID && new.isSigned == old.isSigned }
        return new.source == old.source && isSame(new.raw, old.raw)
    }

    private static func isSame(_ new: RawPayload, _ old: RawPayload) -> Bool {
        switch (new, old) {
        // Strings are equal also where their bytes differ (composed and decomposed accents).
        case (.query(let new), .query(let old)): new.utf8.elementsEqual(old.utf8)
        case (.json(let new), .json(let old)): new == old
        case (.query, .json), (.json, .query): false
        }
    }
}
