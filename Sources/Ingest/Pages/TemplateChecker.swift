/// Reads a template as a browser reads the page (HTML Standard, section 13.2.5), and refuses what could let a customer's
/// text become anything but text.
///
/// It is for mistakes, not for an owner who wants to harm his own customers; where a browser would be more lenient it
/// refuses.
struct TemplateChecker {
    /// Where in the HTML the reader is.
    enum Place: Equatable {
        case text
        /// In an element whose content is not parsed, by name.
        case raw(String)
        case comment
        /// In `<!doctype>` and the like.
        case declaration
        case tagName
        /// In a tag, between attributes.
        case tag
        case attributeName
        case afterAttributeName
        case beforeValue
        case quoted(UInt8)
        case unquoted
    }

    /// The content of a `<style>` or `<script>`.
    struct Block {
        var element: String
        var content: [UInt8]
    }

    struct Section {
        var name: String
        var place: Place
        var element: String
        var attribute: String
        var line: Int
    }

    /// Their content is text or code that no parser of HTML looks into.
    private static let rawElements: Set<String> = [
        "script", "style", "title", "textarea", "iframe", "noembed", "noframes", "noscript", "xmp", "plaintext",
    ]

    let bytes: [UInt8]
    var index = 0
    var line = 1
    var place = Place.text
    var element = ""
    var isEndTag = false
    var attribute = ""
    /// What stands in the present value before its first variable.
    var valueStart: [UInt8] = []
    var valueHasVariable = false
    var sections: [Section] = []
    private var blockStart = 0
    private(set) var blocks: [Block] = []

    /// Checks a template, whose lines end in LF.
    init(checking bytes: [UInt8]) throws(TemplateFault) {
        self.bytes = bytes
        while index < bytes.count {
            if has("{{") { try readMustache() } else { try readHTML() }
        }
        if let open = sections.last { throw TemplateFault(.unmatchedSection(open.name), line: open.line) }
        guard place == .text else { throw fault(.unfinished) }
    }

    func fault(_ reason: TemplateFault.Reason) -> TemplateFault { TemplateFault(reason, line: line) }

    /// Whether this stands here; letters in any case.
    func has(_ text: StaticString, at offset: Int = 0) -> Bool {
        text.withUTF8Buffer { hasLetters($0, at: offset) }
    }

    private func hasLetters(_ text: some Collection<UInt8>, at offset: Int) -> Bool {
        let start = index + offset
        guard start + text.count <= bytes.count else { return false }
        return zip(bytes[start...], text).allSatisfy { TemplateChecker.lower($0) == $1 }
    }

    private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C }

    mutating func advance(_ count: Int = 1) {
        for _ in 0..<count where index < bytes.count {
            if bytes[index] == 0x0A { line += 1 }
            index += 1
        }
    }

    private mutating func readHTML() throws(TemplateFault) {
        let byte = bytes[index]
        switch place {
        case .text: readText(byte)
        case .raw(let name): return try readRaw(name)
        case .comment:
            if byte == UInt8(ascii: ">"), has("--", at: -2) || has("--!", at: -3) { place = .text }
        case .declaration:
            if byte == UInt8(ascii: ">") { place = .text }
        case .quoted(let quote):
            if byte == quote { place = .tag } else if !valueHasVariable { valueStart.append(byte) }
        case .tagName, .tag, .attributeName, .afterAttributeName, .beforeValue, .unquoted: try readTag(byte)
        }
        advance()
    }

    private mutating func readText(_ byte: UInt8) {
        guard byte == UInt8(ascii: "<"), index + 1 < bytes.count else { return }
        if has("!--", at: 1) {
            place = .comment
            return advance(3)
        }
        let next = bytes[index + 1]
        if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
            place = .declaration
        } else if next == UInt8(ascii: "/") || (0x61...0x7A).contains(TemplateChecker.lower(next)) || has("{{", at: 1) {
            beginTag()
        }
    }

    private mutating func beginTag() {
        isEndTag = has("/", at: 1)
        if isEndTag { advance() }
        place = .tagName
        element = ""
    }

    private mutating func readRaw(_ name: String) throws(TemplateFault) {
        if name == "script", has("<!--") { throw fault(.commentInScript) }
        guard has("</"), hasLetters(name.utf8, at: 2), index + 2 + name.utf8.count < bytes.count,
            case let next = bytes[index + 2 + name.utf8.count],
            TemplateChecker.isBlank(next) || next == UInt8(ascii: "/") || next == UInt8(ascii: ">")
        else { return advance() }
        blocks.append(Block(element: name, content: Array(bytes[blockStart..<index])))
        beginTag()
        advance()
    }

    private mutating func readTag(_ byte: UInt8) throws(TemplateFault) {
        switch (place, byte) {
        case (_, UInt8(ascii: ">")):
            try endAttributeName()
            endTag()
        case (.beforeValue, UInt8(ascii: "\"")), (.beforeValue, UInt8(ascii: "'")): beginValue(.quoted(byte))
        case (.beforeValue, _) where !TemplateChecker.isBlank(byte): beginValue(.unquoted)
        case (.unquoted, _) where !TemplateChecker.isBlank(byte): break
        case (.beforeValue, _): break
        case (.attributeName, UInt8(ascii: "=")), (.afterAttributeName, UInt8(ascii: "=")):
            try endAttributeName()
            place = .beforeValue
        case (.tagName, _), (.attributeName, _), (.afterAttributeName, _), (.tag, _), (.unquoted, _):
            try readName(byte)
        default: break
        }
    }

    private mutating func readName(_ byte: UInt8) throws(TemplateFault) {
        let isBlank = TemplateChecker.isBlank(byte)
        if isBlank || byte == UInt8(ascii: "/") {
            try endAttributeName()
            let isAfterName = isBlank && (place == .attributeName || place == .afterAttributeName)
            place = isAfterName ? .afterAttributeName : .tag
        } else if place == .tagName {
            element.unicodeScalars.append(Unicode.Scalar(TemplateChecker.lower(byte)))
        } else {
            if place != .attributeName { attribute = "" }
            place = .attributeName
            attribute.unicodeScalars.append(Unicode.Scalar(TemplateChecker.lower(byte)))
        }
    }

    private mutating func beginValue(_ place: Place) {
        self.place = place
        valueStart = []
        valueHasVariable = false
    }

    /// Looks at the name of an attribute when it is whole.
    private func endAttributeName() throws(TemplateFault) {
        guard place == .attributeName else { return }
        if attribute.hasPrefix("on") || attribute == "style" { throw fault(.inertAttribute(attribute)) }
        if element == "script", attribute == "src" { throw fault(.externalScript) }
    }

    private mutating func endTag() {
        let isRaw = !isEndTag && TemplateChecker.rawElements.contains(element)
        place = isRaw ? .raw(element) : .text
        blockStart = index + 1
    }
}
