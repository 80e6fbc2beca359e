import Ledger
import Screen

/// The search in the lines of the detail, also in what is folded away.
struct DetailSearch: Sendable {
    /// Where the text was found.
    enum Hit: Equatable, Sendable {
        case subject(DetailSubject)
        case line(Int)
    }

    /// The text being typed.
    private(set) var editor = LineEditor()
    /// Where it was found, from the top.
    private(set) var hits: [Hit] = []
    /// The one that was gone to.
    private(set) var current: Hit?
    /// Whether the last step went around the end.
    private(set) var wrapped = false
    /// Where the reader was when the search began.
    private(set) var origin = ReadingPlace()

    /// What is searched for; empty for no search.
    var query: String { editor.text }
    var isActive: Bool { !editor.characters.isEmpty }

    init() {}

    init(from origin: ReadingPlace, query: String = "") {
        self.origin = origin
        editor = LineEditor(query)
    }

    mutating func edit(_ action: Action) -> Bool { editor.perform(action) }

    mutating func insert(_ text: String) { editor.insert(text) }

    /// Looks through all lines of a tab; O(n).
    mutating func find(in content: DetailContent) {
        hits = []
        guard let needle = Needle(query) else { return }
        if let outline = content.outline {
            hits = outline.items.filter { needle.occurs(in: $0.line) }.map { .subject($0.subject) }
            return
        }
        for (index, line) in content.lines.enumerated() {
            let isHit = needle.occurs(in: line.line) || isFirst(index, content) && isWholeHit(line, content, needle)
            guard isHit else { continue }
            let hit = line.subject.map(Hit.subject) ?? .line(index)
            if hits.last != hit { hits.append(hit) }
        }
    }

    /// Whether a line is the first of its subject: a value over several lines is looked through once, as a whole.
    private func isFirst(_ index: Int, _ content: DetailContent) -> Bool {
        index == 0 || content.lines[index - 1].subject != content.lines[index].subject
    }

    private func isWholeHit(_ line: DetailLine, _ content: DetailContent, _ needle: Needle) -> Bool {
        guard let subject = line.subject, let value = content.values[subject] else { return false }
        return needle.occurs(in: StyledLine(value, .text))
    }

    /// Goes to the first hit at a line or below, else to the first.
    mutating func goToHit(atOrBelow line: Int, in content: DetailContent) {
        wrapped = false
        current = hits.first { place(of: $0, in: content) >= line } ?? hits.first
    }

    /// Goes to the next hit, or the one before, around the ends; from a line where no hit was gone to yet.
    mutating func step(backwards: Bool, from here: Int, in content: DetailContent) {
        guard !hits.isEmpty else { return }
        let index = current.flatMap { hits.firstIndex(of: $0) }
        let next =
            if let index {
                backwards ? index - 1 : index + 1
            } else {
                (hits.firstIndex { place(of: $0, in: content) >= here } ?? hits.count) - (backwards ? 1 : 0)
            }
        wrapped = !hits.indices.contains(next)
        current = hits[wrapped ? (backwards ? hits.count - 1 : 0) : next]
    }

    /// The line of a hit; where it is folded away, that of what it is folded into.
    private func place(of hit: Hit, in content: DetailContent) -> Int {
        switch hit {
        case .line(let line): return line
        case .subject(let subject):
            if let line = content.place(of: subject)?.lowerBound { return line }
            guard let outline = content.outline, let index = outline.places[subject] else { return .max }
            return outline.ancestors(of: index).lazy.reversed()
                .compactMap { content.place(of: outline.items[$0].subject)?.lowerBound }.first ?? .max
        }
    }

    /// `3 of 20`, in words.
    var position: String {
        guard isActive else { return "" }
        guard !hits.isEmpty else { return "no match here" }
        let total = NumberText.grouped(hits.count)
        guard let index = current.flatMap({ hits.firstIndex(of: $0) }) else {
            return hits.count == 1 ? "1 match" : "\(total) matches"
        }
        return "match \(NumberText.grouped(index + 1)) of \(total)" + (wrapped ? ", went around" : "")
    }
}

/// A text that is looked for as the screen shows it: in whatever case, and with stand-ins for what cannot be shown.
private struct Needle {
    private let scalars: [Unicode.Scalar]

    init?(_ text: String) {
        scalars = SafeText.glyphs(text.lowercased()).map(\.base)
        guard scalars.contains(where: { $0 != " " }) else { return nil }
    }

    func occurs(in line: StyledLine) -> Bool {
        let text = SafeText.glyphs(line.spans.map(\.text).joined()).map { $0.base.lowercased }
        guard let first = scalars.first, text.count >= scalars.count else { return false }
        return text.indices.dropLast(scalars.count - 1).contains {
            text[$0] == first && text[$0..<$0 + scalars.count].elementsEqual(scalars)
        }
    }
}

extension Unicode.Scalar {
    /// The first scalar of its lower case.
    var lowercased: Unicode.Scalar {
        if isASCII { return ("A"..."Z").contains(self) ? Unicode.Scalar(UInt8(value) + 32) : self }
        return properties.lowercaseMapping.unicodeScalars.first ?? self
    }
}
