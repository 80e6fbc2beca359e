public import Bookings

/// A time as people type it: `9am`, `-2h`, `2h ago`, `yesterday 14:30`, `mon`, `3 feb`, `2026-02-03 09:00`.
///
/// A day without a time of day is its midnight, a time without a day is today's; both are those of a zone's clocks.
public struct TimeExpression: Equatable, Sendable {
    private enum Day: Equatable {
        /// Days from today.
        case relative(Int)
        /// 0 is Sunday: the last one that was, or today.
        case weekday(Int)
        case date(year: Int?, month: Int, day: Int)
    }

    private var day: Day?
    /// Milliseconds of a clock since its midnight.
    private var timeOfDay: Int64?
    /// Milliseconds from now.
    private var distance: Int64?

    /// Reads an expression; nil where it is none.
    public init?(_ text: String) {
        var words = text.lowercased().split(separator: " ").map(String.init)
        if words.count == 1, let separator = words[0].firstIndex(of: "t"), words[0].first?.isNumber ?? false {
            words = [String(words[0][..<separator]), String(words[0][words[0].index(after: separator)...])]
        }
        guard let first = words.first else { return nil }
        if let distance = TimeExpression.distance(first), words.count == 1 || words.dropFirst() == ["ago"] {
            let isSigned = first.hasPrefix("-") || first.hasPrefix("+")
            guard isSigned != (words.count == 2) else { return nil }
            self.distance = isSigned ? distance : -distance
            return
        }
        var rest = words[...]
        while let word = rest.popFirst() {
            guard takeDay(word, &rest) || takeTime(word, &rest) else { return nil }
        }
    }

    /// The instant that it means, at a moment and on the clocks of a zone; nil where the calendar has no such day.
    public func instant(now: Timestamp, zone: ZoneRules) -> Timestamp? {
        if let distance { return Timestamp(milliseconds: now.milliseconds + distance) }
        let today = CivilTime(now, offset: zone.offset(at: now))
        let number: Int
        switch day {
        case nil: number = today.dayNumber
        case .relative(let days)?: number = today.dayNumber + days
        case .weekday(let weekday)?: number = today.dayNumber - (today.weekday - weekday + 7) % 7
        case .date(let year, let month, let day)?:
            let date = CivilTime(year: year ?? today.year, month: month, day: day)
            guard date.isValid else { return nil }
            number = date.dayNumber
        }
        let wall = WallTime(milliseconds: Int64(number) * 86_400_000 + (timeOfDay ?? 0))
        return zone.instant(of: CivilTime(wall))
    }
}

extension TimeExpression {
    private static let weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// The place in a list of names of which three letters are enough.
    private static func place(of word: String, in names: [String], whole: [String]) -> Int? {
        guard word.count >= 3 else { return nil }
        return names.indices.first { word.hasPrefix(names[$0]) && whole[$0].hasPrefix(word) }
    }

    private static func weekday(_ word: String) -> Int? {
        let whole = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
        return place(of: word, in: weekdays, whole: whole)
    }

    private static func month(_ word: String) -> Int? {
        let whole = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december",
        ]
        return place(of: word, in: months, whole: whole).map { $0 + 1 }
    }

    private mutating func takeDay(_ word: String, _ rest: inout ArraySlice<String>) -> Bool {
        guard day == nil else { return false }
        let relative = ["today": 0, "yesterday": -1, "tomorrow": 1]
        if let days = relative[word] {
            day = .relative(days)
        } else if let weekday = TimeExpression.weekday(word) {
            day = .weekday(weekday)
        } else if let date = TimeExpression.date(word) {
            day = date
        } else if let month = TimeExpression.month(word), let number = rest.first.flatMap(TimeExpression.dayOfMonth) {
            rest.removeFirst()
            day = .date(year: takeYear(&rest), month: month, day: number)
        } else if let number = TimeExpression.dayOfMonth(word), let month = rest.first.flatMap(TimeExpression.month) {
            rest.removeFirst()
            day = .date(year: takeYear(&rest), month: month, day: number)
        } else {
            return false
        }
        return true
    }

    private mutating func takeTime(_ word: String, _ rest: inout ArraySlice<String>) -> Bool {
        guard timeOfDay == nil, distance == nil else { return false }
        let named: [String: Int64] = ["noon": 43_200_000, "midnight": 0]
        if word == "now", day == nil, rest.isEmpty {
            distance = 0
        } else if let time = named[word] ?? TimeExpression.time(word) {
            timeOfDay = time
        } else {
            return false
        }
        return true
    }

    private func takeYear(_ rest: inout ArraySlice<String>) -> Int? {
        guard let year = rest.first.flatMap({ TimeExpression.number($0[...]) }), (1_000...9_999).contains(year) else {
            return nil
        }
        rest.removeFirst()
        return year
    }

    private static func number(_ digits: Substring) -> Int? {
        guard !digits.isEmpty, digits.utf8.count <= 7, digits.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else {
            return nil
        }
        return Int(digits)
    }

    private static func dayOfMonth(_ word: String) -> Int? {
        number(word[...]).flatMap { (1...31).contains($0) ? $0 : nil }
    }

    /// `2026-02-03`.
    private static func date(_ word: String) -> Day? {
        let parts = word.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, let year = number(parts[0]), let month = number(parts[1]),
            let day = number(parts[2])
        else { return nil }
        return .date(year: year, month: month, day: day)
    }

    /// `9am`, `9:30pm`, `14:30`, `14:30:05`; as milliseconds since midnight.
    private static func time(_ word: String) -> Int64? {
        let half = word.hasSuffix("am") ? 0 : word.hasSuffix("pm") ? 12 : nil
        let parts = (half == nil ? word[...] : word.dropLast(2))
            .split(separator: ":", omittingEmptySubsequences: false).map(number)
        guard (half == nil ? 2 : 1)...3 ~= parts.count, let first = parts[0] else { return nil }
        var hour = first
        if let half {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + half
        }
        var seconds = 0
        for part in parts.dropFirst() {
            guard let part, part < 60 else { return nil }
            seconds = seconds * 60 + part
        }
        if parts.count == 2 { seconds *= 60 }
        return hour < 24 ? Int64(hour * 3_600 + seconds) * 1_000 : nil
    }

    /// `-2h`, `+30m`, `2h`: milliseconds.
    private static func distance(_ word: String) -> Int64? {
        let units: [Character: Int64] = ["s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000]
        let isSigned = word.hasPrefix("-") || word.hasPrefix("+")
        guard let unit = word.last.flatMap({ units[$0] }), let count = number(word.dropFirst(isSigned ? 1 : 0).dropLast())
        else { return nil }
        return Int64(count) * unit * (word.hasPrefix("-") ? -1 : 1)
    }
}
