/// Guesses what was meant by a word that is not known.
enum Spelling {
    /// The nearest of some words, if it is at most two letters away; of equally near ones the first by name.
    static func nearest(to word: String, among words: some Sequence<String>) -> String? {
        let word = word.lowercased()
        let best = words.sorted().map { (word: $0, distance: distance($0, word)) }.min { $0.distance < $1.distance }
        guard let best, best.distance <= min(2, word.count - 1) else { return nil }
        return best.word
    }

    /// The number of letters to insert, drop or change.
    private static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left), Array(right.prefix(32)))
        var row = Array(0...right.count)
        for (line, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for column in right.indices {
                let cost = diagonal + (character == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(cost, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
