/// Moving through the lines of a tab, of which so many are visible at once.
extension DetailPane {
    private var lines: [DetailLine] { content?.lines ?? [] }

    /// What the keys act on: what was chosen, as long as it is shown, else the first that can be pointed at.
    var cursor: DetailSubject? {
        guard tab.hasCursor, let content else { return nil }
        if let chosen = place[cursor: tab], content.place(of: chosen) != nil { return chosen }
        return lines.dropFirst(scroll).first { $0.subject != nil }?.subject
            ?? lines.first { $0.subject != nil }?.subject
    }

    /// The value under the cursor, and what it is called; nil where there is none.
    var valueAtCursor: (name: String, value: String)? {
        guard let cursor, let value = content?.value(of: cursor) else { return nil }
        if case .field(_, let name, _) = cursor { return (name, value) }
        return ("this line", value)
    }

    /// The payload that the cursor is in, by the sequence number of its record.
    var payloadAtCursor: UInt64? {
        if case .payload(let sequence, _)? = cursor { sequence } else { nil }
    }

    /// Goes a line or a page on, or back.
    mutating func perform(_ action: Action, visible: Int) {
        let page = max(1, visible - 1)
        switch action {
        case .next: tab.hasCursor ? stepDown(visible) : scroll(by: 1, visible)
        case .previous: tab.hasCursor ? stepUp(visible) : scroll(by: -1, visible)
        case .halfPageDown: turnPage(by: max(1, visible / 2), visible)
        case .halfPageUp: turnPage(by: -max(1, visible / 2), visible)
        case .pageDown: turnPage(by: page, visible)
        case .pageUp: turnPage(by: -page, visible)
        case .first: turnPage(by: -lines.count, visible)
        case .last: turnPage(by: lines.count, visible)
        default: break
        }
    }

    private mutating func scroll(by distance: Int, _ visible: Int) {
        scroll = min(max(0, scroll + distance), max(0, lines.count - visible))
    }

    /// Scrolls, with the cursor at the same distance.
    private mutating func turnPage(by distance: Int, _ visible: Int) {
        let start = cursor.flatMap { content?.place(of: $0)?.lowerBound }
        scroll(by: distance, visible)
        guard let start, !lines.isEmpty else { return }
        let target = min(max(0, start + distance), lines.count - 1)
        let onward = distance > 0 ? lines[target...].first { $0.subject != nil } : nil
        let back = lines[...target].last { $0.subject != nil }
        guard let subject = (onward ?? back ?? lines.first { $0.subject != nil })?.subject else { return }
        point(at: subject, visible)
    }

    /// To the next subject; through one that does not fit line by line.
    private mutating func stepDown(_ visible: Int) {
        guard let content, let cursor, let range = content.place(of: cursor) else { return scroll(by: 1, visible) }
        guard range.upperBound <= scroll + visible,
            let next = lines[range.upperBound...].first(where: { $0.subject != nil })?.subject
        else { return scroll(by: 1, visible) }
        point(at: next, visible)
    }

    private mutating func stepUp(_ visible: Int) {
        guard let content, let cursor, let range = content.place(of: cursor) else { return scroll(by: -1, visible) }
        guard range.lowerBound >= scroll,
            let previous = lines[..<range.lowerBound].last(where: { $0.subject != nil })?.subject
        else { return scroll(by: -1, visible) }
        point(at: previous, visible)
    }

    /// Puts the cursor on a subject, and scrolls only as far as it must to show it: all of it where it fits.
    mutating func point(at subject: DetailSubject, _ visible: Int) {
        place[cursor: tab] = subject
        guard let range = content?.place(of: subject) else { return }
        if range.lowerBound < scroll {
            let isBelow = range.count > visible
            scroll = isBelow ? max(range.lowerBound, range.upperBound - visible) : range.lowerBound
        } else if range.upperBound > scroll + visible {
            scroll = min(range.lowerBound, range.upperBound - visible)
        }
    }

    /// Brings the cursor back on the screen, where lines were added, folded or cut.
    mutating func keepCursor(visible: Int) {
        scroll(by: 0, visible)
        guard let chosen = place[cursor: tab], let range = content?.place(of: chosen) else { return }
        guard range.upperBound <= scroll || range.lowerBound >= scroll + visible else { return }
        point(at: chosen, visible)
    }

    /// Folds what is under the cursor, or around it, or unfolds it.
    mutating func toggleFold() {
        guard let outline = content?.outline, let cursor, let index = outline.places[cursor],
            let target = outline.foldable(at: index)
        else { return }
        let subject = outline.items[target].subject
        if place.folded.remove(subject) == nil { place.folded.insert(subject) }
        place[cursor: tab] = subject
    }

    /// Unfolds all, or folds all branches where nothing is folded.
    mutating func toggleAllFolds() {
        guard let outline = content?.outline else { return }
        let isFolded = outline.items.contains { place.folded.contains($0.subject) }
        if isFolded { return place.folded.subtract(outline.items.map(\.subject)) }
        if let cursor, let index = outline.places[cursor] {
            let around = outline.ancestors(of: index) + [index]
            let branches = outline.branches
            place[cursor: tab] = around.map { outline.items[$0].subject }.first(where: branches.contains) ?? cursor
        }
        place.folded.formUnion(outline.branches)
    }

    /// Shows what is folded away around a line.
    mutating func unfold(around subject: DetailSubject) {
        guard let outline = content?.outline, let index = outline.places[subject] else { return }
        place.folded.subtract(outline.ancestors(of: index).map { outline.items[$0].subject })
    }
}
