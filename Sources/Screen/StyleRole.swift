/// What a cell means; a theme says how that looks.
///
/// The raw value is the key under `[styles]` in a theme. A role that a theme does not set takes the style of the role
/// before its last dot (`header.live` falls back to `header`), and at last that of `text`.
public enum StyleRole: String, CaseIterable, Sendable {
    case text
    case muted
    case accent
    case rule
    case header
    case headerLive = "header.live"
    case headerStale = "header.stale"
    case headerLost = "header.lost"
    case tableHeader = "table.header"
    case selection
    case match
    case bookingNew = "booking.new"
    case bookingChanged = "booking.changed"
    case statusScheduled = "status.scheduled"
    case statusRescheduled = "status.rescheduled"
    case statusCanceled = "status.canceled"
    case statusCompleted = "status.completed"
    case statusNoShow = "status.no_show"
    case statusRequested = "status.requested"
    case filterPrompt = "filter.prompt"
    case filterText = "filter.text"
    case filterError = "filter.error"
    case facet
    case facetChosen = "facet.chosen"
    case badge
    case hintKey = "hint.key"
    case hintText = "hint.text"
    case detailTitle = "detail.title"
    case detailLabel = "detail.label"
    case detailText = "detail.text"
    case overlayTitle = "overlay.title"
    case overlayText = "overlay.text"
    case chart
    case warning
    case error
    case standIn = "stand_in"
}
