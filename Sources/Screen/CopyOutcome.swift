/// What became of a text that was to go to the clipboard of the terminal's user.
public enum CopyOutcome: Equatable, Sendable {
    /// It was sent. Whether the terminal took it cannot be known: many ask their user first, or are set to refuse.
    ///
    /// With the name of the multiplexer that it goes through, where there is one.
    case sent(through: String?)
    /// It has more bytes than terminals take in one sequence; nothing was sent.
    case tooLong(limit: Int)
    /// The terminal is of a kind that has no clipboard; nothing was sent.
    case unsupported
}
