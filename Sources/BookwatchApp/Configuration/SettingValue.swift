/// A value as it was written, before it is known to be right.
enum SettingValue: Equatable, Sendable {
    case text(String)
    case number(Int)
    case truth(Bool)
    case list([String])
    /// Names and values, in the order in which they were written.
    case pairs([Pair])

    /// A name and its value.
    struct Pair: Equatable, Sendable {
        var name: String
        var value: String
    }
}

/// What a value looks like in the file.
enum SettingForm: Sendable {
    /// A string.
    case text
    /// A string, or a whole number.
    case textOrNumber
    /// `true` or `false`.
    case truth
    /// A list of strings.
    case list
    /// A table of strings.
    case pairs
}
