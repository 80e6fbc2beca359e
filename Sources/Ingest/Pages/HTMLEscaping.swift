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
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            case "\n": escaped.append(scalar)
            case _ where scalar.properties.generalCategory == .control: break
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
