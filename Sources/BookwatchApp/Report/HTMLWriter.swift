import Bookings

/// Writes HTML: all texts and attributes are escaped, and every element is closed.
struct HTMLWriter {
    typealias Attributes = KeyValuePairs<StaticString, String>

    private(set) var text = ""

    /// Elements that begin on a line of their own, for those who read or compare the source.
    private static let blocks: Set<String> = [
        "html", "head", "body", "meta", "title", "style", "header", "main", "footer", "section", "figure", "details",
        "h1",
        "h2", "p", "dl", "div", "ul", "li", "table", "thead", "tbody", "tr", "g",
    ]

    /// An element with what is in it.
    mutating func element(_ name: StaticString, _ attributes: Attributes = [:], _ body: (inout HTMLWriter) -> Void) {
        open(name, attributes)
        body(&self)
        text += "</\(name)>"
    }

    /// An element with a text; it may be empty.
    mutating func element(_ name: StaticString, _ attributes: Attributes = [:], text: String = "") {
        element(name, attributes) { $0.text(text) }
    }

    /// An element that has no end.
    mutating func empty(_ name: StaticString, _ attributes: Attributes) { open(name, attributes) }

    /// Text.
    mutating func text(_ words: String) { text += HTMLText.escaped(words) }

    /// What is HTML already, and of our own.
    mutating func raw(_ html: String) { text += html }

    private mutating func open(_ name: StaticString, _ attributes: Attributes) {
        if HTMLWriter.blocks.contains("\(name)"), text.last != "\n" { text += "\n" }
        text += "<\(name)"
        for (key, value) in attributes { text += " \(key)=\"\(HTMLText.escaped(value))\"" }
        text += ">"
    }
}
