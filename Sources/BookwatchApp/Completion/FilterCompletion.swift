import Ledger

/// What may follow in a filter expression.
enum FilterCompletion {
    /// The text with its last word completed in each way there is.
    static func words(for text: String) -> [String] {
        let cut = text.lastIndex { " (|\"'".contains($0) }.map { text.index(after: $0) } ?? text.startIndex
        let head = text[..<cut]
        let word = text[cut...]
        let sign = word.hasPrefix("-") ? "-" : ""
        let bare = word.dropFirst(sign.count)
        let name = bare.prefix { $0 != ":" }
        let candidates =
            bare.contains(":")
            ? Filter.values(of: String(name)).map { name + ":" + $0 }
            : Filter.qualifiers.map { $0 + ":" }
        return candidates.filter { $0.hasPrefix(bare) }.map { head + sign + $0 }
    }
}
