import Bookings

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
        let open = PackedColumn.none + 1..<Int64.max
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
