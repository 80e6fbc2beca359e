import Bookings
import BookwatchTestSupport
import Ledger
import Testing

/// A filter that is applied slice by slice.
@Suite struct FilterScanTests {
    private static let clock = FilterClock(now: SampleBookings.now, zone: .utc)

    @Test(arguments: ["/er.*9/", "demo", "type:demo -customer1", "-/9$/"], [1, 64, 100, 1_000])
    func itFindsWhatOneScanFinds(text: String, slice: Int) throws {
        var ledger = BookingLedger()
        for record in SampleBookings.many(300) { ledger.apply(record) }
        let filter = try Filter(text)
        var scan = FilterScan(filter, in: ledger, clock: Self.clock)
        var steps = 0
        while scan.result == nil {
            scan.advance(rows: slice, in: ledger)
            steps += 1
        }
        #expect(scan.result == ledger.select(filter, clock: Self.clock))
        #expect(steps == (300 + slice - 1) / slice)
        #expect(scan.percent == 100)
    }

    @Test func whatCameSinceItBeganIsLeftToTheCaller() throws {
        let records = SampleBookings.many(20)
        var ledger = BookingLedger()
        for record in records.prefix(15) { ledger.apply(record) }
        var scan = FilterScan(try Filter("/customer/"), in: ledger, clock: Self.clock)
        for record in records.suffix(5) { ledger.apply(record) }
        scan.advance(rows: 100, in: ledger)
        #expect(scan.result?.count == 15)
        #expect(scan.added(in: ledger) == 15..<20)
    }

    @Test func anEmptyLedgerIsDoneAtOnce() throws {
        let scan = FilterScan(try Filter("x"), in: BookingLedger(), clock: Self.clock)
        #expect(scan.result?.count == 0)
        #expect(scan.percent == 100)
    }

    @Test func onlyTextsOfManyRowsAreSlow() throws {
        #expect(try Filter("/a/").isSlow(rows: 100_000))
        #expect(try !Filter("/a/").isSlow(rows: 10_000))
        #expect(try Filter("anna").isSlow(rows: 1_000_000))
        #expect(try !Filter("anna").isSlow(rows: 100_000))
        #expect(try !Filter("type:demo starts<7d").isSlow(rows: 10_000_000))
    }
}
