/// The rule for all times after a zone's last listed transition: the `TZ` string of POSIX that ends a TZif file, as
/// `CET-1CEST,M3.5.0,M10.5.0/3`.
struct POSIXZone: Sendable {
    private struct Change {
        var rule: Rule
        var seconds: Int
    }

    private enum Rule {
        case julian(Int)
        case dayOfYear(Int)
        case weekday(month: Int, week: Int, day: Int)
    }

    private let standard: ZoneRules.Kind
    private let daylight: ZoneRules.Kind?
    private let start: Change?
    private let end: Change?

    init?(_ text: String) {
        var reader = Reader(text: Array(text.utf8)[...])
        guard let name = reader.name(), let west = reader.time() else { return nil }
        standard = ZoneRules.Kind(offset: -west, abbreviation: name)
        guard let daylightName = reader.name() else {
            (daylight, start, end) = (nil, nil, nil)
            return
        }
        let offset = reader.text.first == UInt8(ascii: ",") ? standard.offset + 3_600 : reader.time().map { -$0 }
        guard let offset, let start = reader.change(), let end = reader.change() else { return nil }
        daylight = ZoneRules.Kind(offset: offset, abbreviation: daylightName)
        (self.start, self.end) = (start, end)
    }

    func kind(at second: Int64) -> ZoneRules.Kind {
        guard let daylight, let start, let end else { return standard }
        let year = CivilTime(Timestamp(milliseconds: (second + Int64(standard.offset)) &* 1_000)).year
        let starts = POSIXZone.second(of: start, year: year) - Int64(standard.offset)
        let ends = POSIXZone.second(of: end, year: year) - Int64(daylight.offset)
        let isDaylight = starts < ends ? second >= starts && second < ends : second >= starts || second < ends
        return isDaylight ? daylight : standard
    }

    private static func second(of change: Change, year: Int) -> Int64 {
        Int64(dayNumber(of: change.rule, year: year)) * 86_400 + Int64(change.seconds)
    }

    private static func dayNumber(of rule: Rule, year: Int) -> Int {
        let newYear = CivilTime(year: year, month: 1, day: 1).dayNumber
        switch rule {
        case .dayOfYear(let day):
            return newYear + day
        case .julian(let day):
            let isLeap = CivilTime.days(inMonth: 2, year: year) == 29
            return newYear + day - 1 + (isLeap && day >= 60 ? 1 : 0)
        case .weekday(let month, let week, let day):
            let first = CivilTime(year: year, month: month, day: 1)
            var date = 1 + (day - first.weekday + 7) % 7 + (week - 1) * 7
            if date > CivilTime.days(inMonth: month, year: year) { date -= 7 }
            return first.dayNumber + date - 1
        }
    }

    private struct Reader {
        var text: ArraySlice<UInt8>

        mutating func take(_ scalar: Unicode.Scalar) -> Bool {
            guard text.first == UInt8(ascii: scalar) else { return false }
            text.removeFirst()
            return true
        }

        mutating func name() -> String? {
            let isQuoted = take("<")
            let name = text.prefix { byte in
                isQuoted
                    ? byte != UInt8(ascii: ">")
                    : (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF) && byte >= UInt8(ascii: "A")
            }
            guard name.count >= 3, name.count <= 16 else { return nil }
            text.removeFirst(name.count)
            guard !isQuoted || take(">") else { return nil }
            return String(decoding: name, as: UTF8.self)
        }

        mutating func number() -> Int? {
            let digits = text.prefix { $0 &- UInt8(ascii: "0") < 10 }
            guard !digits.isEmpty, digits.count <= 4 else { return nil }
            text.removeFirst(digits.count)
            return Int(String(decoding: digits, as: UTF8.self))
        }

        /// Hours with their sign, then minutes and seconds if there; in seconds.
        mutating func time() -> Int? {
            let isNegative = take("-")
            if !isNegative { _ = take("+") }
            guard let hours = number() else { return nil }
            var seconds = hours * 3_600
            if take(":") { seconds += (number() ?? 0) * 60 }
            if take(":") { seconds += number() ?? 0 }
            return isNegative ? -seconds : seconds
        }

        mutating func change() -> Change? {
            guard take(","), let rule = rule() else { return nil }
            guard take("/") else { return Change(rule: rule, seconds: 7_200) }
            return time().map { Change(rule: rule, seconds: $0) }
        }

        private mutating func rule() -> Rule? {
            if take("J") { return number().map(Rule.julian) }
            guard take("M") else { return number().map(Rule.dayOfYear) }
            guard let month = number(), (1...12).contains(month), take("."), let week = number(),
                (1...5).contains(week),
                take("."), let day = number(), (0...6).contains(day)
            else { return nil }
            return .weekday(month: month, week: week, day: day)
        }
    }
}
