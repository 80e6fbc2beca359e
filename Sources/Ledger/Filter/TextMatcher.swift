/// Compares many texts with one pattern.
struct TextMatcher {
    private let pattern: TextPattern
    private var regex: RegexMatcher?

    init(_ pattern: TextPattern) {
        self.pattern = pattern
        if case .regex(let expression) = pattern { regex = RegexMatcher(expression) }
    }

    /// Whether a text fits, whose case beyond ASCII is lower; for `exactly` and `cased` the text as it stands.
    mutating func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch pattern {
        case .contains(let needle): SearchText.place(of: needle, in: text) != nil
        case .exactly(let value): text.elementsEqual(value)
        case .cased(let needle): SearchText.exactPlace(of: needle, in: text) != nil
        case .wildcard(let parts): TextMatcher.fits(text, parts)
        case .regex: regex?.matches(text) ?? false
        }
    }

    mutating func matches(_ text: [UInt8]) -> Bool {
        text.withUnsafeBufferPointer { matches($0) }
    }

    /// Whether a text is the parts in their order, with anything between them.
    private static func fits(_ text: UnsafeBufferPointer<UInt8>, _ parts: [[UInt8]]) -> Bool {
        guard let first = parts.first, let last = parts.last, parts.count > 1 else { return false }
        let end = text.count - last.count
        guard end >= first.count, SearchText.begins(text, at: 0, with: first),
            SearchText.begins(text, at: end, with: last)
        else { return false }
        let middle = UnsafeBufferPointer(rebasing: text[..<end])
        var start = first.count
        for part in parts.dropFirst().dropLast() {
            guard let found = SearchText.place(of: part, in: middle, from: start) else { return false }
            start = found + part.count
        }
        return true
    }
}
