import Bookings
import Mustache

/// Makes text of HTML out of any text, in the place of the escaping that Mustache brings, which looks at whole characters.
struct HTMLEscaping: MustacheContentType {
    /// What a template begins with to be escaped this way.
    static let pragma: String = {
        MustacheContentTypes.register(HTMLEscaping(), named: "BOOKWATCH-HTML")
        return "{{% CONTENT_TYPE: BOOKWATCH-HTML}}"
    }()

    func escapeText(_ text: String) -> String { HTMLText.escaped(text) }
}
