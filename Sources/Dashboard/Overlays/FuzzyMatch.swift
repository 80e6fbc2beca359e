/// Finds names by a few of their letters.
enum FuzzyMatch {
    /// The places of the names that have all letters of a query in order, the best first; all of them for none.
    ///
    /// Better is what starts with the query, then what has it in one piece at the start of a word, then anywhere; else what
    /// has the letters closest together. Equal ones keep their order. Case does not count.
    static func ranked(_ names: [String], by query: String) -> [Int] {
        let letters = Array(query.lowercased().filter { !$0.isWhitespace })
        guard !letters.isEmpty else { return Array(names.indices) }
        let scored = names.enumerated().compactMap { place, name in
            score(Array(name.lowercased()), letters).map { (place: place, score: $0) }
        }
        return scored.sorted { ($0.score, $0.place) < ($1.score, $1.place) }.map(\.place)
    }

    /// Lower is better; nil where a letter is missing.
    private static func score(_ name: [Character], _ letters: [Character]) -> Int? {
        var best: Int?
        for start in name.indices where name[start] == letters[0] {
            var place = start
            var gaps = 0
            for letter in letters.dropFirst() {
                guard let next = name[(place + 1)...].firstIndex(of: letter) else { return best }
                gaps += name[(place + 1)..<next].reduce(0) { $0 + ($1 == " " ? 1 : 8) }
                place = next
            }
            let isWordStart = start == 0 || !name[start - 1].isLetter
            let score = gaps + (start == 0 ? 0 : isWordStart ? 1 : 4)
            best = min(best ?? score, score)
        }
        return best
    }
}
