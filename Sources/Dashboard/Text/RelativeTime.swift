import Bookings

/// How far apart two instants are, no finer than minutes: what it says changes only when a minute has passed.
enum RelativeTime {
    /// `in 11 m`, `in 3 h`, `2 d ago`; `now` within the minute.
    static func text(of instant: Timestamp, at now: Timestamp) -> String {
        let (minutes, isPast) = minutes(from: now, to: instant)
        guard minutes > 0 else { return "now" }
        let amount = rounded(minutes)
        return isPast ? "\(amount) ago" : "in \(amount)"
    }

    /// How long ago something was: `now`, `3 min`, `2 h`, `4 d`.
    static func age(of instant: Timestamp, at now: Timestamp) -> String {
        let (minutes, isPast) = minutes(from: now, to: instant)
        guard isPast, minutes > 0 else { return "now" }
        return minutes < 60 ? "\(minutes) min" : rounded(minutes)
    }

    /// The time between two instants in its two largest units: `2 d 4 h`, `1 h 40 m`, `25 m`.
    static func span(from start: Timestamp, to end: Timestamp) -> String {
        let minutes = minutes(from: start, to: end).count
        let (days, hours) = (minutes / 1_440, minutes / 60 % 24)
        if days >= 14 { return "\(days) d" }
        if days > 0 { return hours > 0 ? "\(days) d \(hours) h" : "\(days) d" }
        if hours > 0 { return minutes % 60 > 0 ? "\(hours) h \(minutes % 60) m" : "\(hours) h" }
        return "\(minutes) m"
    }

    private static func minutes(from now: Timestamp, to instant: Timestamp) -> (count: Int, isPast: Bool) {
        let (difference, overflow) = instant.milliseconds.subtractingReportingOverflow(now.milliseconds)
        guard !overflow else { return (.max / 2, instant < now) }
        return (Int(difference.magnitude / 60_000), difference < 0)
    }

    private static func rounded(_ minutes: Int) -> String {
        switch minutes {
        case ..<60: "\(minutes) m"
        case ..<1_410: "\((minutes + 30) / 60) h"
        case ..<86_400: "\((minutes + 720) / 1_440) d"
        case ..<525_600: "\((minutes + 5_040) / 10_080) w"
        default: "\(minutes / 525_600) y"
        }
    }
}
