import Bookings
import Ledger

/// Finds a confirmation that was received before: a reloaded page, a webhook sent again.
///
/// It holds hashes alone, eight bytes a confirmation; a hit is checked against the log.
struct RepeatIndex: Sendable {
    /// By sequence numbers in the place of rows.
    private var sequences = RowIndex()

    /// The newest sighting under a key for which the answer is yes.
    func sequence(_ key: UInt32, where isRepeated: (UInt64) -> Bool) -> UInt64? {
        var walk = sequences.walk(key)
        while let place = sequences.next(&walk) {
            if isRepeated(UInt64(place)) { return UInt64(place) }
        }
        return nil
    }

    /// Remembers a sighting.
    mutating func add(_ keys: RepeatKeys, sequence: UInt64) {
        // More than four thousand million are known by their event or page no more.
        guard let place = UInt32(exactly: sequence) else { return }
        if let key = keys.event { sequences.insert(Int(place), hash: key) }
        if let key = keys.content { sequences.insert(Int(place), hash: key) }
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

/// What a repeat of a sighting is found by: of a webhook its event, of all else its content, and its key where it has one.
///
/// The hashes have the process's secret seed, so nobody can make two confirmations collide on purpose.
struct RepeatKeys: Sendable {
    var event: UInt32?
    var content: UInt32?

    init() {}

    var all: [UInt32] { [event, content].compactMap(\.self) }

    init(of sighting: Sighting) {
        var raw: [UInt8] = []
        switch sighting.raw {
        case .query(let query): JSONWriter.appendString(query, to: &raw)
        case .json(let json): json.withUnsafeBufferPointer { JSONWriter.appendCompacted($0, to: &raw) }
        }
        let source = RepeatKeys.sender(sighting.channel, sighting.isSigned, ByteHash.of(sighting.source ?? ""))
        event = sighting.eventID.flatMap { $0.isEmpty ? nil : ByteHash.of($0, with: source) }
        guard sighting.channel != .webhook || event == nil else { return }
        content = raw.withUnsafeBufferPointer { ByteHash.of($0, with: ~source) }
    }

    /// The same, of what was read from a line.
    init(of sighting: borrowing SightingFields) {
        let source = RepeatKeys.sender(sighting.channel, sighting.isSigned, ByteHash.of(sighting[.source]))
        event = sighting[.eventID].isEmpty ? nil : ByteHash.of(sighting[.eventID], with: source)
        guard sighting.channel != .webhook || event == nil else { return }
        content = ByteHash.of(sighting.raw, with: ~source)
    }

    private static func sender(_ channel: Channel, _ isSigned: Bool, _ source: UInt32) -> Int64 {
        let kind: Int64 =
            switch channel {
            case .redirect: 0
            case .embed: 1
            case .webhook: 2
            }
        return Int64(source) << 3 | kind << 1 | (isSigned ? 1 : 0)
    }
}
