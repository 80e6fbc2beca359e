/// When an event starts: at an instant, or on whichever clock is looked at (RFC 5545 section 3.3.5, forms 2 and 1).
enum CalendarStart: Equatable {
    case utc(Timestamp)
    case floating(WallTime)

    init?(of booking: Booking) {
        if booking.startIsUncertain, let wall = booking.details.pageTime {
            self = .floating(wall)
        } else if let start = booking.startsAt {
            self = .utc(start)
        } else {
            return nil
        }
    }

    /// `20260205T153000Z`, or without the `Z`.
    var text: String {
        switch self {
        case .utc(let instant): CalendarStart.text(CivilTime(instant)) + "Z"
        case .floating(let wall): CalendarStart.text(CivilTime(wall))
        }
    }

    func adding(minutes: Int) -> CalendarStart {
        let milliseconds = Int64(minutes) &* 60_000
        return switch self {
        case .utc(let instant): .utc(Timestamp(milliseconds: instant.milliseconds &+ milliseconds))
        case .floating(let wall): .floating(WallTime(milliseconds: wall.milliseconds &+ milliseconds))
        }
    }

    /// What a reader must know of a floating time.
    func note(of booking: Booking) -> String? {
        guard case .floating(let wall) = self else { return nil }
        let civil = CivilTime(wall)
        let clock = "\(civil.hour):" + CalendarStart.pad(civil.minute, to: 2)
        let zone = booking.timeZone ?? "the time zone of the booking page"
        return
            "Starts at \(clock), \(zone). If your clock shows another time zone, go by the confirmation in your e-mail."
    }

    private static func text(_ time: CivilTime) -> String {
        pad(time.year, to: 4) + pad(time.month, to: 2) + pad(time.day, to: 2) + "T"
            + pad(time.hour, to: 2) + pad(time.minute, to: 2) + pad(time.second, to: 2)
    }

    private static func pad(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
