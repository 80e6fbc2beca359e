import Bookings

/// When a booking starts, as its customer reads it.
enum BookingStartText {
    private static let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// The start with its zone, nil without a start.
    ///
    /// The zone is the customer's where it is known, else that of the booking page, else UTC.
    static func text(of booking: Booking, zones: ZoneDirectory) -> String? {
        if let start = booking.startsAt, let name = booking.timeZone, let rules = zones.rules(for: name) {
            let time = CivilTime(start, offset: rules.offset(at: start))
            return "\(text(time)) (\(name.map { $0 == "_" ? " " : String($0) }.joined()))"
        }
        if let wall = booking.details.pageTime {
            let zone = booking.timeZone.map { " (\($0))" } ?? ""
            return text(CivilTime(wall)) + zone
        }
        return booking.startsAt.map { text(CivilTime($0)) + " (UTC)" }
    }

    private static func text(_ time: CivilTime) -> String {
        // The first of January 1970 was a Thursday.
        let day = days[((time.dayNumber % 7) + 10) % 7]
        let month = months[(time.month - 1) % 12]
        let minute = time.minute < 10 ? "0\(time.minute)" : "\(time.minute)"
        return "\(day), \(time.day) \(month) \(time.year), \(time.hour):\(minute)"
    }
}
