import Bookings

/// When a booking starts, as its customer reads it.
struct BookingStartText: Equatable {
    /// The start in English, with its zone.
    var text: String
    /// For `datetime`: in UTC, or without a zone where only the wall clock of the booking page is known.
    var iso: String
    /// The zone that `text` is in: an IANA name, or OnceHub's own label; nil where none is known.
    var zone: String?

    private static let days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// The start; nil without one.
    ///
    /// An uncertain start is that on the clock of the booking page, never converted. A true one is in the customer's zone
    /// where it is known, else in UTC.
    init?(of booking: Booking, zones: ZoneDirectory) {
        if booking.startIsUncertain, let wall = booking.details.pageTime {
            zone = booking.timeZone
            text = BookingStartText.text(CivilTime(wall)) + (zone.map { " (\($0))" } ?? "")
            iso = wall.iso8601
            return
        }
        guard let start = booking.startsAt else { return nil }
        iso = start.iso8601
        if let name = booking.timeZone, let rules = zones.rules(for: name) {
            zone = name
            let time = CivilTime(start, offset: rules.offset(at: start))
            text = "\(BookingStartText.text(time)) (\(name.map { $0 == "_" ? " " : String($0) }.joined()))"
        } else {
            zone = nil
            text = BookingStartText.text(CivilTime(start)) + " (UTC)"
        }
    }

    private static func text(_ time: CivilTime) -> String {
        let minute = time.minute < 10 ? "0\(time.minute)" : "\(time.minute)"
        return
            "\(days[time.weekday]), \(time.day) \(months[(time.month - 1) % 12]) \(time.year), \(time.hour):\(minute)"
    }
}
