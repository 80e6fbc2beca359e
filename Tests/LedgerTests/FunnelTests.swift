import Bookings
import BookwatchTestSupport
import Testing

@testable import Ledger

@Suite struct FunnelTests {
    private let noon = Timestamp(milliseconds: 1_770_120_000_000)

    private func message(_ step: FunnelStep, _ calendar: String, name: String? = nil) -> FunnelMessage {
        FunnelMessage(step: step, bookingCalendar: calendar, name: name)
    }

    /// A ledger of bookings, each with its calendar, channel, source and time in milliseconds after noon.
    private func ledger(_ seen: [(id: String, calendar: String?, Channel, source: String?, Int64)]) -> BookingLedger {
        var ledger = BookingLedger()
        for (index, one) in seen.enumerated() {
            let sighting = Sighting.fixture(
                receivedAt: Timestamp(milliseconds: noon.milliseconds + one.4),
                channel: one.2,
                source: one.source,
                booking: .fixture(id: one.id, bookingCalendar: one.calendar, email: one.id + "@example.com")
            )
            ledger.apply(SightingRecord(sequence: UInt64(index + 1), sighting: sighting))
        }
        return ledger
    }

    @Test func stepsAreCountedBySourceAndCalendar() {
        var funnel = Funnel()
        funnel.count(message(.loaded, "BKC-1", name: "Intro"), source: "site", at: noon)
        funnel.count(message(.loaded, "BKC-1"), source: "site", at: noon)
        funnel.count(message(.slotSelected, "BKC-1"), source: "site", at: noon)
        funnel.count(message(.loaded, "BKC-1"), source: nil, at: Timestamp(milliseconds: 0))
        let site = FunnelKey(source: "site", bookingCalendar: "BKC-1")
        #expect(funnel.counts.first { $0.key == site } == FunnelCount(site, name: "Intro", loaded: 2, slotSelected: 1))
        #expect(funnel.counts.count == 2)
        #expect(funnel.totals == (3, 1))
        #expect(funnel.since == Timestamp(milliseconds: 0))
    }

    @Test func changesAreThoseAfterARevision() {
        var funnel = Funnel()
        funnel.count(message(.loaded, "A"), source: nil, at: noon)
        funnel.count(message(.loaded, "B"), source: nil, at: noon)
        let revision = funnel.revision
        funnel.count(message(.loaded, "A"), source: nil, at: noon)
        #expect(funnel.changes(after: revision).map(\.key.bookingCalendar) == ["A"])
        #expect(funnel.changes(after: 0).map(\.key.bookingCalendar) == ["B", "A"])
        #expect(funnel.changes(after: funnel.revision).isEmpty)
    }

    @Test func tooManyCalendarsAreCountedTogether() {
        var funnel = Funnel()
        for number in 0..<1_500 { funnel.count(message(.loaded, "B\(number)", name: "n"), source: "s", at: noon) }
        funnel.count(message(.slotSelected, "B3"), source: "s", at: noon)
        #expect(funnel.counts.count == 1_001)
        #expect(funnel.counts.first { $0.key == .other } == FunnelCount(.other, loaded: 500))
        #expect(funnel.totals == (1_500, 1))
    }

    @Test func numbersNeverTrap() {
        var funnel = Funnel()
        let key = FunnelKey(source: nil, bookingCalendar: "A")
        funnel.add(FunnelCount(key, loaded: .max, slotSelected: -5), at: noon)
        funnel.add(FunnelCount(key, loaded: .max), at: noon)
        #expect(funnel.counts == [FunnelCount(key, loaded: .max, slotSelected: 0)])
    }

    @Test func bookingsCountWhereTheirFirstEmbedCameFrom() {
        let ledger = ledger([
            ("1", "BKC-1", .embed, "site", 1), ("1", "BKC-1", .redirect, "other", 2), ("1", "BKC-1", .embed, "late", 3),
            ("2", "BKC-1", .redirect, "site", 4), ("3", nil, .embed, "site", 5), ("4", "BKC-1", .embed, nil, 6),
            ("5", "BKC-1", .embed, "site", -1),
        ])
        let report = FunnelReport([], since: noon, ledger: ledger)
        let site = FunnelKey(source: "site", bookingCalendar: "BKC-1")
        #expect(
            report.rows == [
                FunnelReport.Row(FunnelCount(FunnelKey(source: nil, bookingCalendar: "BKC-1")), booked: 1),
                FunnelReport.Row(FunnelCount(site), booked: 1),
            ]
        )
        #expect(FunnelReport([], since: nil, ledger: ledger).rows.map(\.booked) == [2, 1])
    }

    @Test(
        arguments: [
            (10, 4, 2, 0.4, 0.2, false), (10, 0, 0, 0, 0, false), (0, 0, 0, nil, nil, false),
            (0, 0, 3, nil, nil, true), (2, 1, 5, 1, 1, true), (10, 1, 3, 0.3, 0.3, true), (1, 4, 2, 1, 0.5, true),
        ] as [(Int, Int, Int, Double?, Double?, Bool)]
    )
    func ratesAreSharesOfWhatMustHaveBeenLoaded(
        loaded: Int,
        slots: Int,
        booked: Int,
        slotRate: Double?,
        bookingRate: Double?,
        isPartial: Bool
    ) {
        let row = FunnelReport.Row(FunnelCount(.other, loaded: loaded, slotSelected: slots), booked: booked)
        #expect(row.slotRate == slotRate)
        #expect(row.bookingRate == bookingRate)
        #expect(row.isPartial == isPartial)
    }

    @Test func aReportIsSortedAndSummed() {
        let counts = [("a", 1), ("b", 9), ("c", 5)].map {
            FunnelCount(FunnelKey(source: $0.0, bookingCalendar: "B"), loaded: $0.1, slotSelected: 1)
        }
        let report = FunnelReport(counts, since: noon, ledger: BookingLedger())
        #expect(report.rows.map(\.count.key.source) == ["b", "c", "a"])
        #expect(report.total.count.loaded == 15)
        #expect(report.total.count.slotSelected == 3)
    }

    @Test func whatIsToldIsReadBack() throws {
        let counts = [
            FunnelCount(FunnelKey(source: "s", bookingCalendar: "B\u{1B}"), name: "n", loaded: 3, slotSelected: 1),
            FunnelCount(.other, loaded: 1),
        ]
        for update in [
            FunnelUpdate(since: noon, isComplete: true, counts: counts),
            FunnelUpdate(since: nil, isComplete: false, counts: []),
        ] {
            var bytes: [UInt8] = []
            update.encode(into: &bytes)
            #expect(FunnelUpdate(try JSONParser.parse(bytes)) == update)
            #expect(!bytes.contains(0x0A))
        }
        let incident = Incident(number: 3, kind: .script, at: noon, count: 2, source: nil, detail: "a\nb\u{202E}")
        var bytes: [UInt8] = []
        incident.encode(into: &bytes)
        #expect(Incident(try JSONParser.parse(bytes)) == incident)
        #expect(!bytes.contains(0x0A))
    }

    @Test(arguments: [
        "{}", "[]", #"{"loaded":1}"#, #"{"booking_calendar":1}"#, #"{"booking_calendar":"B","loaded":"1"}"#,
        #"{"booking_calendar":"B","loaded":-1}"#, #"{"booking_calendar":"B","loaded":1e3}"#,
        #"{"booking_calendar":"B","slot_selected":99999999999999999999}"#,
    ])
    func whatIsNoCountIsNone(text: String) throws {
        #expect(FunnelCount(try JSONParser.parse(Array(text.utf8))) == nil)
    }
}
