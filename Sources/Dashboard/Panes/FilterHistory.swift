/// The expressions that were kept, oldest first, and where one is among them.
struct FilterHistory: Sendable {
    /// The most that are remembered.
    static let limit = 200

    private(set) var entries: [String]
    private var place: Int?
    /// What was being typed when the first of them was fetched.
    private var draft = ""

    init(_ entries: [String]) { self.entries = entries.suffix(FilterHistory.limit) }

    mutating func begin() { place = nil }

    /// Remembers an expression as the newest; blank ones are not worth it.
    mutating func add(_ text: String) {
        guard !text.allSatisfy(\.isWhitespace) else { return }
        entries.removeAll { $0 == text }
        entries.append(text)
        if entries.count > FilterHistory.limit { entries.removeFirst(entries.count - FilterHistory.limit) }
    }

    /// The one before; nil at the oldest.
    mutating func older(than typed: String) -> String? {
        if place == nil { draft = typed }
        let older = (place ?? entries.count) - 1
        guard entries.indices.contains(older) else { return nil }
        place = older
        return entries[older]
    }

    /// The one after, at last what was being typed; nil where that stands already.
    mutating func newer() -> String? {
        guard let newer = place.map({ $0 + 1 }) else { return nil }
        guard entries.indices.contains(newer) else {
            place = nil
            return draft
        }
        place = newer
        return entries[newer]
    }
}
