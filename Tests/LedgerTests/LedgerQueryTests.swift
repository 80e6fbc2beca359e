import Bookings
import Ledger
import Testing

@Suite struct FacetTests {
    private var all: RowSet { RowSet(rows: Cast.ledger.count, filled: true) }

    @Test func valuesAreCountedMostFrequentFirstAndNoneLast() {
        #expect(
            Cast.ledger.counts(of: .eventType, in: all, clock: FilterClock(now: Cast.now, zone: .utc)) == [
                FacetCount(value: "Product demo", count: 2), FacetCount(value: "Onboarding call", count: 1),
                FacetCount(value: "product demo", count: 1), FacetCount(value: nil, count: 2),
            ]
        )
        #expect(
            Cast.ledger.counts(of: .product, in: all, clock: FilterClock(now: Cast.now, zone: .utc)) == [
                FacetCount(value: "booking_pages", count: 5), FacetCount(value: "booking_calendars", count: 1),
            ]
        )
    }

    @Test func onlyTheRowsAskedForAreCounted() throws {
        let clock = FilterClock(now: Cast.now, zone: .utc)
        let rows = Cast.ledger.select(try Filter("demo"), clock: clock)
        #expect(
            Cast.ledger.counts(of: .masterPage, in: rows, clock: FilterClock(now: Cast.now, zone: .utc)) == [
                FacetCount(value: "apac-hub", count: 1), FacetCount(value: "sales", count: 1),
                FacetCount(value: nil, count: 1),
            ]
        )
        #expect(Cast.ledger.counts(of: .masterPage, in: RowSet(rows: 6), clock: clock).isEmpty)
    }

    @Test(
        arguments: [
            (Facet.eventType, ["Product demo"], "ahmed yamada"),
            (.eventType, ["product demo", "Onboarding call"], "zoe odile"),
            (.eventType, [nil], "marta dana"),
            (.eventType, [nil, "product demo"], "marta odile dana"),
            (.masterPage, ["sales"], "ahmed"),
            (.product, ["booking_calendars"], "marta"),
            (.product, ["booking_calendars", "booking_pages"], "ahmed marta yamada zoe odile dana"),
        ] as [(Facet, [String?], String)]
    )
    func aChoiceMeansExactlyItsValues(facet: Facet, values: [String?], expected: String) throws {
        #expect(try Cast.passing(facet.expression(for: values)) == expected)
        let combined = Filter.combining(["-nobody", facet.expression(for: values), "marta OR -nobody"])
        #expect(try Cast.passing(combined) == expected)
    }

    @Test func channelsAndDaysAreCounted() {
        let clock = FilterClock(now: Cast.now, zone: .utc)
        #expect(
            Cast.ledger.counts(of: .channel, in: all, clock: clock) == [
                FacetCount(value: "embed", count: 2), FacetCount(value: "redirect", count: 2),
                FacetCount(value: "webhook", count: 2),
            ]
        )
        let days = Cast.ledger.counts(of: .day, in: all, clock: clock)
        #expect(days.map(\.value).prefix(2) == ["2026-02-02", "2026-02-03"])
        #expect(days.last == FacetCount(value: nil, count: 1))
    }

    @Test(arguments: Facet.allCases)
    func eachCountedValueIsFoundByItsExpression(facet: Facet) throws {
        let clock = FilterClock(now: Cast.now, zone: .utc)
        let counts = Cast.ledger.counts(of: facet, in: all, clock: clock)
        #expect(!counts.isEmpty)
        for count in counts {
            let found = Cast.ledger.select(try Filter(facet.expression(for: [count.value])), clock: clock)
            #expect(found.count == count.count, "\(facet) \(count)")
            for row in 0..<6 {
                let values = Cast.ledger.values(of: facet, at: row, clock: clock)
                #expect(values.contains(count.value) == found.contains(row))
            }
            let others = Cast.ledger.select(try Filter(facet.expression(without: [count.value])), clock: clock)
            #expect(others.count == 6 - count.count)
        }
    }

    @Test func aSetGrowsWithItsRows() {
        var rows = RowSet(rows: 3)
        rows.set(70, true)
        rows.set(1, true)
        rows.set(1, false)
        rows.set(900, false)
        #expect(rows.rows == [70])
        #expect(RowSet(rows: 71, filled: true).subtracting(rows).count == 70)
    }

    @Test func noChoiceIsNoExpression() {
        #expect(Facet.eventType.expression(for: []).isEmpty)
    }
}

@Suite struct StatisticsTests {
    private static func ledger(receivedAfter seconds: [Int]) -> BookingLedger {
        BookingLedger(seconds.map { .fixture(receivedAt: Cast.now + $0) })
    }

    @Test func arrivalsFallIntoEqualPartsOfASpan() {
        let ledger = Self.ledger(receivedAfter: [-1, 0, 9, 10, 59, 60, 61])
        let minute = Cast.now..<Cast.now + 60
        #expect(ledger.arrivals(in: minute, buckets: 6) == [2, 1, 0, 0, 0, 1])
        #expect(ledger.arrivals(in: minute, buckets: 1) == [4])
        #expect(ledger.arrivals(in: minute, buckets: 0) == [])
        #expect(ledger.arrivals(in: Cast.now..<Cast.now, buckets: 2) == [0, 0])
        #expect(BookingLedger().arrivals(in: minute, buckets: 2) == [0, 0])
    }

    @Test func arrivalsAreCountedSinceAnInstant() {
        let ledger = Self.ledger(receivedAfter: [-1, 0, 9, 10])
        #expect(ledger.arrivals(since: Cast.now) == 3)
        #expect(ledger.arrivals(since: Cast.now + 11) == 0)
        #expect(ledger.arrivals(since: Cast.now + -60) == 4)
    }

    @Test func aClockThatWentBackHidesNoArrival() {
        let ledger = Self.ledger(receivedAfter: [5, 30, -600, 40])
        #expect(ledger.arrivals(since: Cast.now) == 3)
        #expect(ledger.arrivals(in: Cast.now..<Cast.now + 60, buckets: 1) == [3])
    }

    @Test func theNextMeetingIsTheEarliestThatStillTakesPlace() throws {
        #expect(Cast.ledger.nextStarting(after: Cast.now) == 2)
        #expect(Cast.ledger.nextStarting(after: .at("2026-02-03T12:11:00Z")) == 3)
        #expect(Cast.ledger.nextStarting(after: .at("2026-02-01T00:00:00Z")) == 2)
        #expect(Cast.ledger.nextStarting(after: .at("2027-01-01T00:00:00Z")) == nil)
        let demos = Cast.ledger.select(try Filter("type:demo"), clock: FilterClock(now: Cast.now, zone: .utc))
        #expect(Cast.ledger.nextStarting(after: .at("2026-02-03T12:11:00Z"), in: demos) == 4)
    }
}

@Suite struct RowSetTests {
    @Test(arguments: [0, 1, 63, 64, 65, 130])
    func aFullSetHoldsAllItsRowsAndNoOthers(rows: Int) {
        let set = RowSet(rows: rows, filled: true)
        #expect(set.count == rows)
        #expect(set.rows == Array(0..<rows))
        #expect(!set.contains(rows))
        #expect(!set.contains(-1))
        #expect(!set.contains(.max))
        #expect(!set.contains(.min))
        #expect(RowSet(rows: rows).count == 0)
        #expect(RowSet(rows: rows).rows == [])
    }
}
