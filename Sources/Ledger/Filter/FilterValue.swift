import Bookings

/// A value of the filter language, with the place where it stands.
struct FilterValue {
    enum Form {
        /// A bare word, in which `*` stands for anything.
        case plain(String)
        /// `"…"`
        case quoted(String)
        /// `=…` or `="…"`
        case exact(String)
        /// `/…/`
        case regex(LinearRegex)
    }

    let form: Form
    let position: Int

    init(_ form: Form, position: Int) {
        self.form = form
        self.position = position
    }

    /// The text of the value; empty for a regular expression.
    var text: String {
        switch form {
        case .plain(let text), .quoted(let text), .exact(let text): text
        case .regex: ""
        }
    }

    /// Whether it asks for bookings without a value.
    var isEmpty: Bool {
        if case .regex = form { false } else { text.isEmpty }
    }

    /// The same value with another text.
    func replacingText(_ text: String) -> FilterValue {
        switch form {
        case .plain: FilterValue(.plain(text), position: position)
        case .quoted: FilterValue(.quoted(text), position: position)
        case .exact: FilterValue(.exact(text), position: position)
        case .regex: self
        }
    }

    /// The same text as a bare word.
    var plain: FilterValue { FilterValue(.plain(text), position: position) }

    /// What texts are compared with.
    var pattern: TextPattern {
        switch form {
        case .regex(let regex): return .regex(regex)
        case .exact(let text): return .exactly(Array(text.utf8))
        case .quoted(let text): return .contains(SearchText.folded(text))
        case .plain(let text):
            let folded = SearchText.folded(text)
            guard folded.contains(UInt8(ascii: "*")) else { return .contains(folded) }
            let parts = folded.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
            return .wildcard(parts.map { Array($0) })
        }
    }
}

extension FilterValue {
    /// A sequence number: `7`, `<7`, `>=7`, `3..9`, `3..`; as the range that passes.
    func numbers() throws(FilterError) -> ClosedRange<UInt64> {
        let malformed = FilterError(
            position: position,
            message: "“\(text)” is not a number: write 7, <7, >=7 or 3..9"
        )
        func number(_ digits: Substring) throws(FilterError) -> UInt64 {
            guard digits.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }), let number = UInt64(digits)
            else { throw malformed }
            return number
        }
        if let (start, end) = bounds {
            let low = try start.isEmpty ? 0 : number(start)
            let high = try end.isEmpty ? UInt64.max : number(end)
            guard low <= high, !(start.isEmpty && end.isEmpty) else { throw malformed }
            return low...high
        }
        let (sign, digits) = comparison
        let value = try number(digits)
        switch sign {
        case "<": return 0...(value == 0 ? 0 : value - 1)
        case "<=": return 0...value
        case ">": return (value == .max ? value : value + 1)...UInt64.max
        case ">=": return value...UInt64.max
        default: return value...value
        }
    }

    /// A length of time alone: `5m`; a sign that means "at most" may stand before it.
    func distance() throws(FilterError) -> Int64 {
        let (sign, rest) = comparison
        guard !sign.hasPrefix(">"), let distance = FilterValue.distance(rest) else {
            throw FilterError(position: position, message: "“\(text)” is not a length of time: write 30s, 5m, 2h, 3d")
        }
        return distance
    }

    /// A range of lengths of time: `>7d`, `<=2h`, `1d..7d`, `1d..`; as the milliseconds that pass.
    func distances() throws(FilterError) -> ClosedRange<Int64> {
        let malformed = FilterError(
            position: position,
            message: "“\(text)” is not a length of time: write <2h, >=7d or 1d..7d"
        )
        if let (start, end) = bounds {
            let low = start.isEmpty ? Int64.min : FilterValue.distance(start)
            let high = end.isEmpty ? Int64.max : FilterValue.distance(end)
            guard let low, let high, low <= high, !(start.isEmpty && end.isEmpty) else { throw malformed }
            return low...high
        }
        let (sign, rest) = comparison
        guard let distance = FilterValue.distance(rest) else { throw malformed }
        switch sign {
        case "<": return Int64.min...distance - 1
        case "<=": return Int64.min...distance
        case ">": return distance + 1...Int64.max
        case ">=": return distance...Int64.max
        default: throw malformed
        }
    }

    /// A time: `<2h`, `today`, `2026-02-05`, `2026-02-05..2026-02-09`, `>=2026-02-05`.
    func timeTest() throws(FilterError) -> TimeTest {
        let days = ["today": 0, "tomorrow": 1, "yesterday": -1]
        if let day = days[text.lowercased()] { return .days(day...day) }
        if let (start, end) = bounds {
            guard !start.isEmpty || !end.isEmpty else { throw notATime }
            return .between(
                try start.isEmpty ? nil : date(start).start,
                try end.isEmpty ? nil : date(end).end
            )
        }
        let (sign, rest) = comparison
        if !sign.isEmpty, let distance = FilterValue.distance(rest) {
            return sign.hasPrefix("<") ? .within(distance) : .beyond(distance)
        }
        let day = try date(rest)
        switch sign {
        case "<": return .between(nil, day.start)
        case "<=": return .between(nil, day.end)
        case ">": return .between(day.end, nil)
        case ">=": return .between(day.start, nil)
        default: return .between(day.start, day.end)
        }
    }

    private var notATime: FilterError {
        FilterError(
            position: position,
            message:
                "“\(text)” is not a time: write <2h, >10m, today, 2026-02-05 or 2026-02-05..2026-02-09"
        )
    }

    /// What stands before and after `..`.
    private var bounds: (Substring, Substring)? {
        text.firstRange(of: "..").map { (text[..<$0.lowerBound], text[$0.upperBound...]) }
    }

    /// The sign that the text begins with, and the rest.
    private var comparison: (sign: String, rest: Substring) {
        let sign = [">=", "<=", ">", "<"].first { text.hasPrefix($0) } ?? ""
        return (sign, text.dropFirst(sign.count))
    }

    /// A number of seconds, minutes, hours, days or weeks, in milliseconds.
    private static func distance(_ text: Substring) -> Int64? {
        let units: [Character: Int64] = [
            "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000,
        ]
        guard let unit = text.last.flatMap({ units[$0] }), let number = Int64(text.dropLast()) else {
            return nil
        }
        // A million weeks are far beyond the calendar and far from overflowing.
        guard (0...1_000_000).contains(number) else { return nil }
        return number * unit
    }

    /// The bounds of a day, or of a minute where a time of day is given too.
    private func date(_ text: Substring) throws(FilterError) -> (start: CivilTime, end: CivilTime) {
        let isDay = text.utf8.count == 10
        // Times are those of the viewer's clock; one that names a zone of its own would mean something else.
        guard isDay || text.utf8.count == 16,
            let wall = WallTime(iso8601: isDay ? text + "T00:00" : text)
        else {
            throw notATime
        }
        let end = WallTime(milliseconds: wall.milliseconds + (isDay ? 86_400_000 : 60_000))
        return (CivilTime(wall), CivilTime(end))
    }
}
