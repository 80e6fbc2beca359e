import Bookings

/// How many bookings there are on a day, or on the days from one on.
public struct DayCount: Equatable, Sendable {
    /// The day, or the first of several.
    public let day: CalendarDay
    /// The number of bookings.
    public let count: Int
}

/// The bookings of equal parts of the calendar, from the first with any to the last.
public struct Timeline: Equatable, Sendable {
    /// The parts of a calendar; weeks begin on Monday (ISO 8601).
    public enum Step: String, Sendable, CaseIterable {
        case day, week, month, year
    }

    /// How long a part is.
    public let step: Step
    /// The parts in order, those without a booking too.
    ///
    /// Only of years those without a booking are left out where there would be too many.
    public let parts: [DayCount]

    /// Puts days, which ascend, together to at most so many parts, as short ones as possible.
    ///
    /// Years may be more.
    public init(_ days: [DayCount], upTo limit: Int) {
        guard let first = days.first?.day, let last = days.last?.day else {
            (step, parts) = (.day, [])
            return
        }
        let step = Step.allCases.first { $0.count(from: first, to: last) <= limit } ?? .year
        var parts: [DayCount] = []
        let isWhole = step.count(from: first, to: last) <= limit
        for day in days {
            let start = step.start(of: day.day)
            if let part = parts.last, part.day == start {
                parts[parts.count - 1] = DayCount(day: start, count: part.count + day.count)
                continue
            }
            while isWhole, let part = parts.last, step.end(of: part.day) < start {
                parts.append(DayCount(day: step.end(of: part.day), count: 0))
            }
            parts.append(DayCount(day: start, count: day.count))
        }
        (self.step, self.parts) = (step, parts)
    }
}

extension Timeline.Step {
    /// The first day of the part that a day is in.
    func start(of day: CalendarDay) -> CalendarDay {
        let civil = day.civil
        switch self {
        case .day: return day
        case .week: return CalendarDay(number: day.number - day.weekday)
        case .month: return CalendarDay(number: CivilTime(year: civil.year, month: civil.month, day: 1).dayNumber)
        case .year: return CalendarDay(number: CivilTime(year: civil.year, month: 1, day: 1).dayNumber)
        }
    }

    /// The first day of the part after the one that begins with a day.
    func end(of start: CalendarDay) -> CalendarDay {
        switch self {
        case .day: return CalendarDay(number: start.number + 1)
        case .week: return CalendarDay(number: start.number + 7)
        case .month: return self.start(of: CalendarDay(number: start.number + 31))
        case .year: return self.start(of: CalendarDay(number: start.number + 366))
        }
    }

    /// The number of parts that two days and those between are in.
    func count(from first: CalendarDay, to last: CalendarDay) -> Int {
        let (start, end) = (first.civil, last.civil)
        switch self {
        case .day: return last.number - first.number + 1
        case .week: return (self.start(of: last).number - self.start(of: first).number) / 7 + 1
        case .month: return (end.year * 12 + end.month) - (start.year * 12 + start.month) + 1
        case .year: return end.year - start.year + 1
        }
    }
}
