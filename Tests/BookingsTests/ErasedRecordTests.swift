import Bookings
import Testing

/// What stands in the place of an erased record.
@Suite struct ErasedRecordTests {
    private let record = ErasedRecord(sequence: 42, receivedAt: Timestamp(milliseconds: 1_795_359_791_120))

    private func line(_ record: LogRecord) -> [UInt8] {
        var bytes: [UInt8] = []
        record.encode(into: &bytes)
        return bytes
    }

    @Test func itsLineSaysItsNumberAndNothingElse() throws {
        let text = String(decoding: line(.erased(record)), as: UTF8.self)
        let expected = #"{"v":1,"seq":42,"received_at":"2026-11-22T15:03:11.120Z","event":"booking.erased","crc32c":""#
        #expect(text.hasPrefix(expected) && text.count == expected.count + 10, "\(text)")
        let decoded = try DecodedLine(Array(text.utf8))
        #expect(decoded.record == .erased(record) && decoded.checksum == .good)
    }

    @Test func aSightingOfThatNameIsOne() throws {
        var booking = Booking(product: .bookingPages)
        booking.id = "BKNG-1"
        let sighting = Sighting(
            receivedAt: record.receivedAt,
            channel: .webhook,
            event: "booking.erased",
            booking: booking,
            raw: .query("")
        )
        let sighted = LogRecord.sighting(SightingRecord(sequence: 42, sighting: sighting))
        #expect(try DecodedLine(line(sighted)).record == sighted)
    }

    @Test func itMovesWithItsLog() {
        #expect(LogRecord.erased(record).numbered(50).sequence == 50)
        #expect(LogRecord.erased(record).numbered(50).receivedAt == record.receivedAt)
    }
}
