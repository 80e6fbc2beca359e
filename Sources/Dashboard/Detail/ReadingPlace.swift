/// Where a reader is in the detail of one booking, tab by tab.
struct ReadingPlace: Equatable, Sendable {
    /// The first line that is seen, and the columns that are scrolled away.
    struct Corner: Equatable, Sendable {
        var line = 0
        var column = 0
    }

    private var corners: [DetailPane.Tab: Corner] = [:]
    private var cursors: [DetailPane.Tab: DetailSubject] = [:]
    /// What is hidden under its first line.
    var folded: Set<DetailSubject> = []

    subscript(corner tab: DetailPane.Tab) -> Corner {
        get { corners[tab] ?? Corner() }
        set { corners[tab] = newValue }
    }

    /// What the keys act on in a tab; nil where that was not chosen yet.
    subscript(cursor tab: DetailPane.Tab) -> DetailSubject? {
        get { cursors[tab] }
        set { cursors[tab] = newValue }
    }
}
