/// A calendar file (RFC 5545) with one event for each booking.
///
/// The text is exact: lines end in CRLF and are folded at 75 octets, never inside a character, and what bookings say is
/// escaped, so that no text of theirs becomes a property.
public struct CalendarFile: Sendable {
    private let stamp: Timestamp
    private var lines = CalendarLines()

    /// Begins a file that is made at an instant, which becomes `DTSTAMP` of its events.
    public init(madeAt instant: Timestamp) {
        stamp = instant
        lines.add("BEGIN", "VCALENDAR")
        lines.add("VERSION", "2.0")
        lines.add("PRODID", "-//bookwatch//bookwatch//EN")
        lines.add("CALSCALE", "GREGORIAN")
    }

    /// Adds the event of a booking, or of each session of a package; false where it has no start, and so is no event.
    ///
    /// A start is written in UTC. One that is uncertain is written as a floating time, that of the booking page's clock, with
    /// the page's zone named in the description: that is all that is known of it, and any conversion could be wrong by
    /// hours. Without a known duration the event has no end: it then ends as it starts (section 3.6.1), which claims
    /// nothing.
    @discardableResult
    public mutating func add(_ booking: Booking) -> Bool {
        let sessions = booking.details.sessions.filter { $0.startsAt != nil }
        guard sessions.count > 1 else {
            guard let start = CalendarStart(of: booking) else { return false }
            addEvent(booking, at: start, identity: CalendarIdentity.text(of: booking))
            return true
        }
        for (number, session) in sessions.enumerated() {
            guard let start = session.startsAt else { continue }
            let identity = session.id ?? CalendarIdentity.text(of: booking) + "-\(number + 1)"
            addEvent(booking, at: .utc(start), identity: identity)
        }
        return true
    }

    /// The whole file in UTF-8.
    public var bytes: [UInt8] {
        var whole = lines
        whole.add("END", "VCALENDAR")
        return whole.bytes
    }

    /// What was added since this was last called, for a file that is written while its bookings come; the head the first time.
    public mutating func take() -> [UInt8] { lines.take() }

    /// The end of such a file, with what was not taken yet.
    public mutating func finish() -> [UInt8] {
        lines.add("END", "VCALENDAR")
        return lines.take()
    }

    private mutating func addEvent(_ booking: Booking, at start: CalendarStart, identity: String) {
        lines.add("BEGIN", "VEVENT")
        lines.add("UID", text: identity + "@bookwatch")
        lines.add("DTSTAMP", CalendarStart.utc(stamp).text)
        lines.add("DTSTART", start.text)
        // A day and a half is longer than any meeting; beyond it the number is a mistake.
        if let minutes = booking.details.durationMinutes, (1...2_160).contains(minutes) {
            lines.add("DTEND", start.adding(minutes: minutes).text)
        }
        lines.add("SUMMARY", text: booking.subject ?? booking.eventType ?? "Booking")
        if let location = booking.details.location { lines.add("LOCATION", text: location) }
        if let note = start.note(of: booking) { lines.add("DESCRIPTION", text: note) }
        if let url = CalendarFile.url(of: booking) { lines.add("URL", url) }
        if booking.status == "canceled" { lines.add("STATUS", "CANCELLED") }
        lines.add("END", "VEVENT")
    }

    /// Where the customer changes the booking; only https, and only what RFC 3986 lets stand in a URI.
    private static func url(of booking: Booking) -> String? {
        let details = booking.details
        let urls = [details.cancelRescheduleURL, details.rescheduleURL, details.cancelURL]
        return urls.lazy.compactMap { $0 }.first { url in
            url.lowercased().hasPrefix("https://") && url.utf8.count > 8
                && url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) }
        }
    }
}

/// What tells a booking from all others, the same at each writing.
enum CalendarIdentity {
    /// The id; without one, what a booking is known by instead: when it was made or starts, and by whom.
    static func text(of booking: Booking) -> String {
        if let id = booking.id { return id }
        let instant = booking.createdAt ?? booking.startsAt ?? Timestamp(milliseconds: 0)
        let person = [booking.email?.lowercased(), booking.name, booking.bookingPage].map { $0 ?? "" }
        let bytes = Array(person.joined(separator: "\n").utf8)
        let checksum = String(bytes.withUnsafeBytes { CRC32C.checksum($0) }, radix: 16)
        return "booking-\(instant.milliseconds)-\(checksum)"
    }
}
