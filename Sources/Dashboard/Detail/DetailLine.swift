/// What a line of the detail is a line of; it stays the same whatever else is shown.
enum DetailSubject: Hashable, Sendable {
    /// A line of what arrived: the sequence number of its record, and its place below the title, which has 0.
    case payload(UInt64, Int)
    /// A field of the booking: its kind, its name, and its place among those of the same name.
    case field(FieldKind, String, Int)

    /// Where a field comes from.
    enum FieldKind: Hashable, Sendable {
        /// One that bookwatch knows.
        case known
        /// The answer to a question of the form.
        case answer
        /// Something that arrived and that bookwatch has no name for.
        case unread
    }
}

/// A line of the detail.
struct DetailLine: Equatable, Sendable {
    /// What it says.
    var line: StyledLine
    /// What it is a line of, together with its neighbours of the same subject; nil for what nothing can be done with.
    var subject: DetailSubject?
    /// Whether what is under it is hidden; only the first line of a subject tells.
    var isFolded = false
}
