import Bookings

/// Finds a confirmation that was received before: a reloaded page, a webhook sent again.
///
/// The keys are hashes with the process's secret seed, so nobody can make two confirmations collide on purpose; a hit is
/// checked against the log all the same.
struct RepeatIndex: Sendable {
    private var sequences: [Int: UInt64] = [:]

    /// What a sighting is found by: a webhook by its event, all else by its content, and by its key where it has one.
    static func keys(of sighting: Sighting) -> [Int] {
        var keys: [Int] = []
        if let eventID = sighting.eventID {
            var hasher = Hasher()
            hasher.combine(sighting.channel)
            hasher.combine(sighting.isSigned)
            hasher.combine(sighting.source)
            hasher.combine(eventID)
            keys.append(hasher.finalize())
        }
        if sighting.channel != .webhook || keys.isEmpty { keys.append(contentKey(of: sighting)) }
        return keys
    }

    private static func contentKey(of sighting: Sighting) -> Int {
        var hasher = Hasher()
        hasher.combine(sighting.channel)
        hasher.combine(sighting.isSigned)
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

    /// Remembers the newest sighting under a key; an older one under it is gone from the log, is of another booking, or the
    /// hashes collide.
    mutating func add(_ key: Int, sequence: UInt64) {
        sequences[key] = sequence
    }

    /// Whether two sightings are the same confirmation, sent again.
    ///
    /// A webhook is known by its event's id; but one that anybody can send must not stand in the way of a signed one. The key
    /// of any other sender is his word alone: another booking under it is not lost for that.
    static func isRepeat(_ new: Sighting, of old: Sighting) -> Bool {
        guard new.channel == old.channel, new.isSigned == old.isSigned else { return false }
        let isSameEvent = new.eventID != nil && new.eventID == old.eventID
        if new.channel == .webhook, new.eventID != nil { return isSameEvent }
        return new.source == old.source && (isSame(new.raw, old.raw) || (isSameEvent && new.booking == old.booking))
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
