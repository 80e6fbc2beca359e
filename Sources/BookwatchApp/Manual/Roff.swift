/// A page of the manual in the macros of man(7), which groff and mandoc read alike.
struct Roff {
    private(set) var text = ""
    /// Whether a heading was just written, which begins a paragraph itself.
    private var isAfterHeading = false

    /// Begins a page.
    init(_ title: String, section: Int, date: String, source: String, manual: String) {
        text = ".TH \(title) \(section) \"\(date)\" \"\(source)\" \"\(manual)\"\n.nh\n.ad l\n"
    }

    /// A heading.
    mutating func section(_ title: String) { heading(".SH ", title) }

    /// A heading below.
    mutating func subsection(_ title: String) { heading(".SS ", title) }

    /// A paragraph; its line breaks stay.
    mutating func paragraph(_ words: String) {
        beginParagraph()
        text += words.split(separator: "\n").map(Roff.line).joined(separator: "\n.br\n") + "\n"
    }

    /// A term in bold, and what it means, a paragraph each.
    mutating func item(_ term: String, _ meanings: [String]) {
        isAfterHeading = false
        text += ".TP\n\\fB\(Roff.escaped(term))\\fR\n"
        let meanings = meanings.filter { !$0.isEmpty }.map(Roff.line)
        text += (meanings.isEmpty ? "\\&" : meanings.joined(separator: "\n.br\n")) + "\n"
    }

    /// Lines as they are.
    mutating func verbatim(_ lines: [String]) {
        beginParagraph()
        text += ".RS 4\n.nf\n" + lines.map(Roff.line).joined(separator: "\n") + "\n.fi\n.RE\n"
    }

    private mutating func heading(_ macro: String, _ title: String) {
        text += macro + Roff.escaped(title) + "\n"
        isAfterHeading = true
    }

    private mutating func beginParagraph() {
        if !isAfterHeading { text += ".PP\n" }
        isAfterHeading = false
    }

    /// A line that cannot be taken for a macro.
    private static func line(_ words: some StringProtocol) -> String {
        let escaped = escaped(words)
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") || escaped.isEmpty ? "\\&" + escaped : escaped
    }

    private static func escaped(_ words: some StringProtocol) -> String {
        words.unicodeScalars.reduce(into: "") { escaped, scalar in
            switch scalar {
            case "\\": escaped += "\\e"
            case "-": escaped += "\\-"
            case "'": escaped += "\\(aq"
            case "`": escaped += "\\(ga"
            case "^": escaped += "\\(ha"
            case "~": escaped += "\\(ti"
            case _ where scalar.isASCII: escaped.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                escaped += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
            }
        }
    }
}
