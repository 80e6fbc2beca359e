import Ledger

/// What choosing an item of a menu, or answering a question, does.
enum Command: Equatable, Sendable {
    /// What a key would do in the list or the detail.
    case action(Action)
    /// Sort the list by a column, or for the second key.
    case sort(SortColumn, asSecond: Bool)
    /// Group the list, or no longer.
    case group(Grouping?)
    /// Put the largest groups first, or no longer.
    case sortGroups
}
