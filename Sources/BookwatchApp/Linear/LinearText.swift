import Bookings
import Dashboard
import Ledger

/// Bookings in words, for ears: what happened first, then who, what and when.
enum LinearText {
    /// A booking not seen before: `New 17: Ada Lovelace, Product demo, sales, starts 2026-02-05 15:30 UTC`.
    static func new(_ row: Int, _ narrator: LinearNarrator) -> String {
        let ledger = narrator.ledger
        let status = ledger.text(.status, at: row) ?? "scheduled"
        let place = ledger.text(.masterPage, at: row) ?? ledger.text(.source, at: row)
        return sentence(
            "New \(row + 1)",
            [
                customer(row, ledger), subject(row, ledger), place,
                status == "scheduled" ? nil : StatusText.word(status), starts(row, narrator),
            ]
        )
    }

    /// What became of a booking; nil where nothing did that is worth a line.
    ///
    /// `Canceled 17: Ada Lovelace, Product demo, starts …`, `Moved 17: …, starts …, before …`,
    /// `Changed 17: Ada Lovelace, phone …`.
    static func change(
        of row: Int,
        from before: LinearFacts,
        to now: LinearFacts,
        _ narrator: LinearNarrator
    ) -> String? {
        let ledger = narrator.ledger
        let hasMoved = now.startsAt != before.startsAt
        let isOther = before.status != now.status
        let word = StatusText.word(now.status)
        let heading = isOther ? word.prefix(1).uppercased() + word.dropFirst() : hasMoved ? "Moved" : "Changed"
        var parts = isOther || hasMoved ? [subject(row, ledger)] : []
        if isOther || now.hasOtherStart(than: before) { parts.append(starts(row, narrator)) }
        if hasMoved { parts.append(before.startsAt.map { "before " + time($0, narrator.zone) }) }
        parts += now.changedFields(since: before).map { "\($0.word) \(ledger.text($0.column, at: row) ?? "none")" }
        return parts.isEmpty ? nil : sentence("\(heading) \(row + 1)", [customer(row, ledger)] + parts)
    }

    /// All that the ledger knows of a booking, a line a field.
    static func details(_ row: Int, _ narrator: LinearNarrator) -> [String] {
        let ledger = narrator.ledger
        let booking = ledger.booking(at: row)
        func stamp(_ time: Timestamp?) -> String? { time.map { LinearText.time($0, narrator.zone) } }
        let fields: [(String, String?)] = [
            ("Customer", booking.name), ("Email", booking.email), ("Phone", booking.phone),
            ("Company", booking.company), ("Subject", booking.subject), ("Event type", booking.eventType),
            ("Status", StatusText.word(booking.status ?? "scheduled")),
            ("Starts", start(row, narrator)), ("Duration", booking.details.durationMinutes.map { "\($0) minutes" }),
            ("Customer's time zone", booking.timeZone), ("Place", booking.details.location),
            ("Master page", booking.masterPage), ("Booking page", booking.bookingPage),
            ("Booking calendar", booking.bookingCalendar), ("Source", ledger.text(.source, at: row)),
            ("Customer's note", booking.note), ("Received", stamp(ledger.receivedAt(row))),
            ("Changed", stamp(ledger.changedAt(row))), ("Booking id", booking.id),
        ]
        let known = fields.compactMap { name, value in value.flatMap { $0.isEmpty ? nil : "\(name): \($0)" } }
        let custom = booking.customFields.map { "\($0.name): \(text($0.value))" }
        return ["Booking \(row + 1)."] + known + custom
    }

    /// `17: Ada Lovelace, Product demo, starts …`, for lists.
    static func item(_ row: Int, _ narrator: LinearNarrator) -> String {
        let ledger = narrator.ledger
        let status = StatusText.word(ledger.text(.status, at: row) ?? "scheduled")
        return sentence("\(row + 1)", [customer(row, ledger), subject(row, ledger), status, starts(row, narrator)])
    }

    /// `1 booking`, `12 bookings`.
    static func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(number) \(number == 1 ? one : many)"
    }

    private static func text(_ value: CustomField.Value) -> String {
        switch value {
        case .text(let text): text
        case .list(let texts): texts.joined(separator: ", ")
        }
    }

    private static func sentence(_ heading: String, _ parts: [String?]) -> String {
        let text = heading + ": " + parts.compactMap { $0 }.joined(separator: ", ")
        return text.hasSuffix(".") ? text : text + "."
    }

    private static func customer(_ row: Int, _ ledger: BookingLedger) -> String {
        ledger.text(.name, at: row) ?? ledger.text(.email, at: row) ?? "no name"
    }

    private static func subject(_ row: Int, _ ledger: BookingLedger) -> String? {
        ledger.text(.eventType, at: row) ?? ledger.text(.subject, at: row)
    }

    private static func starts(_ row: Int, _ narrator: LinearNarrator) -> String {
        start(row, narrator).map { "starts " + $0 } ?? "no start"
    }

    private static func start(_ row: Int, _ narrator: LinearNarrator) -> String? {
        let ledger = narrator.ledger
        guard let start = ledger.startsAt(row) else { return nil }
        guard ledger.startIsUncertain(row) else { return time(start, narrator.zone) }
        return "probably " + time(start, narrator.zone)
    }

    private static func time(_ time: Timestamp, _ zone: ZoneRules) -> String {
        BookingLine.dateAndTime(CivilTime(time, offset: zone.offset(at: time))) + " " + zone.abbreviation(at: time)
    }
}
