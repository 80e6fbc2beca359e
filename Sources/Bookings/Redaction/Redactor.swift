/// Puts steady stand-ins in the place of personal data, record by record, so that a log can be handed on and still be replayed.
///
/// The same person has the same stand-in in all sightings, on all channels; pages, event types, times, statuses and channels stay.
/// What is not known to be harmless is replaced. What a payload was decoded to, its redacted form is decoded to, redacted.
public struct Redactor: Sendable {
    var standIns: StandIns

    /// Makes a redactor; a seed makes the same stand-ins of the same log each time, and without one nobody can guess them.
    public init(seed: String? = nil) {
        standIns = StandIns(seed.map { KeyedHash(seed: $0) } ?? .random())
    }

    /// How many people there were.
    public var personCount: Int { Int(standIns.personCount) }

    /// A record without personal data; its number, and that of the record that an annotation is of, stay.
    public mutating func redact(_ record: LogRecord) -> LogRecord {
        switch record {
        case .sighting(var record):
            record.sighting = redact(record.sighting)
            return .sighting(record)
        case .annotation(var record):
            record.annotation.remark = record.annotation.remark.map { $0.isEmpty ? "" : standIns.text("Remark", $0) }
            return .annotation(record)
        case .erased: return record
        }
    }

    private mutating func redact(_ sighting: Sighting) -> Sighting {
        let person = standIns.person(of: sighting.booking)
        var redacted = sighting
        redacted.eventID = sighting.eventID.map { standIns.id($0) }
        redacted.event = kept(sighting.event)
        redacted.source = sighting.source.map { kept($0) }
        redacted.raw = redact(sighting.raw, of: sighting.booking.product, person)
        redacted.booking = redact(sighting.booking, person)
        guard Redactor.decoded(sighting, like: sighting.booking) == sighting.booking else { return redacted }
        if var again = Redactor.decoded(redacted, like: redacted.booking) {
            if sighting.booking.isCutOff, case .query(let query) = redacted.raw, !Redactor.isCutOff(redacted) {
                // So that it still ends in the middle of something.
                redacted.raw = .query(query + "%C")
                again = Redactor.decoded(redacted, like: redacted.booking) ?? again
            }
            redacted.booking = again
        }
        return redacted
    }

    /// What a sighting's payload says of the person; all else from the booking.
    private static func decoded(_ sighting: Sighting, like booking: Booking) -> Booking? {
        guard let decoded = try? decode(sighting) else { return nil }
        return booking.withPerson(of: decoded.booking)
    }

    private static func isCutOff(_ sighting: Sighting) -> Bool {
        (try? decode(sighting))?.booking.isCutOff == true
    }

    private static func decode(_ sighting: Sighting) throws(PayloadError) -> Sighting {
        let content: Payload.Content =
            switch sighting.raw {
            case .query(let query): .query(Array(query.utf8))
            case .json(let json): .json(json)
            }
        return try Sighting(
            decoding: Payload(content, channel: sighting.channel, receivedAt: sighting.receivedAt)
        )
    }

    /// A text that stays; one in which somebody could be named by an address does not.
    func kept(_ text: String) -> String {
        let isLong = text.utf8.count > Redactor.keptLimit
        return isLong || text.contains("@") || text.contains("%40") ? standIns.text("Text", text) : text
    }

    /// No page, status or zone has a longer name.
    private static let keptLimit = 200

    /// The stand-in for a text under a key.
    mutating func redact(_ text: String, as key: RedactedKey, _ person: UInt32) -> String {
        guard !text.isEmpty else { return text }
        switch key {
        case .kept: return kept(text)
        case .name: return standIns.name(of: person)
        case .email: return standIns.email(text)
        case .phone: return standIns.phone(of: person)
        case .company: return standIns.text("Company", text)
        case .note: return standIns.text("Note", text)
        case .subject: return standIns.text("Subject", text)
        case .reason: return standIns.text("Reason", text)
        case .tag: return standIns.text("Tag", text)
        case .answer: return standIns.text("Answer", text)
        case .id: return standIns.id(text)
        case .place: return standIns.place(text)
        case .host: return standIns.host(text)
        case .guests:
            let separators: Set<Unicode.Scalar> = [",", ";", " ", "\n", "\r", "\t"]
            return text.unicodeScalars.split { separators.contains($0) }
                .map { standIns.email(String($0)) }.joined(separator: ",")
        }
    }
}
