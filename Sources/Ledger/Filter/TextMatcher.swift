/// Compares many texts with one pattern.
struct TextMatcher {
    private let pattern: TextPattern
    private var regex: RegexMatcher?

    init(_ pattern: TextPattern) {
        self.pattern = pattern
        if case .regex(let expression) = pattern { regex = RegexMatcher(expression) }
    }

    /// Whether a text in folded form fits; for `exactly` the text as it stands.
    mutating func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch pattern {
        case .contains(let needle): SearchText.contains(needle, in: text)
        case .exactly(let value): text.elementsEqual(value)
        case .wildcard(let parts): TextMatcher.fits(text, parts)
        case .regex: regex?.matches(text) ?? false
        }
    }

    mutating func matches(_ text: [UInt8]) -> Bool {
        text.withUnsafeBufferPointer { matches($0) }
    }

    private static func fits(_ text: UnsafeBufferPointer<UInt8>, _ parts: [[UInt8]]) -> Bool {
        guard let first = parts.first, let last = parts.last, parts.count > 1 else { return false }
        guard text.count >= first.count + last.count, text.starts(with: first),
            text.suffix(last.count).elementsEqual(last)
        else { return false }
        var start = first.count
        let end = text.count - last.count
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard
                let found = (start...max(start, end)).first(where: { place in
                    place + part.count <= end && text[place..<place + part.count].elementsEqual(part)
                })
            else { return false }
            start = found + part.count
        }
        return true
    }
}
