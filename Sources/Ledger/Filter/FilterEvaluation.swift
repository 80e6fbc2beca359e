import Bookings

/// Evaluates a filter over a range of rows: each condition scans its column once and gives a set.
struct FilterEvaluation {
    let ledger: BookingLedger
    let clock: FilterClock
    /// The rows looked at; bit 0 of every set is the first of them.
    let range: Range<Int>

    init(ledger: BookingLedger, clock: FilterClock, rows: Range<Int>) {
        self.ledger = ledger
        self.clock = clock
        range = rows
    }

    func rows(_ condition: FilterCondition) -> RowSet {
        switch condition {
        case .all(let conditions):
            var result = RowSet(rows: range.count, filled: true)
            for condition in conditions { result.formIntersection(rows(condition)) }
            return result
        case .any(let conditions):
            var result = RowSet(rows: range.count)
            for condition in conditions { result.formUnion(rows(condition)) }
            return result
        case .not(let condition):
            var result = rows(condition)
            result.invert()
            return result
        case .anywhere(let pattern):
            return anywhere(pattern)
        case .column(let column, let pattern):
            return rows(column, pattern)
        case .customField(let name, let pattern):
            return customFields(name, pattern)
        case .product(let product):
            return set { ledger.columns.product[$0] == product }
        case .channel(let channel):
            let channels = ChannelSet(channel)
            return set { ledger.columns.channels[$0].contains(channels) }
        case .has(let presence):
            return rows(presence)
        case .uncertain:
            return set { ledger.columns.startIsUncertain[$0] }
        case .sequences(let numbers):
            return rows(numbers)
        case .time(let column, let test):
            return rows(column, test)
        }
    }

    private func rows(_ column: TextColumn, _ pattern: TextPattern) -> RowSet {
        if let path = Columns.namePath(column) { return names(ledger.columns[keyPath: path], pattern) }
        if case .exactly(let value) = pattern, let path = Columns.spanPath(column) {
            return spans(ledger.columns[keyPath: path], ledger.columns.texts) { $0.elementsEqual(value) }
        }
        guard let index = SearchText.columns.firstIndex(of: column) else { return RowSet(rows: range.count) }
        var matcher = TextMatcher(pattern)
        return searchRows { text in
            let field = SearchFields.field(index, of: text)
            return !field.isEmpty && matcher.matches(field)
        }
    }

    /// Each name is compared once, however many rows have it.
    private func names(_ column: NameColumn, _ pattern: TextPattern) -> RowSet {
        var matcher = TextMatcher(pattern)
        var passes = [Bool](repeating: false, count: column.names.count)
        for id in passes.indices.dropFirst() {
            if case .exactly = pattern {
                passes[id] = matcher.matches(Array(column.names[id].utf8))
            } else {
                passes[id] = matcher.matches(column.folded[id])
            }
        }
        guard passes.contains(true) else { return RowSet(rows: range.count) }
        return column.ids.withUnsafeBufferPointer { ids in
            passes.withUnsafeBufferPointer { passes in set { passes[Int(ids[$0])] } }
        }
    }

    private func customFields(_ name: [UInt8], _ pattern: TextPattern) -> RowSet {
        var matcher = TextMatcher(pattern)
        if case .exactly = pattern {
            return spans(ledger.columns.customFields, ledger.columns.texts) { text in
                CustomFieldMatch.contains(text) { entryName, value in
                    guard matcher.matches(value) else { return false }
                    let folded = SearchText.folded(String(decoding: entryName, as: UTF8.self))
                    return folded.withUnsafeBufferPointer { SearchText.contains(name, in: $0) }
                }
            }
        }
        return searchRows { text in
            guard let mark = text.lastIndex(of: SearchText.fieldSeparator) else { return false }
            return CustomFieldMatch.contains(UnsafeBufferPointer(rebasing: text[(mark + 1)...])) { entryName, value in
                SearchText.contains(name, in: entryName) && matcher.matches(value)
            }
        }
    }

    private func rows(_ numbers: ClosedRange<UInt64>) -> RowSet {
        var result = RowSet(rows: range.count)
        for row in ledger.log.rows(ofSequences: numbers) where range.contains(row) {
            result.insert(row - range.lowerBound)
        }
        return result
    }

    private func anywhere(_ pattern: TextPattern) -> RowSet {
        var matcher = TextMatcher(pattern)
        var result = searchRows { matcher.matches($0) }
        for path in Columns.namePaths {
            result.formUnion(names(ledger.columns[keyPath: path], pattern))
        }
        return result
    }

    private func rows(_ presence: FilterCondition.Presence) -> RowSet {
        switch presence {
        case .column(let column):
            if let path = Columns.namePath(column) {
                let ids = ledger.columns[keyPath: path].ids
                return set { ids[$0] != 0 }
            }
            guard let path = Columns.spanPath(column) else { return RowSet(rows: range.count) }
            let spans = ledger.columns[keyPath: path]
            return set { !spans[$0].isEmpty }
        case .start:
            return set { ledger.columns.startsAt[$0] != Columns.noTime }
        case .customFields:
            return set { !ledger.columns.customFields[$0].isEmpty }
        }
    }

    private func rows(_ column: FilterCondition.TimeColumn, _ test: TimeTest) -> RowSet {
        let times =
            switch column {
            case .starts: ledger.columns.startsAt
            case .created: ledger.columns.createdAt
            case .received: ledger.columns.receivedAt
            }
        let passing = test.range(for: column, clock: clock)
        return times.withUnsafeBufferPointer { times in
            set { times[$0] >= passing.lowerBound && times[$0] < passing.upperBound && times[$0] != Columns.noTime }
        }
    }

    private func searchRows(_ isIn: (UnsafeBufferPointer<UInt8>) -> Bool) -> RowSet {
        spans(ledger.columns.search, ledger.columns.searchTexts, isIn)
    }

    private func spans(
        _ spans: [TextArena.Span],
        _ arena: TextArena,
        _ isIn: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> RowSet {
        arena.bytes.withUnsafeBufferPointer { bytes in
            spans.withUnsafeBufferPointer { spans in
                set { isIn(UnsafeBufferPointer(rebasing: bytes[spans[$0].range])) }
            }
        }
    }

    private func set(_ isIn: (Int) -> Bool) -> RowSet {
        RowSet(rows: range.count) { isIn(range.lowerBound + $0) }
    }
}

/// The fields of a row's search text.
enum SearchFields {
    static func field(_ index: Int, of text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var start = 0
        for _ in 0..<index {
            guard let end = text[start...].firstIndex(of: SearchText.fieldSeparator) else { return text }
            start = end + 1
        }
        let end = text[start...].firstIndex(of: SearchText.fieldSeparator) ?? text.count
        return UnsafeBufferPointer(rebasing: text[start..<end])
    }
}

/// Looks for a custom field by its name and value.
enum CustomFieldMatch {
    static func contains(
        _ text: UnsafeBufferPointer<UInt8>,
        where isIn: (_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool {
        var start = 0
        while let end = text[start...].firstIndex(of: SearchText.entrySeparator) {
            let middle = text[start..<end].firstIndex(of: SearchText.nameSeparator) ?? end
            let name = UnsafeBufferPointer(rebasing: text[start..<middle])
            let value = UnsafeBufferPointer(rebasing: text[min(middle + 1, end)..<end])
            if isIn(name, value) { return true }
            start = end + 1
        }
        return false
    }
}
