import Testing

@testable import Bookings

@Suite struct ChecksumTests {
    @Test func theProcessorAndTheTableAgree() {
        let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 * $0) }
        for count in 0...bytes.count {
            bytes.withUnsafeBytes { bytes in
                let part = UnsafeRawBufferPointer(rebasing: bytes[..<count])
                #expect(CRC32C.checksum(part) == CRC32C.tableChecksum(part))
            }
        }
    }

    @Test func aLineWhoseChecksumDisagreesIsLeftToTheStrictReader() {
        var line = Array(#"{"v":1,"seq":1,"received_at":"2026-02-03T12:00:00.000Z","channel":"embed","#.utf8)
        line += Array(#""event":"booking.scheduled","booking":{"id":"BKNG-1"},"raw":{}"#.utf8)
        CRC32C.seal(&line, from: 0)
        var fields = SightingFields()
        line.withUnsafeBufferPointer { line in
            let isFilled = fields.fill(fromSealed: line)
            #expect(isFilled && fields.channel == .embed)
            #expect(String(decoding: fields[.id], as: UTF8.self) == "BKNG-1")
        }
        line[20] ^= 1
        let isFilled = line.withUnsafeBufferPointer { fields.fill(fromSealed: $0) }
        #expect(!isFilled && fields[.id].isEmpty)
    }
}
