import Ledger

/// The picker of a facet's values.
struct FacetPicker: Sendable {
    /// What is chosen from.
    let facet: Facet
    /// The values with their counts, among what the rest of the filter lets through; chosen ones stay though none is left.
    private(set) var counts: [FacetCount] = []
    private(set) var cursor = 0

    init(_ facet: Facet) { self.facet = facet }

    var title: String {
        switch facet {
        case .product: "Product"
        case .eventType: "Event type"
        case .masterPage: "Master page"
        }
    }

    /// The value under the cursor.
    var current: FacetCount? { counts.indices.contains(cursor) ? counts[cursor] : nil }

    /// Takes new counts; the cursor stays with its value.
    mutating func refresh(_ counts: [FacetCount], chosen: [String?]) {
        let before = current?.value
        let hadCurrent = current != nil
        self.counts = counts
        for value in chosen where !counts.contains(where: { $0.value == value }) {
            self.counts.append(FacetCount(value: value, count: 0))
        }
        if hadCurrent, let place = self.counts.firstIndex(where: { $0.value == before }) { cursor = place }
        cursor = min(cursor, max(0, self.counts.count - 1))
    }

    mutating func move(_ action: Action) {
        switch action {
        case .next: cursor = min(cursor + 1, max(0, counts.count - 1))
        case .previous: cursor = max(0, cursor - 1)
        case .first: cursor = 0
        case .last: cursor = max(0, counts.count - 1)
        default: break
        }
    }

    /// What a value is called on the screen.
    static func name(of value: String?, facet: Facet) -> String {
        guard let value else { return "none" }
        return facet == .product ? ProductText.name(value) : value
    }
}
