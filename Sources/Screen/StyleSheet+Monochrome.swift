extension StyleSheet {
    /// A style sheet without colours, in which every role still shows what it means.
    public static let monochrome = StyleSheet(
        styles: Dictionary(uniqueKeysWithValues: StyleRole.allCases.map { ($0, monochromeStyle(of: $0)) })
    )

    /// How a role looks where there are no colours.
    static func monochromeStyle(of role: StyleRole) -> Style {
        switch role {
        case .text, .header, .facet, .filterText, .detailText, .overlayText, .chart, .statusScheduled: Style()
        case .bookingNewFading, .bookingChangedFading, .strip, .jsonKey, .jsonString, .jsonNumber: Style()
        case .muted, .rule, .hintText, .detailLabel, .standIn, .statusCompleted: Style(dim: true)
        case .accent, .headerLive, .detailTitle, .overlayTitle, .filterPrompt, .hintKey, .bookingNew: Style(bold: true)
        case .group, .mark, .diffAdded: Style(bold: true)
        case .tableHeader, .bookingChanged, .statusRescheduled, .statusRequested, .link: Style(underline: true)
        case .headerStale, .warning, .filterError, .statusNoShow, .columnCurrent: Style(bold: true, underline: true)
        case .headerLost, .error: Style(bold: true, reverse: true)
        case .statusCanceled, .diffRemoved: Style(dim: true, underline: true)
        case .selection, .facetChosen, .badge: Style(reverse: true)
        // Reversed, a full bar would look like none.
        case .stripSelected: Style(bold: true, underline: true)
        case .match: Style(bold: true, underline: true)
        }
    }
}
