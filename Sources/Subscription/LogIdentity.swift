import Bookings

/// What tells one log from another: the checksum of its first line, as the `hello` of a stream names it.
enum LogIdentity {
    static func of(_ line: [UInt8]) -> String {
        let checksum = line.withUnsafeBytes { CRC32C.checksum($0) }
        let digits = String(checksum, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
