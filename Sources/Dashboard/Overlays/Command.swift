import Ledger

/// What choosing an item of a menu, or answering a question, does.
enum Command: Equatable, Sendable {
    /// What a key would do in the list or the detail.
    case action(Action)
    /// Ask for the name of a view.
    case nameView(key: Int)
    /// Keep, drop or add the value that the booking in a row has in a field.
    case chooseValue(DashboardState.ValueChoice, Facet, row: Int)
}
