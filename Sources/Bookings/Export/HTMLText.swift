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
        appendEscaped(text, to: &escaped)
        return String(decoding: escaped, as: UTF8.self)
    }

    /// Appends the same text to a page.
    public static func appendEscaped(_ text: String, to page: inout [UInt8]) {
        var text = text
        text.withUTF8 { text in
            guard text.contains(where: { needsCare($0) }) else { return page.append(contentsOf: text) }
            escape(text, to: &page)
        }
    }

    private static func escape(_ text: UnsafeBufferPointer<UInt8>, to escaped: inout [UInt8]) {
        // What stays as it is goes over in pieces.
        var start = 0
        for (index, byte) in text.enumerated() where needsCare(byte) {
            let reference: StaticString
            var next = index + 1
            switch byte {
            case UInt8(ascii: "<"): reference = "&lt;"
            case UInt8(ascii: ">"): reference = "&gt;"
            case UInt8(ascii: "&"): reference = "&amp;"
            case UInt8(ascii: "\""): reference = "&quot;"
            case UInt8(ascii: "'"): reference = "&#39;"
            case 0xC2:
                // The controls U+0080 to U+009F; all else that begins so stays.
                guard next < text.count, (0x80...0x9F).contains(text[next]) else { continue }
                reference = ""
                next += 1
            default: reference = ""
            }
            escaped.append(contentsOf: text[start..<index])
            reference.withUTF8Buffer { escaped.append(contentsOf: $0) }
            start = next
        }
        escaped.append(contentsOf: text[start...])
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
