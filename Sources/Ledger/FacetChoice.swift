/// What was chosen of one facet: a booking passes if it has one of the kept values and none of the dropped.
public struct FacetChoice: Equatable, Sendable {
    /// The values of which one is wanted; nil stands for bookings without one.
    ///
    /// While there is none, all are wanted.
    public var kept: [String?]
    /// The values that are not wanted.
    public var dropped: [String?]

    /// Makes a choice.
    public init(kept: [String?] = [], dropped: [String?] = []) {
        self.kept = kept
        self.dropped = dropped
    }

    /// Whether nothing is chosen.
    public var isEmpty: Bool { kept.isEmpty && dropped.isEmpty }

    /// The choice in the filter language; empty for none.
    public func expression(of facet: Facet) -> String {
        Filter.combining([facet.expression(for: kept), facet.expression(without: dropped)])
    }

    /// Wants this value alone.
    public mutating func keepOnly(_ value: String?) {
        (kept, dropped) = ([value], [])
    }

    /// Wants this value too.
    public mutating func add(_ value: String?) {
        dropped.removeAll { $0 == value }
        if !kept.contains(value) { kept.append(value) }
    }

    /// Wants this value, or no longer does.
    public mutating func toggle(_ value: String?) {
        if let place = kept.firstIndex(of: value) { kept.remove(at: place) } else { add(value) }
    }

    /// Does not want this value, or no longer minds it.
    public mutating func toggleDropped(_ value: String?) {
        kept.removeAll { $0 == value }
        if let place = dropped.firstIndex(of: value) { dropped.remove(at: place) } else { dropped.append(value) }
    }
}
