import Bookings
import Foundation
import Testing

@Suite struct RecordTests {
    static let hostileValues: [String] = {
        let text = (try? Fixture.bytes("hostile_fields.jsonl")) ?? []
        return text.split(separator: 0x0A).compactMap { line in
            (try? JSONParser.parse(Array(line)))?["value"]?.string
        }
        .filter { !$0.isEmpty }
    }()

    @Test func hostileTextComesBackAsItWasAndIsHarmlessInTheLine() throws {
        #expect(Self.hostileValues.count > 200)
        for (index, value) in Self.hostileValues.enumerated() {
            var booking = Booking(product: .bookingCalendars)
            booking.name = value
            booking.customFields = [CustomField(name: value, value: .list([value, "x"]))]
            let sighting = Sighting(
                receivedAt: Timestamp(milliseconds: 1_795_359_791_120),
                channel: .redirect,
                source: value,
                booking: booking,
                raw: .query(value)
            )
            let record = SightingRecord(sequence: UInt64(index + 1), sighting: sighting)
            var line: [UInt8] = []
            record.encode(into: &line)
            #expect(!line.contains { $0 < 0x20 || $0 == 0x7F })
            let scalars = String(decoding: line, as: UTF8.self).unicodeScalars
            #expect(!scalars.contains { (0x80..<0xA0).contains($0.value) || (0x202A...0x202E).contains($0.value) })
            let read = try SightingRecord.decode(line)
            #expect(read.record == record)
            #expect(read.checksum == .good)
        }
    }

    @Test func everyFlippedBitIsNoticed() throws {
        let sighting = Sighting(
            receivedAt: Timestamp(milliseconds: 1_795_359_791_120),
            channel: .redirect,
            booking: Booking(product: .bookingPages),
            raw: .query("Name=Ada")
        )
        var line: [UInt8] = []
        SightingRecord(sequence: 1, sighting: sighting).encode(into: &line)
        for index in line.indices {
            for bit in 0..<8 {
                var damaged = line
                damaged[index] ^= 1 << bit
                let read = try? SightingRecord.decode(damaged)
                // Hexadecimal digits mean the same in either case.
                let isSameDigit = bit == 5 && index >= line.count - 10 && index < line.count - 2
                #expect(read?.checksum != .good || isSameDigit, "bit \(bit) of byte \(index)")
            }
        }
    }

    @Test func theChecksumIsCastagnolis() {
        let digits = Array("123456789".utf8)
        #expect(digits.withUnsafeBytes { CRC32C.checksum($0) } == 0xE306_9283)
    }
}
