/// What the dashboard offers to choose from.
public enum Facet: String, Sendable, CaseIterable {
    case product, eventType, masterPage

    /// The qualifier of the filter language that asks for it.
    public var qualifier: String {
        switch self {
        case .product: "product"
        case .eventType: "type"
        case .masterPage: "master"
        }
    }

    /// The filter expression for one of these values; nil stands for bookings without one.
    ///
    /// Empty for no values.
    public func expression(for values: [String?]) -> String {
        let terms = values.map { value in
            value.map { "\(qualifier):=\(Filter.quoted($0))" } ?? "-has:\(qualifier)"
        }
        return terms.count > 1 ? "(" + terms.joined(separator: " OR ") + ")" : terms.first ?? ""
    }
}

/// One value of a facet.
public struct FacetCount: Equatable, Sendable {
    /// The value as it stands in the bookings; nil for bookings without one.
    public var value: String?
    /// The number of bookings.
    public var count: Int

    /// Makes a count.
    public init(value: String?, count: Int) {
        self.value = value
        self.count = count
    }

    /// Most frequent first, then by name; none last.
    static func sorted(_ counts: [FacetCount]) -> [FacetCount] {
        counts.sorted { left, right in
            guard let leftValue = left.value, let rightValue = right.value else {
                return left.value != nil
            }
            return left.count != right.count ? left.count > right.count : leftValue < rightValue
        }
    }
}
