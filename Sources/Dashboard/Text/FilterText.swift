import Ledger

/// Filters in words.
enum FilterText {
    /// What a filter says, in the filter language; outside text is possible.
    static func of(_ content: FilterLine.Content) -> String {
        let choices = Facet.allCases.compactMap { facet in content.choices[facet]?.expression(of: facet) }
        let text = Filter.combining([content.text] + choices)
        guard !text.isEmpty else { return "empty" }
        return (content.isOn ? "" : "off: ") + "“\(text)”"
    }

    /// What a facet is called: `event type`.
    static func name(of facet: Facet) -> String {
        switch facet {
        case .product: "product"
        case .eventType: "event type"
        case .masterPage: "master page"
        case .bookingPage: "booking page"
        case .bookingCalendar: "calendar"
        case .source: "source"
        case .channel: "channel"
        case .status: "status"
        case .host: "host"
        case .day: "day"
        case .zone: "time zone"
        case .company: "company"
        case .name: "name"
        case .email: "email"
        case .phone: "phone"
        case .subject: "subject"
        }
    }

    /// What a value of a facet is called on the screen; outside text.
    static func name(of value: String?, facet: Facet) -> String {
        guard let value else { return "none" }
        return switch facet {
        case .product: ProductText.name(value)
        case .status: StatusText.word(value)
        default: VisibleText.of(value)
        }
    }

    /// What hides a booking.
    static func name(of reason: FilterLine.Part.Reason) -> String {
        switch reason {
        case .typed: "text"
        case .facet(let facet): name(of: facet)
        case .marks: "“only marked”"
        }
    }

    /// Where a match of a search stands: `email`, `meeting_reason`; outside text is possible.
    static func name(of place: SearchPlace) -> String {
        switch place {
        case .column(let column):
            Facet.allCases.first { $0.column == column }.map(name) ?? column.rawValue
        case .customField(let name): name
        case .details: "details"
        case .remark: "remark"
        }
    }
}
