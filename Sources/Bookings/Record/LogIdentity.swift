/// What tells one log from another, as the `hello` of a live stream names it.
public enum LogIdentity {
    private static let mark = Array(#","crc32c":""#.utf8)
    private static let tail = #"01234567"}"#.utf8.count

    /// The identity of a log with a first line of this checksum, in which so many records are erased.
    ///
    /// Whoever knows the log as it was before has to forget it, and begins anew where the identity is another.
    public static func of(first checksum: String, erased count: Int) -> String {
        count == 0 ? checksum : "\(checksum)-\(count)"
    }

    /// The checksum of a log's first line as eight hexadecimal digits.
    ///
    /// It covers what the line's own checksum covers and is the same where the line is whole; a line made by hand, without
    /// one, has an identity too.
    public static func of(_ line: [UInt8]) -> String {
        let end = line.count - mark.count - tail
        let isMarked = end >= 0 && line[end...].starts(with: mark)
        let checksum = line[..<(isMarked ? end : line.count)].withUnsafeBytes { CRC32C.checksum($0) }
        let digits = String(checksum, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
