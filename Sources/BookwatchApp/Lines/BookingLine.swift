import Bookings
import Screen

/// A sighting or a booking as one line of text, safe for a terminal: what `tail --format text` prints.
enum BookingLine {
    /// When and how it came, its status, the customer, what was booked, where, and when it starts; "-" for what is not known.
    static func text(_ row: BookingRow, zone: ZoneRules, isDated: Bool = false) -> String {
        let booking = row.booking
        let received = CivilTime(row.receivedAt, offset: zone.offset(at: row.receivedAt))
        let parts = [
            isDated ? dateAndTime(received) : clock(received),
            row.channels.map(\.rawValue).joined(separator: "+"),
            booking.status ?? "",
            booking.name ?? booking.email ?? "(no name)",
            booking.eventType ?? booking.subject ?? booking.bookingCalendar ?? booking.bookingPage ?? "",
            booking.masterPage ?? row.source ?? "",
            start(of: booking, zone: zone),
        ]
        return parts.map { SafeText.isBlank($0) ? "-" : SafeText.line($0) }.joined(separator: "  ")
    }

    private static func start(of booking: Booking, zone: ZoneRules) -> String {
        guard let start = booking.startsAt else { return "no start" }
        if booking.startIsUncertain, let wall = booking.details.pageTime {
            return "≈ " + dateAndTime(CivilTime(wall)) + " " + (booking.timeZone ?? "")
        }
        return dateAndTime(CivilTime(start, offset: zone.offset(at: start))) + " " + zone.abbreviation(at: start)
    }

    private static func clock(_ time: CivilTime) -> String {
        [time.hour, time.minute, time.second].map(twoDigits).joined(separator: ":")
    }

    static func dateAndTime(_ time: CivilTime) -> String {
        "\(time.year)-\(twoDigits(time.month))-\(twoDigits(time.day)) \(twoDigits(time.hour)):\(twoDigits(time.minute))"
    }

    private static func twoDigits(_ number: Int) -> String {
        (number < 10 ? "0" : "") + String(number)
    }
}
