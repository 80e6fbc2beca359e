import Mustache

/// Makes text of HTML out of any text, scalar by scalar.
///
/// The escaping that Mustache brings looks at whole characters, and a quotation mark with a combining accent after it is
/// another character than a quotation mark; a browser sees the mark all the same, and the value of an attribute ends there.
struct HTMLEscaping: MustacheContentType {
    /// What a template begins with to be escaped this way.
    static let pragma: String = {
        MustacheContentTypes.register(HTMLEscaping(), named: "BOOKWATCH-HTML")
        return "{{% CONTENT_TYPE: BOOKWATCH-HTML}}"
    }()

    /// The text escaped, without its controls but for line breaks.
    func escapeText(_ text: String) -> String {
        var text = text
        guard text.withUTF8({ $0.contains { HTMLEscaping.needsCare($0) } }) else { return text }
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
