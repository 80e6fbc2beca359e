/// The values of a facet that most bookings have, and how many the others are: nothing is left out of the sums.
public struct RankedCounts: Equatable, Sendable {
    /// Which facet it is.
    public let facet: Facet
    /// The most frequent values, the most frequent first, then by name.
    public let top: [FacetCount]
    /// The number of the other values.
    public let otherValues: Int
    /// The bookings that have one of those.
    public let others: Int
    /// The bookings without a value.
    public let without: Int

    init(_ facet: Facet, _ counts: [FacetCount], limit: Int) {
        let known = counts.filter { $0.value != nil }
        self.facet = facet
        top = Array(known.prefix(limit))
        otherValues = known.count - top.count
        others = known.dropFirst(limit).reduce(0) { $0 + $1.count }
        without = counts.first { $0.value == nil }?.count ?? 0
    }
}
