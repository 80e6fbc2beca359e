import Bookings
import Screen
import Theming

/// A line to fill in: `{{received}} {{name}}`.
///
/// `{{name}}` is the value as text, safe for a terminal and on one line, empty where it is not known; `{{json name}}` the value
/// as JSON; `{{field.NAME}}` an answer under a name of the account's own. Outside of braces `\t`, `\n`, `\\` and `\{` stand for
/// a tab, a line break, a backslash and a brace.
struct LineTemplate: Sendable {
    private enum Part: Sendable {
        case text(String)
        case value(Source, asJSON: Bool)
    }

    private enum Source: Sendable {
        case field(BookingColumn)
        case answer(String)
    }

    /// What may stand in the braces, for help.
    static let names = BookingColumn.allCases.map(\.rawValue).joined(separator: ", ") + ", field.NAME"

    private var parts: [Part] = []

    init(_ text: String) throws(LineTemplateFault) {
        var rest = text[...]
        var literal = ""
        while let character = rest.first {
            if rest.hasPrefix("{{") {
                guard let end = rest.range(of: "}}") else {
                    throw LineTemplateFault("“\(Quoted.plain(rest))” lacks its }}")
                }
                if !literal.isEmpty { parts.append(.text(literal)) }
                literal = ""
                parts.append(try LineTemplate.part(rest[rest.index(rest.startIndex, offsetBy: 2)..<end.lowerBound]))
                rest = rest[end.upperBound...]
            } else if character == "\\" {
                literal.append(try LineTemplate.escape(rest.dropFirst().first))
                rest = rest.dropFirst(2)
            } else {
                literal.append(character)
                rest.removeFirst()
            }
        }
        if !literal.isEmpty { parts.append(.text(literal)) }
    }

    /// The line of a row, without its end.
    func text(of row: BookingRow) -> String {
        parts.map { part in
            switch part {
            case .text(let text): return text
            case .value(let source, let asJSON):
                let value = value(source, of: row)
                guard asJSON else { return SafeText.line(value.plainText) }
                var bytes: [UInt8] = []
                JSONWriter.append(value, to: &bytes)
                return String(decoding: bytes, as: UTF8.self)
            }
        }.joined()
    }

    private func value(_ source: Source, of row: BookingRow) -> JSONValue {
        switch source {
        case .field(let field): field.value(of: row)
        case .answer(let name): row.booking.customFields.first { $0.name == name }?.value.json ?? .null
        }
    }

    private static func part(_ inner: Substring) throws(LineTemplateFault) -> Part {
        let words = inner.trimmed
        guard words.hasPrefix("json ") else { return .value(try source(words), asJSON: false) }
        return .value(try source(words.dropFirst(5).trimmed), asJSON: true)
    }

    private static func source(_ name: String) throws(LineTemplateFault) -> Source {
        if name.hasPrefix("field."), name.count > 6 { return .answer(String(name.dropFirst(6))) }
        if let field = BookingColumn(rawValue: name) { return .field(field) }
        let near = Suggestion.nearest(to: name, among: BookingColumn.allCases.map(\.rawValue)).map {
            ValueRules.meant("{{\($0)}}")
        }
        throw LineTemplateFault(
            "there is no {{\(Quoted.plain(name))}}" + (near ?? "; there are " + names)
        )
    }

    private static func escape(_ character: Character?) throws(LineTemplateFault) -> Character {
        switch character {
        case "t": return "\t"
        case "n": return "\n"
        case "\\", "{": return character ?? "\\"
        default: throw LineTemplateFault("after a backslash stands t, n, \\ or {")
        }
    }
}

/// Why a text is no template.
struct LineTemplateFault: Error {
    var message: String

    init(_ message: String) { self.message = message }
}

extension Substring {
    /// Where a text stands first.
    fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}
