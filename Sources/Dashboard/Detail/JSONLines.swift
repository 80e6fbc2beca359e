import Bookings
import Screen

/// A JSON value over several lines, a member or element a line.
enum JSONLines {
    static func add(_ value: JSONValue, to writer: inout DetailWriter) {
        add(value, name: nil, depth: 0, comma: false, to: &writer)
    }

    private static func add(
        _ value: JSONValue,
        name: String?,
        depth: Int,
        comma: Bool,
        to writer: inout DetailWriter
    ) {
        var line = StyledLine()
        if let name {
            line.append(quoted(name), .detailLabel)
            line.append(": ", .muted)
        }
        let end = comma ? "," : ""
        switch value {
        case .object(let members) where !members.isEmpty:
            append(line.appending("{", .muted), depth, to: &writer)
            for (index, member) in members.enumerated() {
                add(member.value, name: member.name, depth: depth + 1, comma: index < members.count - 1, to: &writer)
            }
            append(StyledLine("}" + end, .muted), depth, to: &writer)
        case .array(let elements) where !elements.isEmpty:
            append(line.appending("[", .muted), depth, to: &writer)
            for (index, element) in elements.enumerated() {
                add(element, name: nil, depth: depth + 1, comma: index < elements.count - 1, to: &writer)
            }
            append(StyledLine("]" + end, .muted), depth, to: &writer)
        default:
            let text = scalar(value)
            let room = writer.width - depth * 2 - line.width - end.count
            let parts = writer.wraps ? TextWrap.lines(text, width: max(8, room), limit: 400) : [text[...]]
            append(line.appending(String(parts[0]), .detailText), depth, to: &writer)
            for part in parts.dropFirst() { append(StyledLine("  " + part, .detailText), depth, to: &writer) }
            if comma { writer.extendLast(",", .muted) }
        }
    }

    private static func append(_ line: StyledLine, _ depth: Int, to writer: inout DetailWriter) {
        var indented = StyledLine(String(repeating: " ", count: min(depth, 16) * 2), .text)
        indented.spans += line.spans
        writer.add(indented)
    }

    private static func scalar(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let isTrue): isTrue ? "true" : "false"
        case .number(let digits): digits
        case .string(let text): quoted(text)
        case .array: "[]"
        case .object: "{}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        JSONWriter.appendString(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
