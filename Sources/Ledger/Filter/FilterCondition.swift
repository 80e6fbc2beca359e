import Bookings

/// A filter as a tree.
indirect enum FilterCondition: Equatable, Sendable {
    case all([FilterCondition])
    case any([FilterCondition])
    case not(FilterCondition)
    /// Any text of the booking.
    case anywhere(TextPattern)
    case column(TextColumn, TextPattern)
    case customField(name: [UInt8], TextPattern)
    case product(Product)
    case channel(Channel)
    case has(Presence)
    case uncertain
    case time(TimeColumn, TimeTest)

    /// What `has:` can ask for.
    enum Presence: Equatable, Sendable {
        case column(TextColumn)
        case start
        case customFields
    }

    enum TimeColumn: Equatable, Sendable { case starts, created, received }

    var isTimeDependent: Bool {
        switch self {
        case .all(let conditions), .any(let conditions): conditions.contains(where: \.isTimeDependent)
        case .not(let condition): condition.isTimeDependent
        case .time(_, let test): test.isTimeDependent
        default: false
        }
    }
}

/// What a text is compared with, in folded form.
enum TextPattern: Equatable, Sendable {
    case contains([UInt8])
    case equals([UInt8])
    /// The parts between the `*` of a pattern that the whole text must fit.
    case wildcard([[UInt8]])
    case regex(LinearRegex)

    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch self {
        case .contains(let needle): SearchText.contains(needle, in: text)
        case .equals(let value): text.elementsEqual(value)
        case .wildcard(let parts): TextPattern.fits(text, parts)
        case .regex(let regex): regex.matches(text)
        }
    }

    func matches(_ text: [UInt8]) -> Bool {
        text.withUnsafeBufferPointer { matches($0) }
    }

    private static func fits(_ text: UnsafeBufferPointer<UInt8>, _ parts: [[UInt8]]) -> Bool {
        guard let first = parts.first, let last = parts.last, parts.count > 1 else { return false }
        guard text.count >= first.count + last.count, text.starts(with: first),
            text.suffix(last.count).elementsEqual(last)
        else { return false }
        var start = first.count
        let end = text.count - last.count
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard
                let found = (start...max(start, end)).first(where: { place in
                    place + part.count <= end && text[place..<place + part.count].elementsEqual(part)
                })
            else { return false }
            start = found + part.count
        }
        return true
    }
}

/// What a time is compared with.
enum TimeTest: Equatable, Sendable {
    /// From now on, at most that many milliseconds; for times in the past: up to that long ago.
    case within(Int64)
    /// Farther from now than that many milliseconds.
    case beyond(Int64)
    /// Days relative to today, from the first up to and with the last.
    case days(ClosedRange<Int>)
    /// Wall times in the viewer's zone: from the first up to but without the second; nil is open.
    case between(CivilTime?, CivilTime?)

    var isTimeDependent: Bool {
        if case .between = self { false } else { true }
    }

    /// The instants that pass, in milliseconds, the upper bound excluded.
    func range(for column: FilterCondition.TimeColumn, clock: FilterClock) -> Range<Int64> {
        let now = clock.now.milliseconds
        let open = Columns.noTime + 1..<Int64.max
        switch self {
        case .within(let distance):
            return column == .starts ? now..<now + distance + 1 : now - distance..<Int64.max
        case .beyond(let distance):
            return column == .starts ? now + distance + 1..<Int64.max : open.lowerBound..<now - distance
        case .days(let days):
            let today = CivilTime(clock.now, offset: clock.zone.offset(at: clock.now)).dayNumber
            let start = TimeTest.midnight(day: today + days.lowerBound, clock)
            return start..<max(start, TimeTest.midnight(day: today + days.upperBound + 1, clock))
        case .between(let start, let end):
            let from = start.map { clock.zone.instant(of: $0).milliseconds } ?? open.lowerBound
            let until = end.map { clock.zone.instant(of: $0).milliseconds } ?? open.upperBound
            return from..<max(from, until)
        }
    }

    private static func midnight(day: Int, _ clock: FilterClock) -> Int64 {
        clock.zone.instant(of: CivilTime(WallTime(milliseconds: Int64(day) * 86_400_000))).milliseconds
    }
}
