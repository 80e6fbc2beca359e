import CChecksum

/// CRC-32C (Castagnoli, RFC 3720 appendix B.4), eight bytes a step; by the processor where it can.
public enum CRC32C {
    private static let tables: [[UInt32]] = {
        var tables = [[UInt32]](repeating: [UInt32](repeating: 0, count: 256), count: 8)
        for byte in 0..<256 {
            var remainder = UInt32(byte)
            for _ in 0..<8 { remainder = remainder >> 1 ^ (remainder & 1 == 1 ? 0x82F6_3B78 : 0) }
            tables[0][byte] = remainder
        }
        for table in 1..<8 {
            for byte in 0..<256 {
                let previous = tables[table - 1][byte]
                tables[table][byte] = previous >> 8 ^ tables[0][Int(previous & 0xFF)]
            }
        }
        return tables
    }()

    private static let flat: [UInt32] = tables.flatMap { $0 }

    private static let hasInstruction = cc_has_crc32c() != 0

    /// The checksum of the bytes; O(n).
    public static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        hasInstruction ? cc_crc32c(bytes.baseAddress, bytes.count) : tableChecksum(bytes)
    }

    /// The same, without the processor's instruction.
    static func tableChecksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        flat.withUnsafeBufferPointer { table in
            var remainder = UInt32.max
            var index = 0
            while index + 8 <= bytes.count {
                let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian ^ UInt64(remainder)
                remainder = 0
                for step in 0..<8 {
                    remainder ^= table[(7 - step) * 256 + Int(word >> UInt64(step * 8) & 0xFF)]
                }
                index += 8
            }
            while index < bytes.count {
                remainder = remainder >> 8 ^ table[Int((remainder ^ UInt32(bytes[index])) & 0xFF)]
                index += 1
            }
            return ~remainder
        }
    }

    /// Ends the line of a log that begins at `start`: its checksum as the last member, and the brace.
    static func seal(_ bytes: inout [UInt8], from start: Int) {
        let checksum = bytes.withUnsafeBytes { CRC32C.checksum(UnsafeRawBufferPointer(rebasing: $0[start...])) }
        JSONWriter.append(prefix, to: &bytes)
        append(checksum, to: &bytes)
        JSONWriter.append("\"}", to: &bytes)
    }

    /// Where the checksum's member begins in a line that ends with one and nothing else.
    static func sealStart(of line: UnsafeBufferPointer<UInt8>) -> Int? {
        let start = line.count - sealLength
        return start > 0 ? start : nil
    }

    /// Whether a checksum's member begins at `start`, the last of its object, and agrees with the bytes before it.
    static func isSealed(_ line: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        let member = UnsafeBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount)
        let end = start + sealLength
        guard end <= line.count, line[start...].starts(with: member), line[(end - 2)..<end].elementsEqual("\"}".utf8)
        else { return false }
        var expected: UInt32 = 0
        for byte in line[(start + member.count)..<(end - 2)] {
            guard let digit = hexadecimalDigit(byte) else { return false }
            expected = expected << 4 | UInt32(digit)
        }
        return checksum(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(line)[..<start])) == expected
    }

    /// The member's key, eight digits, and what closes both.
    private static var sealLength: Int { prefix.utf8CodeUnitCount + 8 + 2 }
    private static let prefix: StaticString = ",\"crc32c\":\""

    /// Appends a checksum as eight lower-case hexadecimal digits.
    static func append(_ checksum: UInt32, to bytes: inout [UInt8]) {
        bytes.appendHexadecimal(checksum, digits: 8)
    }
}
