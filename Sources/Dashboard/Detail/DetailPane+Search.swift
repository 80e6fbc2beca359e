/// The search in the tab that is shown.
extension DetailPane {
    /// What is searched for here, else the query of the list.
    func query(orOfList query: String) -> String { search.isActive ? search.query : query }

    /// Begins anew from where the reader is.
    mutating func beginSearch(for query: String = "") {
        search = DetailSearch(from: place, query: query)
    }

    /// Goes to the first hit from where the search began.
    mutating func findFromOrigin(visible: Int) {
        guard let content else { return }
        place = search.origin
        search.find(in: content)
        let start = search.origin[cursor: tab].flatMap { content.place(of: $0)?.lowerBound } ?? scroll
        search.goToHit(atOrBelow: start, in: content)
        show(search.current, visible: visible)
    }

    /// Goes to the next hit, or the one before.
    mutating func stepToHit(backwards: Bool, visible: Int) {
        guard let content else { return }
        search.step(backwards: backwards, from: scroll, in: content)
        show(search.current, visible: visible)
    }

    /// Goes back to where the search began.
    mutating func giveUpSearch() {
        place = search.origin
        search = DetailSearch()
    }

    /// Brings a hit on the screen; what it is folded into unfolds, and the lines are then to be made anew.
    private mutating func show(_ hit: DetailSearch.Hit?, visible: Int) {
        switch hit {
        case .subject(let subject)?:
            unfold(around: subject)
            point(at: subject, visible)
        case .line(let line)?:
            guard !(scroll..<scroll + visible).contains(line) else { return }
            scroll = min(max(0, line - visible / 2), max(0, (content?.lines.count ?? 0) - visible))
        case nil: break
        }
    }
}
