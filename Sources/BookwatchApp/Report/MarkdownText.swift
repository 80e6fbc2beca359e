/// Text that stands in Markdown: in a line or in a cell of a table (CommonMark 0.31, GitHub's tables and links).
enum MarkdownText {
    /// The text with escapes for what Markdown, or HTML in it, would take for its own; it must be on one line.
    ///
    /// It goes by scalars, as readers of Markdown do. What means nothing where it stands is left as it is: people read reports
    /// in terminals.
    static func escaped(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var escaped = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            let before = index > 0 ? scalars[index - 1] : " "
            let after = index + 1 < scalars.count ? scalars[index + 1] : " "
            switch scalar {
            case "<": escaped += "&lt;".unicodeScalars
            case ">": escaped += "&gt;".unicodeScalars
            case "\\", "`", "*", "[", "]", "|", "~", "$": escaped += ["\\", scalar]
            case "_" where !(isWord(before) && isWord(after)): escaped += ["\\", scalar]
            // References, links that need no brackets, mentions and numbers of issues.
            case "&" where after == "#" || isWord(after): escaped += "&amp;".unicodeScalars
            case "#" where isWord(after): escaped += ["\\", scalar]
            case "!" where after == "[": escaped += ["\\", scalar]
            case "/" where before == "/": escaped += ["\\", scalar]
            case ":" where after.properties.isAlphabetic: escaped += ["\\", scalar]
            case "@" where isWord(after): escaped += "&#64;".unicodeScalars
            case "." where isAfterWWW(scalars[..<index]): escaped += ["\\", scalar]
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic || isDigit(scalar) }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func isAfterWWW(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        scalars.count >= 3 && scalars.suffix(3).allSatisfy { $0 == "w" || $0 == "W" }
    }
}
