import Bookings

/// What could be written where the cursor stands in a filter expression.
public struct FilterCompletion: Equatable, Sendable {
    /// One thing that could stand there.
    public struct Candidate: Equatable, Sendable {
        /// What is put in the place of `range`.
        public var text: String
        /// The value as it stands in the bookings, or the qualifier; outside text is possible.
        public var label: String
        /// The number of bookings that have the value; nil where that was not counted.
        public var count: Int?
    }

    /// The characters that a candidate takes the place of.
    public let range: Range<Int>
    /// What stands there up to the cursor, without signs and quotes.
    let prefix: String
    /// The qualifier whose value it is, as it was written; nil where a qualifier could be written.
    let qualifier: String?
    /// Whether the value must be exactly what is written.
    let isExact: Bool

    /// Looks at the word before the cursor, which stands before the character of that index.
    public init(_ text: String, cursor: Int) {
        let characters = Array(text.prefix(cursor))
        var start = 0
        var isQuoted = false
        for (index, character) in characters.enumerated() {
            if character == "\"" { isQuoted.toggle() }
            if !isQuoted, character.isWhitespace || "()|".contains(character) { start = index + 1 }
        }
        while start < characters.count, characters[start] == "-" { start += 1 }
        let word = characters[start...]
        let isName: (Character) -> Bool = { $0.isLetter || $0 == "_" || $0 == "." }
        let nameEnd = word.firstIndex { !isName($0) } ?? word.endIndex
        if nameEnd < word.endIndex, nameEnd > start, ":=~!<>".contains(word[nameEnd]) {
            let name = String(word[..<nameEnd]).lowercased()
            var valueStart = nameEnd
            if word[valueStart] == ":" { valueStart += 1 }
            while valueStart < word.endIndex, "=!~".contains(word[valueStart]) { valueStart += 1 }
            range = valueStart..<characters.count
            prefix = String(characters[valueStart...].filter { $0 != "\"" })
            qualifier = name
            isExact = word[nameEnd..<valueStart].contains("=")
        } else {
            range = start..<characters.count
            prefix = String(word)
            qualifier = nil
            isExact = false
        }
    }
}

extension BookingLedger {
    /// What could stand at a place of an expression, the likeliest first; at most `limit`.
    ///
    /// Values that begin with what is there come before those that have it elsewhere, and the frequent before the rare; of
    /// texts that few bookings share, those of the newest 5,000 bookings that have it. O(n).
    public func candidates(
        for completion: FilterCompletion,
        limit: Int,
        clock: FilterClock
    ) -> [FilterCompletion.Candidate] {
        guard let name = completion.qualifier else { return qualifierCandidates(completion.prefix, limit: limit) }
        guard let kind = Qualifier.kinds[name] else { return [] }
        let counts: [FacetCount]
        switch kind {
        case .column(let column):
            guard let facet = Facet.allCases.first(where: { $0.column == column }) else { return [] }
            let rows = rows(column, holding: completion.prefix)
            counts = self.counts(of: facet, in: rows, clock: clock)
        case .product:
            counts = self.counts(of: .product, in: RowSet(rows: count, filled: true), clock: clock).map {
                FacetCount(value: $0.value == "booking_pages" ? "pages" : "calendars", count: $0.count)
            }
        case .channel:
            counts = self.counts(of: .channel, in: RowSet(rows: count, filled: true), clock: clock)
        default:
            return BookingLedger.words(after: kind).filter { $0.hasPrefix(completion.prefix.lowercased()) }
                .prefix(limit).map { FilterCompletion.Candidate(text: $0, label: $0) }
        }
        let values = counts.compactMap { count in count.value.map { (value: $0, count: count.count) } }
        return ranked(values, by: completion.prefix).prefix(limit).map {
            // A status that is not known is taken in its exact form alone.
            let needsSign = name == "status" && !completion.isExact && !Qualifier.statuses.contains($0.value)
            let text = (needsSign ? "=" : "") + Filter.quoted($0.value)
            return FilterCompletion.Candidate(text: text, label: $0.value, count: $0.count)
        }
    }

    /// The rows worth counting: for texts that few share, the newest that have the prefix in them.
    private func rows(_ column: TextColumn, holding prefix: String) -> RowSet {
        guard columns.names(of: column) == nil else { return RowSet(rows: count, filled: true) }
        let clock = FilterClock(now: .init(milliseconds: 0), zone: .utc)
        let found = FilterEvaluation(ledger: self, clock: clock, rows: 0..<count)
            .rows(.column(column, .contains(SearchText.folded(prefix)))).rows
        var newest = RowSet(rows: count)
        for row in found.suffix(5_000) { newest.insert(row) }
        return newest
    }

    private func ranked(_ values: [(value: String, count: Int)], by prefix: String) -> [(value: String, count: Int)] {
        let prefix = prefix.lowercased()
        guard !prefix.isEmpty else { return values }
        let folded = values.map { $0.value.lowercased() }
        let starting = values.indices.filter { folded[$0].hasPrefix(prefix) }
        let holding = values.indices.filter { !folded[$0].hasPrefix(prefix) && folded[$0].contains(prefix) }
        return (starting + holding).map { values[$0] }
    }

    private func qualifierCandidates(_ prefix: String, limit: Int) -> [FilterCompletion.Candidate] {
        BookingLedger.qualifiers.filter { $0.hasPrefix(prefix.lowercased()) }.prefix(limit).map {
            FilterCompletion.Candidate(text: $0 + ":", label: $0 + ":")
        }
    }

    /// Each by its shortest name, the most useful first.
    private static let qualifiers = [
        "type", "master", "page", "status", "source", "product", "channel", "name", "email", "company", "starts",
        "host",
        "is", "has", "new", "lead", "calendar", "phone", "note", "remark", "subject", "zone", "received", "created",
        "id",
        "seq",
    ]

    private static func words(after kind: Qualifier.Kind) -> [String] {
        switch kind {
        case .mark: ["alarm", "marked", "uncertain", "cut"]
        case .has: ["phone", "company", "note", "remark", "type", "master", "page", "calendar", "host", "start"]
        case .time(.starts): ["today", "tomorrow", "<1h", "<24h", ">7d"]
        case .time: ["today", "yesterday", "<1h", "<24h", ">7d"]
        case .new: ["5m", "1h", "24h"]
        case .lead: ["<24h", ">7d", "1d..7d"]
        default: []
        }
    }
}
