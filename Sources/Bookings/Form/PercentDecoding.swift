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
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count)
        var index = text.startIndex
        while index != text.endIndex {
            let byte = text[index]
            let digits = text[index...].dropFirst().prefix(2)
            if byte == UInt8(ascii: "%"), let high = digits.first.flatMap(hexadecimalDigit),
                let low = digits.dropFirst().first.flatMap(hexadecimalDigit)
            {
                decoded.append(high << 4 | low)
                index = digits.endIndex
                continue
            }
            let isKept = keepsFirstPlus && index == text.startIndex
            decoded.append(byte == UInt8(ascii: "+") && plusIsSpace && !isKept ? UInt8(ascii: " ") : byte)
            text.formIndex(after: &index)
        }
        return decoded
    }
}
