import Bookings
import Foundation
import Testing

@Suite struct TimeTests {
    @Test(arguments: [
        ("2026-02-05T15:30:00.000Z", "2026-02-05T15:30:00.000Z"), ("2020-03-22T09:48:48Z", "2020-03-22T09:48:48.000Z"),
        ("2018-04-25T06:45:00", "2018-04-25T06:45:00.000Z"), ("2018-04-25 06:45", "2018-04-25T06:45:00.000Z"),
        ("2026-01-15T00:00:00+05:45", "2026-01-14T18:15:00.000Z"),
        ("2026-01-15T00:00:00-0330", "2026-01-15T03:30:00.000Z"),
        ("2026-01-15T00:00:00+14", "2026-01-14T10:00:00.000Z"),
        ("2024-02-29T23:59:59.9999Z", "2024-02-29T23:59:59.999Z"),
        ("2024-02-29T23:59:59.12", "2024-02-29T23:59:59.120Z"),
        ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500Z"), ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"),
        ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
        ("2026-01-15T00:00:00." + String(repeating: "9", count: 400) + "Z", "2026-01-15T00:00:00.999Z"),
    ])
    func timesAreReadAndWritten(text: String, written: String) {
        #expect(Timestamp(iso8601: text)?.iso8601 == written)
        #expect(Timestamp(iso8601: Array(text.utf8))?.iso8601 == written)
    }

    @Test(arguments: [
        "", "2026-02-1", "2026-02-05", "2026-02-30T00:00:00Z", "2025-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
        "2026-02-05T24:00:00Z", "2026-02-05T23:60:00Z", "2026-02-05T23:59:61Z", "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z", "0000-01-01T00:00:00Z", "2026-02-05T15:30:00.Z", "2026-02-05T15:30:00+24:00",
        "2026-02-05T15:30:00+05:", "2026-02-05T15:30:00+05:6", "2026-02-05T15:30:00+05:60", "2026-02-05T15:30:00ZZ",
        " 2026-02-05T15:30:00Z", "+026-02-05T15:30:00Z", "２026-02-05T15:30:00Z", "yesterday",
        "9999-12-31T23:59:59-00:01", "0001-01-01T00:00:00+00:01",
    ])
    func whatIsNoTimeIsNone(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test(arguments: [
        ("2018-04-25T10:45:00.000Z", "2018-04-25T10:45:00"), ("2018-04-25T10:45:00+02:00", "2018-04-25T10:45:00"),
        ("2018-04-25T10:45:00.5", "2018-04-25T10:45:00.500"),
    ])
    func wallTimePassesOverTheZone(text: String, written: String) {
        let wall = WallTime(iso8601: text)
        #expect(wall?.iso8601 == written)
        #expect(wall == WallTime(iso8601: written))
    }

    @Test func everyDayOfTheCalendarComesAfterTheOneBefore() {
        let first = CivilTime(year: 1, month: 1, day: 1).dayNumber
        let last = CivilTime(year: 9_999, month: 12, day: 31).dayNumber
        for number in stride(from: first, to: last, by: 97) {
            let day = CivilTime(WallTime(milliseconds: Int64(number) * 86_400_000))
            let next = CivilTime(WallTime(milliseconds: Int64(number + 1) * 86_400_000))
            #expect(day.isValid && day.dayNumber == number)
            #expect(next.weekday == (day.weekday + 1) % 7)
            let isNextOfMonth = next.month == day.month && next.day == day.day + 1
            #expect(isNextOfMonth || next.day == 1 && day.day == CivilTime.days(inMonth: day.month, year: day.year))
        }
    }

    @Test func datesAgreeWithFoundation() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        for seconds in stride(from: -8_000_000_000, to: 8_000_000_000, by: 40_123_457) {
            let civil = CivilTime(Timestamp(milliseconds: Int64(seconds) * 1_000))
            let parts = calendar.dateComponents(
                [.year, .month, .day, .hour, .minute, .second, .weekday],
                from: Date(timeIntervalSince1970: Double(seconds))
            )
            #expect(parts.year == civil.year && parts.month == civil.month && parts.day == civil.day)
            #expect(parts.hour == civil.hour && parts.minute == civil.minute && parts.second == civil.second)
            #expect(parts.weekday == civil.weekday + 1)
        }
    }

    @Test(arguments: [Int64.min, .min + 1, -1, 0, .max - 1, .max])
    func noInstantIsBeyondWriting(milliseconds: Int64) {
        #expect(Timestamp(milliseconds: milliseconds).iso8601.utf8.count == 24)
        let civil = CivilTime(Timestamp(milliseconds: milliseconds), offset: 50_400)
        #expect((0..<7).contains(civil.weekday))
        #expect(ZoneRules.utc.instant(of: CivilTime(WallTime(milliseconds: milliseconds))).milliseconds == milliseconds)
    }
}
