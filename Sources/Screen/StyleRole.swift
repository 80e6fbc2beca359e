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
    /// A new booking on its way from `booking.new` to plain.
    case bookingNewFading = "booking.new.fading"
    /// A changed booking on its way from `booking.changed` to plain.
    case bookingChangedFading = "booking.changed.fading"
    /// The line above the rows of a group.
    case group
    /// The sign of a marked booking.
    case mark
    /// The histogram of arrivals.
    case strip
    /// The part of it that the list shows, or that is pointed at.
    case stripSelected = "strip.selected"
    /// The heading of the column that the column keys act on.
    case columnCurrent = "column.current"
    case jsonKey = "json.key"
    case jsonString = "json.string"
    case jsonNumber = "json.number"
    case diffAdded = "diff.added"
    case diffRemoved = "diff.removed"
    /// An address that can be opened.
    case link
}
