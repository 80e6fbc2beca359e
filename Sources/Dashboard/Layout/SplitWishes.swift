/// How the viewer wants the list and the detail to share the screen.
struct SplitWishes: Equatable, Sendable {
    /// Where the detail stands.
    enum Place: Equatable, Sendable {
        /// Where the screen has room for it.
        case automatic
        case right, below
    }

    var place = Place.automatic
    /// Whether the pane that has the keys has the screen for itself.
    var isMaximized = false
    /// The columns of a detail at the right, and the rows of one below; nil for a share of the screen.
    var detailColumns: Int?
    var detailRows: Int?
}
