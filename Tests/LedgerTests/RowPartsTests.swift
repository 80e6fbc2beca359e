import Bookings
import BookwatchTestSupport
import Testing

@testable import Ledger

@Suite struct RowPartsTests {
    @Test(arguments: [0, 1, RowParts.size, RowParts.size + 1, 5 * RowParts.size])
    func partsCoverAllRowsInOrder(count: Int) {
        let parts = RowParts.map(count) { $0 }
        #expect(parts.flatMap(\.self) == Array(0..<count))
        #expect(parts.dropLast().allSatisfy { $0.upperBound % 64 == 0 })
    }

    @Test func whatManyRowsSayIsFoundWhereverTheyStand() throws {
        var ledger = BookingLedger()
        let count = RowParts.size + 100
        for number in 1...count {
            let sighting = SampleBookings.calendars("2026-02-03T16:00:00Z", "Ada", starts: "2026-02-05T15:30:00Z") {
                $0.booking.id = "BKNG-\(number)"
                $0.booking.email = number % 7 == 0 ? "customer\(number)@example.com" : nil
            }
            ledger.apply(SightingRecord(sequence: UInt64(number), sighting: sighting))
        }
        let clock = FilterClock(now: SampleBookings.now, zone: .utc)
        for text in ["customer", "/custom.*7@/", "email:customer", "-customer", "ada customer", "ada -/r7@/ customer"] {
            let filter = try Filter(text)
            let rows = ledger.select(filter, clock: clock).rows
            #expect(rows == (0..<count).filter { ledger.matches(filter, row: $0, clock: clock) }, "\(text)")
        }
    }
}
