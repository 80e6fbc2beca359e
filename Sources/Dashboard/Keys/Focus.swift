/// What the keys act on.
public enum Focus: String, CaseIterable, Sendable {
    /// The list of bookings.
    case list
    /// The detail pane.
    case detail
    /// The filter line.
    case filter
    /// The search line.
    case search
    /// The picker of a facet's values.
    case facet
    /// The overlay with the funnel of booking calendars.
    case funnel
    /// The overlay with the incidents of the endpoint.
    case incidents
    /// The help overlay.
    case help

    /// Whether characters are text here.
    var takesText: Bool { self == .filter || self == .search }

    /// How the help calls it.
    var title: String {
        switch self {
        case .list: "List"
        case .detail: "Detail"
        case .filter: "Filter line"
        case .search: "Search line"
        case .facet: "Picker of products, event types and master pages"
        case .funnel: "Funnel"
        case .incidents: "Incidents"
        case .help: "Help"
        }
    }
}
