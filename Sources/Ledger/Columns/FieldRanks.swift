/// How well each field of a booking is known: two bits a field, by which a sighting may replace a value or not.
struct FieldRanks: Hashable, Sendable {
    private var bits: UInt64 = 0

    /// The ranks, weakest first.
    enum Rank: UInt64, Comparable {
        case unknown, labelled, payload, signed

        static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
    }

    /// The fields that have a rank of their own, 32 at most.
    enum Field: UInt64, CaseIterable {
        case status, eventType, bookingPage, masterPage, bookingCalendar, timeZone, source
        case id, email, name, phone, company, subject, note, location, rescheduledFrom, customFields
        case startsAt, createdAt, pageTime, durationMinutes, utcOffset, product, host
    }

    subscript(field: Field) -> Rank {
        get { Rank(rawValue: bits >> (field.rawValue * 2) & 3) ?? .unknown }
        set { bits = bits & ~(3 << (field.rawValue * 2)) | newValue.rawValue << (field.rawValue * 2) }
    }

    /// Whether a field has a value.
    func knows(_ field: Field) -> Bool { bits >> (field.rawValue * 2) & 3 != 0 }

    /// Raises the rank of a field if a value of this rank may replace the one that is there, and says whether it may.
    mutating func admit(_ rank: Rank, to field: Field) -> Bool {
        guard rank >= self[field] else { return false }
        self[field] = rank
        return true
    }
}
