/// What choosing an item of a menu, or answering a question, does.
enum Command: Equatable, Sendable {
    /// What a key would do in the list or the detail.
    case action(Action)
}
