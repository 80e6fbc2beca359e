/// Percent-decoding by bytes (RFC 3986 section 2.1), once.
public enum PercentDecoding {
    /// Decodes `%XX`, and `+` if it stands for a blank; a `%` without two hexadecimal digits stays, bytes that are not UTF-8
    /// become U+FFFD.
    public static func decode(
        _ text: some Collection<UInt8>,
        plusIsSpace: Bool,
        keepsFirstPlus: Bool = false
    ) -> String {
        String(decoding: bytes(text, plusIsSpace: plusIsSpace, keepsFirstPlus: keepsFirstPlus), as: UTF8.self)
    }

    /// What `decode` makes of it, as bytes that may not be UTF-8.
    static func bytes(_ text: some Collection<UInt8>, plusIsSpace: Bool, keepsFirstPlus: Bool = false) -> [UInt8] {
        text.withContiguousStorageIfAvailable { bytes($0, plusIsSpace, keepsFirstPlus) }
            ?? Array(text).withUnsafeBufferPointer { bytes($0, plusIsSpace, keepsFirstPlus) }
    }

    private static func bytes(
        _ text: UnsafeBufferPointer<UInt8>,
        _ plusIsSpace: Bool,
        _ keepsFirstPlus: Bool
    ) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: text.count) { decoded, count in
            var index = 0
            while index < text.count {
                let byte = text[index]
                if byte == UInt8(ascii: "%"), index + 2 < text.count, let high = hexadecimalDigit(text[index + 1]),
                    let low = hexadecimalDigit(text[index + 2])
                {
                    decoded[count] = high << 4 | low
                    index += 3
                } else {
                    let isSpace = byte == UInt8(ascii: "+") && plusIsSpace && !(keepsFirstPlus && index == 0)
                    decoded[count] = isSpace ? UInt8(ascii: " ") : byte
                    index += 1
                }
                count += 1
            }
        }
    }
}
