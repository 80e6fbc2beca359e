/// Writing JSON so that no byte of it can harm a terminal, a log or a line-based reader.
public enum JSONWriter {
    /// Appends a string with its quotes.
    ///
    /// Besides what RFC 8259 asks for, controls (C0, DEL, C1), line and paragraph separators, bidirectional controls,
    /// the byte order mark and invisible tag characters are written as escapes.
    public static func appendString(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { appendEscaped($0, to: &bytes) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends a key with its quotes and colon.
    public static func appendKey(_ key: StaticString, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    /// Appends ASCII text as it is.
    public static func append(_ text: StaticString, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends a whole number.
    public static func append(_ number: some BinaryInteger, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: String(number).utf8)
    }

    /// Appends a value without white space; numbers and the order of keys stay.
    public static func append(_ value: JSONValue, to bytes: inout [UInt8]) {
        switch value {
        case .null: append("null", to: &bytes)
        case .bool(let isTrue): append(isTrue ? "true" : "false", to: &bytes)
        case .number(let digits): bytes.append(contentsOf: digits.utf8)
        case .string(let text): appendString(text, to: &bytes)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                append(element, to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                appendString(member.name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                append(member.value, to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func appendEscaped(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        var start = 0
        var index = 0
        while index < text.count {
            let length = lengthToEscape(text, at: index)
            if length == 0 {
                index += 1
                continue
            }
            bytes.append(contentsOf: text[start..<index])
            appendEscape(of: text[index..<index + length], to: &bytes)
            index += length
            start = index
        }
        bytes.append(contentsOf: text[start...])
    }

    /// The length of the character at an index if it must be escaped, else 0.
    private static func lengthToEscape(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        switch text[index] {
        case 0..<0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "\\"):
            1
        case 0xC2 where text[index + 1] < 0xA0:
            2
        case 0xD8 where text[index + 1] == 0x9C:
            2
        case 0xE2
        where text[index + 1] == 0x80 && (0x8B...0x8F).contains(text[index + 2])
            && text[index + 2] != 0x8C && text[index + 2] != 0x8D,
            0xE2 where text[index + 1] == 0x80 && (0xA8...0xAE).contains(text[index + 2]),
            0xE2 where text[index + 1] == 0x81 && (0xA0...0xAF).contains(text[index + 2]),
            0xEF where text[index + 1] == 0xBB && text[index + 2] == 0xBF:
            3
        case 0xF3 where text[index + 1] == 0xA0 && (text[index + 2] == 0x80 || text[index + 2] == 0x81):
            4
        default:
            0
        }
    }

    private static func appendEscape(of character: Slice<UnsafeBufferPointer<UInt8>>, to bytes: inout [UInt8]) {
        switch character.first {
        case UInt8(ascii: "\""): append("\\\"", to: &bytes)
        case UInt8(ascii: "\\"): append("\\\\", to: &bytes)
        case 0x0A: append("\\n", to: &bytes)
        case 0x0D: append("\\r", to: &bytes)
        case 0x09: append("\\t", to: &bytes)
        default:
            for unit in String(decoding: character, as: UTF8.self).utf16 {
                append("\\u", to: &bytes)
                for shift in [12, 8, 4, 0] {
                    let digit = UInt8(unit >> UInt16(shift) & 15)
                    bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
                }
            }
        }
    }
}
