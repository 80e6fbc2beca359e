/// Text that stands in HTML: between tags, or in an attribute within quotes.
public enum HTMLText {
    /// The text with references for what HTML would take for its own, and without controls but for line breaks.
    ///
    /// It goes by scalars, not by characters: a quotation mark with a combining accent after it is another character than a
    /// quotation mark, but a browser sees the mark all the same, and the value of an attribute ends there.
    public static func escaped(_ text: String) -> String {
        var text = text
        guard text.withUTF8({ $0.contains { needsCare($0) } }) else { return text }
        var escaped: [UInt8] = []
        escaped.reserveCapacity(text.utf8.count + 16)
        var isAfterC2 = false
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): escaped += "&lt;".utf8
            case UInt8(ascii: ">"): escaped += "&gt;".utf8
            case UInt8(ascii: "&"): escaped += "&amp;".utf8
            case UInt8(ascii: "\""): escaped += "&quot;".utf8
            case UInt8(ascii: "'"): escaped += "&#39;".utf8
            case 0x00...0x09, 0x0B...0x1F, 0x7F: break
            // The controls U+0080 to U+009F.
            case 0x80...0x9F where isAfterC2: escaped.removeLast()
            default: escaped.append(byte)
            }
            isAfterC2 = byte == 0xC2
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    /// Whether a byte may belong to what is escaped or dropped.
    private static func needsCare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        case 0x00...0x09, 0x0B...0x1F, 0x7F, 0xC2: true
        default: false
        }
    }
}
