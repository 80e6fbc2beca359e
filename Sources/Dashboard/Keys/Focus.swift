/// What the keys act on.
public enum Focus: String, CaseIterable, Sendable {
    /// The list of bookings.
    case list
    /// What the list has besides in a replay.
    case replay
    /// The detail pane.
    case detail
    /// The filter line.
    case filter
    /// The search line.
    case search
    /// The panel of facets and their values.
    case facets
    /// The editor of the list's columns.
    case columns
    /// The strip of arrivals, while a range of time is chosen on it.
    case strip
    /// A menu: copy, export, sort, group and others.
    case menu
    /// The palette of all commands, and other menus that are searched by typing.
    case palette
    /// A line that is asked for: a remark, a time, the name of a view.
    case prompt
    /// A question to be answered with yes or no.
    case confirmation
    /// The overlay that compares two bookings.
    case comparison
    /// The overlay with the funnel of booking calendars.
    case funnel
    /// The overlay with the incidents of the endpoint.
    case incidents
    /// The help overlay.
    case help

    /// Whether characters are text here.
    var takesText: Bool {
        switch self {
        case .filter, .search, .palette, .prompt: true
        default: false
        }
    }

    /// How the help calls it.
    public var title: String {
        switch self {
        case .list: "List"
        case .replay: "List, in a replay"
        case .detail: "Detail"
        case .filter: "Filter line"
        case .search: "Search line"
        case .facets: "Facets"
        case .columns: "Columns"
        case .strip: "Strip of arrivals"
        case .menu: "Menus to copy, export, sort, group and save"
        case .palette: "Palette, themes and options"
        case .prompt: "Other lines"
        case .confirmation: "Questions"
        case .comparison: "Comparison"
        case .funnel: "Funnel"
        case .incidents: "Incidents"
        case .help: "Help"
        }
    }
}
