import Bookings
import Ledger
import Testing

/// Times in filters, relative to the clock or as days of the viewer's zone.
///
/// It is noon UTC on 3 February 2026.
@Suite struct FilterTimeTests {
    @Test(arguments: [
        ("starts:<2h", "yamada"),
        ("starts:<=2h", "yamada"),
        ("starts:<10m", ""),
        ("starts:<11m", "yamada"),
        ("starts:<1d", "yamada zoe"),
        ("starts:>2d", "marta odile"),
        ("starts:<1w", "marta yamada zoe odile"),
        ("received:<10m", "odile dana"),
        ("received:>10m", "ahmed marta yamada zoe"),
        ("received:>=10m", "ahmed marta yamada zoe"),
        ("received:<30s", "dana"),
        ("created:<3h", "marta yamada odile"),
        ("created:>2d", "ahmed"),
    ])
    func distancesCountFromNow(expression: String, expected: String) throws {
        #expect(try Cast.passing(expression) == expected)
    }

    @Test(arguments: [
        ("starts:today", "yamada", "yamada zoe"),
        ("starts:tomorrow", "zoe", ""),
        ("starts:yesterday", "ahmed", "ahmed"),
        ("starts:Today", "yamada", "yamada zoe"),
        ("starts:2026-02-05", "marta", "marta"),
        ("starts:2026-02-04", "zoe", ""),
        ("starts:2026-02-05..2026-02-09", "marta odile", "marta odile"),
        ("starts:2026-02-05..", "marta odile", "marta odile"),
        ("starts:..2026-02-03", "ahmed yamada", "ahmed yamada zoe"),
        ("starts:>2026-02-05", "odile", "odile"),
        ("starts:>=2026-02-05", "marta odile", "marta odile"),
        ("starts:<2026-02-04", "ahmed yamada", "ahmed yamada zoe"),
        ("starts:<=2026-02-04", "ahmed yamada zoe", "ahmed yamada zoe"),
        ("starts:2026-02-04T04:30", "zoe", ""),
        ("starts:2026-02-03T23:30", "", "zoe"),
        ("received:yesterday", "ahmed", "ahmed"),
        ("received:today", "marta yamada zoe odile dana", "marta yamada zoe odile dana"),
        ("-starts:today has:start", "ahmed marta zoe odile", "ahmed marta odile"),
    ])
    func daysAreThoseOfTheViewersZone(expression: String, inUTC: String, inNewYork: String) throws {
        #expect(try Cast.passing(expression) == inUTC)
        #expect(try Cast.passing(expression, zone: .newYork) == inNewYork)
    }

    @Test func aDayOnWhichClocksGoForwardIsShorter() throws {
        // In New York 8 March 2026 runs from 05:00 UTC to 04:00 UTC of the next day.
        let starts = ["2026-03-08T04:59:59Z", "2026-03-08T05:00:00Z", "2026-03-09T03:59:59Z", "2026-03-09T04:00:00Z"]
        let ledger = BookingLedger(starts.map { start in Sighting.fixture { $0.startsAt = .at(start) } })
        let clock = FilterClock(now: .at("2026-03-08T16:00:00Z"), zone: .newYork)
        #expect(ledger.select(try Filter("starts:today"), clock: clock).rows == [1, 2])
        #expect(ledger.select(try Filter("starts:2026-03-08"), clock: clock).rows == [1, 2])
        #expect(ledger.select(try Filter("starts:tomorrow"), clock: clock).rows == [3])
    }

    @Test func zonesNeedNotBeWholeHoursFromUTC() throws {
        // Lord Howe is at +11 in February.
        let starts = ["2026-02-03T12:59:59Z", "2026-02-03T13:00:00Z"]
        let ledger = BookingLedger(starts.map { start in Sighting.fixture { $0.startsAt = .at(start) } })
        let clock = FilterClock(now: .at("2026-02-03T12:00:00Z"), zone: .lordHowe)
        #expect(ledger.select(try Filter("starts:today"), clock: clock).rows == [0])
        #expect(ledger.select(try Filter("starts:tomorrow"), clock: clock).rows == [1])
    }

    @Test(arguments: [
        ("starts:<2h", true), ("starts:today", true), ("received:>10m", true), ("marta OR -created:yesterday", true),
        ("starts:2026-02-05", false), ("starts:>=2026-02-05", false), ("marta type:demo", false),
    ])
    func aFilterTellsWhetherItDependsOnTheClock(expression: String, expected: Bool) throws {
        #expect(try Filter(expression).isTimeDependent == expected)
    }
}
