/// Texts one after the other in one block of bytes.
struct TextArena: Sendable {
    /// A place in the arena: offset in the upper 40 bits, length in the lower 24.
    struct Span: Equatable, Sendable {
        var bits: UInt64 = 0

        static let empty = Span()

        var isEmpty: Bool { bits & 0xFF_FFFF == 0 }
        var range: Range<Int> {
            let start = Int(bits >> 24)
            return start..<start + Int(bits & 0xFF_FFFF)
        }
    }

    private(set) var bytes: [UInt8] = []

    /// Adds a text; nil and "" take no room. Texts longer than 16 MiB are cut.
    mutating func add(_ text: String?) -> Span {
        guard let text, !text.isEmpty else { return .empty }
        return add(Array(text.utf8)[...])
    }

    /// Adds bytes.
    mutating func add(_ text: ArraySlice<UInt8>) -> Span {
        let text = text.prefix(0xFF_FFFF)
        defer { bytes.append(contentsOf: text) }
        return Span(bits: UInt64(bytes.count) << 24 | UInt64(text.count))
    }

    /// The text at a place; nil where it is empty.
    func text(_ span: Span) -> String? {
        span.isEmpty ? nil : String(decoding: bytes[span.range], as: UTF8.self)
    }

    /// Whether a text stands at a place; compares bytes.
    func holds(_ text: String, at span: Span) -> Bool {
        bytes[span.range].elementsEqual(text.utf8)
    }
}
