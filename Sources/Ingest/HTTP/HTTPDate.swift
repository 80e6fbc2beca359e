import Bookings

/// The date of an answer, as RFC 9110 section 5.6.7 writes it.
struct HTTPDate {
    private var second: Int64 = -1
    private var text = ""

    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The text for an instant; made anew once a second.
    mutating func text(at instant: Timestamp) -> String {
        let second = instant.milliseconds / 1_000
        if second != self.second {
            self.second = second
            text = HTTPDate.format(instant)
        }
        return text
    }

    private static func format(_ instant: Timestamp) -> String {
        let time = CivilTime(instant)
        // The first of January 1970 was a Thursday.
        let day = days[((time.dayNumber % 7) + 11) % 7]
        let month = months[(time.month - 1) % 12]
        let clock = [time.hour, time.minute, time.second].map { pad($0) }.joined(separator: ":")
        return "\(day), \(pad(time.day)) \(month) \(time.year) \(clock) GMT"
    }

    private static func pad(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
