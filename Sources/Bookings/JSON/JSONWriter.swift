/// Writing JSON so that no byte of it can harm a terminal, a log or a line-based reader.
///
/// Besides what RFC 8259 asks for, controls (C0, DEL, C1), line and paragraph separators, bidirectional controls,
/// invisible operators, the byte order mark and tag characters are written as escapes.
public enum JSONWriter {
    /// Appends a string with its quotes.
    public static func appendString(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { appendEscaped($0, to: &bytes) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends a key with its quotes and colon; it must not need escapes.
    public static func appendKey(_ key: StaticString, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        append(key, to: &bytes)
        append("\":", to: &bytes)
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

    /// Appends a value with a member or an element a line, moved in by two blanks for each object or array around it.
    public static func append(pretty value: JSONValue, depth: Int = 0, to bytes: inout [UInt8]) {
        switch value {
        case .array(let elements) where !elements.isEmpty:
            appendLines(of: elements, brackets: ("[", "]"), depth: depth, to: &bytes) { element, bytes in
                append(pretty: element, depth: depth + 1, to: &bytes)
            }
        case .object(let members) where !members.isEmpty:
            appendLines(of: members, brackets: ("{", "}"), depth: depth, to: &bytes) { member, bytes in
                appendString(member.name, to: &bytes)
                append(": ", to: &bytes)
                append(pretty: member.value, depth: depth + 1, to: &bytes)
            }
        default:
            append(value, to: &bytes)
        }
    }

    private static func appendLines<Element>(
        of elements: [Element],
        brackets: (open: StaticString, close: StaticString),
        depth: Int,
        to bytes: inout [UInt8],
        append element: (Element, inout [UInt8]) -> Void
    ) {
        append(brackets.open, to: &bytes)
        for (index, value) in elements.enumerated() {
            append(index > 0 ? ",\n" : "\n", to: &bytes)
            bytes += repeatElement(UInt8(ascii: " "), count: (depth + 1) * 2)
            element(value, &bytes)
        }
        append("\n", to: &bytes)
        bytes += repeatElement(UInt8(ascii: " "), count: depth * 2)
        append(brackets.close, to: &bytes)
    }
}
