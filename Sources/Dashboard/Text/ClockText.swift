import Bookings

/// Dates and times as the screen writes them.
enum ClockText {
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    // The first instant of the year 1 and the last of the year 9999: what a calendar of four digits can show.
    private static let shown: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

    /// The date and time of an instant where the clocks follow a zone.
    static func civil(_ instant: Timestamp, in zone: ZoneRules) -> CivilTime {
        let instant = Timestamp(milliseconds: instant.milliseconds.clamped(to: shown))
        return CivilTime(instant, offset: zone.offset(at: instant))
    }

    /// The date and time of a wall clock.
    static func civil(_ wall: WallTime) -> CivilTime {
        CivilTime(WallTime(milliseconds: wall.milliseconds.clamped(to: shown)))
    }

    /// `15:30`.
    static func time(_ civil: CivilTime) -> String {
        NumberText.twoDigits(civil.hour) + ":" + NumberText.twoDigits(civil.minute)
    }

    /// `15:30:07`.
    static func timeWithSeconds(_ civil: CivilTime) -> String {
        time(civil) + ":" + NumberText.twoDigits(civil.second)
    }

    /// `Thu 5 Feb`, with the year where it is not that of `today`.
    static func day(_ civil: CivilTime, today: CivilTime) -> String {
        let day = "\(weekdays[civil.weekday]) \(civil.day) \(months[(civil.month - 1) % 12])"
        return civil.year == today.year ? day : day + " \(civil.year)"
    }

    /// `Thu 5 Feb 15:30`.
    static func dayAndTime(_ civil: CivilTime, today: CivilTime) -> String {
        day(civil, today: today) + " " + time(civil)
    }

    /// `today 15:30`, `yesterday 15:30`, else as `dayAndTime`.
    static func recent(_ civil: CivilTime, today: CivilTime) -> String {
        switch today.dayNumber - civil.dayNumber {
        case 0: "today " + time(civil)
        case 1: "yesterday " + time(civil)
        default: dayAndTime(civil, today: today)
        }
    }

    /// At most 16 columns, with the parts under each other: `Thu  5 Feb 15:30`, `2027-02-05 15:30`.
    static func column(_ civil: CivilTime, today: CivilTime) -> String {
        guard civil.year == today.year else {
            return
                "\(civil.year)-\(NumberText.twoDigits(civil.month))-\(NumberText.twoDigits(civil.day)) \(time(civil))"
        }
        let blank = civil.day < 10 ? " " : ""
        let month = months[(civil.month - 1) % 12]
        return "\(weekdays[civil.weekday]) \(blank)\(civil.day) \(month) \(time(civil))"
    }

    /// When something was received, in at most 9 columns.
    ///
    /// `17:03:11` today, `Wed 17:03` in the last week, else `5 Feb` or `5 Feb 25`.
    static func received(_ civil: CivilTime, today: CivilTime) -> String {
        let age = today.dayNumber - civil.dayNumber
        if age == 0 { return timeWithSeconds(civil) }
        if (1...6).contains(age) { return weekdays[civil.weekday] + " " + time(civil) }
        let date = "\(civil.day) \(months[(civil.month - 1) % 12])"
        return civil.year == today.year ? date : "\(date) \(NumberText.twoDigits(civil.year % 100))"
    }

    /// `17:03:11` today, else with its date: `5 Feb 17:03:11`, `5 Feb 2025 17:03:11`.
    static func moment(_ civil: CivilTime, today: CivilTime) -> String {
        guard civil.dayNumber != today.dayNumber else { return timeWithSeconds(civil) }
        let date = "\(civil.day) \(months[(civil.month - 1) % 12])"
        return date + (civil.year == today.year ? " " : " \(civil.year) ") + timeWithSeconds(civil)
    }
}

extension Int64 {
    /// The nearest value in a range.
    func clamped(to range: ClosedRange<Int64>) -> Int64 {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
