/// A field one chooses values of.
public enum Facet: String, Sendable, CaseIterable {
    case product, eventType, masterPage, bookingPage, bookingCalendar, source, channel, status, host, day
    case zone, company, name, email, phone, subject

    /// Those with few values, which many bookings share: worth counting side by side.
    public static let counted: [Facet] = [
        .eventType, .masterPage, .status, .source, .channel, .product, .bookingPage, .bookingCalendar, .host, .day,
    ]

    /// The qualifier of the filter language that asks for it.
    public var qualifier: String {
        switch self {
        case .product: "product"
        case .eventType: "type"
        case .masterPage: "master"
        case .bookingPage: "page"
        case .bookingCalendar: "calendar"
        case .source: "source"
        case .channel: "channel"
        case .status: "status"
        case .host: "host"
        case .day: "starts"
        case .zone: "zone"
        case .company: "company"
        case .name: "name"
        case .email: "email"
        case .phone: "phone"
        case .subject: "subject"
        }
    }

    /// The facet of a qualifier, as `qualifier` gives it; nil for none.
    public init?(qualifier: String) {
        guard let facet = Facet.allCases.first(where: { $0.qualifier == qualifier }) else { return nil }
        self = facet
    }

    /// The text column that it is; nil for those that are none.
    public var column: TextColumn? {
        switch self {
        case .product, .channel, .day: nil
        case .eventType: .eventType
        case .masterPage: .masterPage
        case .bookingPage: .bookingPage
        case .bookingCalendar: .bookingCalendar
        case .source: .source
        case .status: .status
        case .host: .host
        case .zone: .timeZone
        case .company: .company
        case .name: .name
        case .email: .email
        case .phone: .phone
        case .subject: .subject
        }
    }

    /// The filter expression for one of these values; nil stands for bookings without one.
    ///
    /// Empty for no values.
    public func expression(for values: [String?]) -> String {
        let terms = values.map(term)
        return terms.count > 1 ? "(" + terms.joined(separator: " OR ") + ")" : terms.first ?? ""
    }

    /// The filter expression for none of these values; empty for no values.
    public func expression(without values: [String?]) -> String {
        values.map { "-" + term($0) }.joined(separator: " ")
    }

    private func term(_ value: String?) -> String {
        guard let value else { return "-has:\(qualifier)" }
        switch self {
        case .channel: return "channel:\(value)"
        case .day: return "starts:\(value)"
        default: return "\(qualifier):=\(Filter.quoted(value))"
        }
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
