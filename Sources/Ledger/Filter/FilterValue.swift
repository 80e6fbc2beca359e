import Bookings

/// A value of the filter language, with the place where it stands.
struct FilterValue {
    var text: String
    var isQuoted: Bool
    var isExact: Bool
    var regex: LinearRegex?
    var position: Int

    init(text: String, isQuoted: Bool, isExact: Bool, position: Int) {
        self.text = text
        self.isQuoted = isQuoted
        self.isExact = isExact
        self.position = position
    }

    init(regex: LinearRegex, position: Int) {
        self.init(text: "", isQuoted: false, isExact: false, position: position)
        self.regex = regex
    }

    /// A word that may stand anywhere in a text.
    var wordPattern: TextPattern { .contains(SearchText.folded(text)) }

    func pattern() -> TextPattern {
        if let regex { return .regex(regex) }
        let folded = SearchText.folded(text)
        if isExact { return .equals(folded) }
        guard !isQuoted, folded.contains(UInt8(ascii: "*")) else { return .contains(folded) }
        return .wildcard(folded.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map { Array($0) })
    }

    /// A time: `<2h`, `today`, `2026-02-05`, `2026-02-05..2026-02-09`, `>=2026-02-05`.
    func timeTest() throws(FilterError) -> TimeTest {
        let days = ["today": 0, "tomorrow": 1, "yesterday": -1]
        if let day = days[text.lowercased()] { return .days(day...day) }
        if let dots = text.firstRange(of: "..") {
            let (start, end) = (text[..<dots.lowerBound], text[dots.upperBound...])
            guard !start.isEmpty || !end.isEmpty else { throw malformed }
            return .between(try start.isEmpty ? nil : date(start).start, try end.isEmpty ? nil : date(end).end)
        }
        var rest = text[...]
        let comparisons = [">=", "<=", ">", "<"]
        guard let sign = comparisons.first(where: { rest.hasPrefix($0) }) else {
            let day = try date(rest)
            return .between(day.start, day.end)
        }
        rest = rest.dropFirst(sign.count)
        if let distance = FilterValue.distance(rest) {
            return sign.hasPrefix("<") ? .within(distance) : .beyond(distance)
        }
        let day = try date(rest)
        switch sign {
        case "<": return .between(nil, day.start)
        case "<=": return .between(nil, day.end)
        case ">": return .between(day.end, nil)
        default: return .between(day.start, nil)
        }
    }

    private var malformed: FilterError {
        FilterError(
            position: position,
            message: "“\(text)” is not a time: write <2h, >10m, today, 2026-02-05 or 2026-02-05..2026-02-09"
        )
    }

    /// A number of minutes, hours, days or weeks, in milliseconds.
    private static func distance(_ text: Substring) -> Int64? {
        let units: [Character: Int64] = ["s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000]
        guard let unit = text.last.flatMap({ units[$0] }), let number = Int64(text.dropLast()) else { return nil }
        guard (0...1_000_000).contains(number) else { return nil }
        return number * unit
    }

    /// The bounds of a day, or of a minute where a time of day is given too.
    private func date(_ text: Substring) throws(FilterError) -> (start: CivilTime, end: CivilTime) {
        let isDay = text.count == 10
        guard let wall = WallTime(iso8601: isDay ? text + "T00:00" : text) else { throw malformed }
        let end = WallTime(milliseconds: wall.milliseconds + (isDay ? 86_400_000 : 60_000))
        return (CivilTime(wall), CivilTime(end))
    }
}
