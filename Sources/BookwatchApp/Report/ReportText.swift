import Bookings
import Dashboard
import Ledger
import Screen

/// Words and numbers of a report.
enum ReportText {
    static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    private static let minute: Int64 = 60_000
    private static let hour: Int64 = 3_600_000
    private static let day: Int64 = 86_400_000
    /// The columns of a name; what is longer ends with an ellipsis.
    private static let longest = 120

    /// `1,204`.
    static func number(_ number: Int) -> String { NumberText.grouped(number) }

    /// `12.3 %`; a dash where there is nothing to be a part of.
    static func share(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "–" }
        let tenths = Int((Double(part) * 1_000 / Double(whole)).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }

    /// A text from outside as screens show it: on one line, what is hidden in it visible, cut where it is very long.
    static func shown(_ text: String) -> String {
        let glyphs = SafeText.glyphs(text, columns: longest)
        var (shown, columns) = ("", 0)
        for glyph in glyphs {
            columns += glyph.width
            guard columns <= longest else { return shown + "…" }
            shown += glyph.description
        }
        return VisibleText.of(shown)
    }

    /// `45 min`, `3 h 20 min`, `2 d 4 h`, `14 d`; with a minus before it where it is negative.
    static func duration(_ milliseconds: Int64) -> String {
        let minutes = Int64(clamping: milliseconds.magnitude) / minute
        let (days, hours, rest) = (minutes / 1_440, minutes / 60 % 24, minutes % 60)
        let parts: [(Int64, String)] = [(days, "d"), (hours, "h"), (days > 0 ? 0 : rest, "min")]
        let text = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: " ")
        return (milliseconds < 0 && minutes > 0 ? "−" : "") + (text.isEmpty ? "0 min" : text)
    }

    /// What a part of the distribution of leads is.
    static func lead(_ part: LeadTimes.Part) -> String {
        switch (part.from, part.to) {
        case (nil, _): "booked after the start"
        case (0?, let to?): "less than \(duration(to))"
        case (let from?, let to?): "\(duration(from)) to \(duration(to))"
        case (let from?, nil): "\(duration(from)) or more"
        }
    }

    /// `2026-02-05 15:30` on the clocks of a zone.
    static func time(_ instant: Timestamp, in zone: ZoneRules) -> String {
        let wall = WallTime(milliseconds: CivilTime(instant, offset: zone.offset(at: instant)).milliseconds)
        return String(wall.iso8601.prefix(16)).replacing("T", with: " ")
    }

    /// `Thu 2026-02-05`.
    static func day(_ day: CalendarDay) -> String { weekdays[day.weekday] + " " + day.text }

    /// `Thu 2026-02-05`, `week of Mon 2026-02-02`, `2026-02`, `2026`.
    static func part(_ part: DayCount, _ step: Timeline.Step) -> String {
        switch step {
        case .day: day(part.day)
        case .week: "week of " + day(part.day)
        case .month: String(part.day.text.prefix(7))
        case .year: String(part.day.text.prefix(4))
        }
    }

    /// `Tue 09–10`.
    static func hour(_ hour: WeekHours.Hour) -> String {
        "\(weekdays[hour.weekday]) \(twoDigits(hour.hour))–\(twoDigits(hour.hour + 1))"
    }

    static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// `1 booking`, `1,204 bookings`.
    static func bookings(_ count: Int) -> String { count == 1 ? "1 booking" : "\(number(count)) bookings" }
}

extension WeekHours {
    /// How dark a count is drawn: 0 for none, else from 1 to the given number of steps.
    func level(_ count: Int, of steps: Int) -> Int {
        greatest > 0 ? (count * steps + greatest - 1) / greatest : 0
    }

    /// The steps that a count can have, with the greatest count of each.
    func levels(_ steps: Int) -> [(level: Int, most: Int)] {
        (1...steps).map { ($0, greatest * $0 / steps) }.filter { level($0.1, of: steps) == $0.0 }
    }
}
