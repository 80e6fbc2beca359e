import Bookings

/// Evaluates a filter over a range of rows: each condition scans its column once and gives a set.
///
/// Where several must hold, the cheap ones go first, and texts are read only of the rows that those let through.
struct FilterEvaluation {
    private let columns: Columns
    private let log: SightingColumns
    private let lifecycle: Lifecycle
    private let annotations: Annotations
    private let clock: FilterClock
    /// The rows looked at; bit 0 of every set is the first of them.
    private let range: Range<Int>

    init(ledger: BookingLedger, clock: FilterClock, rows: Range<Int>) {
        columns = ledger.columns
        log = ledger.log
        lifecycle = ledger.lifecycle
        annotations = ledger.annotations
        self.clock = clock
        range = rows
    }

    /// The rows that pass, bit 0 for the first of the range.
    ///
    /// Rows outside of `mask` may pass or not: nobody asks for them.
    func rows(_ condition: FilterCondition, within mask: RowSet? = nil) -> RowSet {
        switch condition {
        case .all(let conditions):
            var result = mask ?? RowSet(rows: range.count, filled: true)
            let cheap = conditions.filter { !$0.readsTexts }
            for condition in cheap + conditions.filter(\.readsTexts) {
                result.formIntersection(rows(condition, within: result))
            }
            return result
        case .any(let conditions):
            var result = RowSet(rows: range.count)
            for condition in conditions { result.formUnion(rows(condition, within: mask)) }
            return result
        case .not(let condition):
            var result = rows(condition, within: mask)
            result.invert()
            return result
        case .anywhere(let pattern):
            return anywhere(pattern, within: mask)
        case .column(let column, let pattern):
            if let names = columns.names(of: column) { return rows(names, pattern) }
            return column.recordField.map { texts($0, pattern, within: mask) } ?? RowSet(rows: range.count)
        case .customField(let name, let pattern):
            return customFields(name, pattern, within: mask)
        case .product(let product):
            return RowSet(columns.product, range) { $0 == product }
        case .channel(let channel):
            let channels = ChannelSet(channel)
            return RowSet(columns.channels, range) { $0.contains(channels) }
        case .has(let field):
            return columns.ranks.rows(range) { $0.knows(field) }
        case .uncertain:
            return RowSet(columns.startIsUncertain, range) { $0 == 1 }
        case .cutOff:
            return rows(among: lifecycle.cutOff.lazy.map { Int($0) })
        case .marked:
            return rows(among: annotations.marked)
        case .remarked:
            return rows(among: annotations.remarks.keys)
        case .remark(let pattern):
            return remarks(pattern)
        case .alarm:
            return alarms
        case .lead(let range):
            return leads(range)
        case .sequences(let numbers):
            return rows(ofSequences: numbers)
        case .time(let column, let test):
            return rows(column, test)
        }
    }

    private func rows(_ column: FilterCondition.TimeColumn, _ test: TimeTest) -> RowSet {
        let passing = test.range(for: column, clock: clock)
        let times =
            switch column {
            case .starts: columns.startsAt
            case .created: columns.createdAt
            case .received: columns.receivedAt
            }
        // One comparison for both bounds: what is below the lower wraps around to far above the upper.
        let length = UInt64(bitPattern: passing.upperBound &- passing.lowerBound)
        return RowSet(times, range) { UInt64(bitPattern: $0 &- passing.lowerBound) < length }
    }

    private func rows(ofSequences numbers: ClosedRange<UInt64>) -> RowSet {
        var result = RowSet(rows: range.count)
        if range.count == 1 {
            let sequences = log.places(of: range.lowerBound).lazy.map { log.sequence($0) }
            if sequences.contains(where: { numbers.contains($0) }) { result.insert(0) }
            return result
        }
        for row in log.rows(ofSequences: numbers) where range.contains(row) { result.insert(row - range.lowerBound) }
        return result
    }

    /// Each text is compared once, however many rows have it.
    private func rows(_ column: NameColumn, _ pattern: TextPattern) -> RowSet {
        var matcher = TextMatcher(pattern)
        func passes(_ id: Int) -> Bool {
            if id == 0 { return false }
            if pattern.isCased { return column.withName(id) { matcher.matches($0) } }
            return column.withFoldedName(id) { matcher.matches($0) }
        }
        if range.count < column.nameCount { return RowSet(column.ids, range) { passes(Int($0)) } }
        return rows(column, (0..<column.nameCount).map { passes($0) })
    }

    /// The rows whose ids pass.
    private func rows(_ column: NameColumn, _ passing: [Bool]) -> RowSet {
        guard let first = passing.firstIndex(of: true) else { return RowSet(rows: range.count) }
        if passing.lastIndex(of: true) == first { return RowSet(column.ids, range) { $0 == first } }
        return passing.withUnsafeBufferPointer { passing in RowSet(column.ids, range) { passing[Int($0)] } }
    }

    private func anywhere(_ pattern: TextPattern, within mask: RowSet?) -> RowSet {
        var result = rows(columns.answers.templates, pattern)
        for column in columns.names { result.formUnion(rows(column, pattern)) }
        if !annotations.remarks.isEmpty { result.formUnion(remarks(pattern)) }
        // The records last, and only of the rows that nothing else found.
        var others = mask ?? RowSet(rows: range.count, filled: true)
        others = others.subtracting(result)
        result.formUnion(records(for: pattern, within: others) { matcher, record in matcher.matches(record) })
        return result
    }

    private func remarks(_ pattern: TextPattern) -> RowSet {
        var matcher = TextMatcher(pattern)
        return rows(
            among: annotations.remarks.lazy.filter { _, remark in
                matcher.matches(pattern.isCased ? Array(remark.utf8) : SearchText.folded(remark))
            }.map(\.key)
        )
    }

    /// Those of some rows that are looked at.
    private func rows(among rows: some Sequence<Int>) -> RowSet {
        var result = RowSet(rows: range.count)
        for row in rows where range.contains(row) { result.insert(row - range.lowerBound) }
        return result
    }

    private var alarms: RowSet {
        let rule = AlarmRule(columns: columns, now: clock.now)
        return RowSet(rows: range.count) { rule.holds(range.lowerBound + $0) }
    }

    private func leads(_ leads: ClosedRange<Int64>) -> RowSet {
        let parts = RowParts.map(range.count) { part in
            let first = range.lowerBound + part.lowerBound
            return RowSet(rows: part.count) { columns.lead(first + $0).map { leads.contains($0) } ?? false }.words
        }
        return RowSet(rows: range.count, words: parts.flatMap(\.self))
    }

    private func texts(_ field: TextRecords.Field, _ pattern: TextPattern, within mask: RowSet?) -> RowSet {
        records(for: pattern, within: mask) { matcher, record in
            let text = TextRecords.slice(of: field, in: record)
            return !text.isEmpty && matcher.matches(text)
        }
    }

    /// Of each template it is settled once whether its rows pass, or only those whose own answers do.
    private func customFields(_ name: [UInt8], _ pattern: TextPattern, within mask: RowSet?) -> RowSet {
        var matcher = TextMatcher(pattern)
        let templates = columns.answers.templates
        var passing = [Bool](repeating: false, count: templates.nameCount)
        var asks = passing
        for id in 1..<max(1, templates.nameCount) {
            visit(templates, id, pattern) { entry, value in
                guard SearchText.place(of: name, in: entry) != nil else { return true }
                if value.elementsEqual([SearchText.hole]) {
                    asks[id] = true
                } else {
                    passing[id] = matcher.matches(value)
                }
                return !passing[id]
            }
            if passing[id] { asks[id] = false }
        }
        var result = rows(templates, passing)
        guard asks.contains(true) else { return result }
        var asked = rows(templates, asks)
        if let mask { asked.formIntersection(mask) }
        asked.visit { index in
            let answers = columns.answers.bytes(range.lowerBound + index, columns.texts, folded: !pattern.isCased)
            var isIn = false
            answers.withUnsafeBufferPointer { answers in
                AnswerText.visit(answers) { entry, value in
                    isIn = SearchText.contains(name, in: entry, isFolded: !pattern.isCased) && matcher.matches(value)
                    return !isIn
                }
            }
            if isIn { result.insert(index) }
        }
        return result
    }

    /// The entries of a template; the values as the pattern is compared with them, the names in lower case.
    private func visit(_ templates: NameColumn, _ id: Int, _ pattern: TextPattern, _ body: (AnswerText.Entry) -> Bool) {
        guard pattern.isCased else { return templates.withFoldedName(id) { AnswerText.visit($0, body) } }
        templates.withName(id) { template in
            AnswerText.visit(template) { entry, value in
                SearchText.folded(entry).withUnsafeBufferPointer { body(($0, value)) }
            }
        }
    }

    /// The rows whose record passes, as it stands or in lower case; side by side where there are many.
    private func records(
        for pattern: TextPattern,
        within mask: RowSet?,
        _ isIn: @Sendable (inout TextMatcher, UnsafeBufferPointer<UInt8>) -> Bool
    ) -> RowSet {
        let mask = mask ?? RowSet(rows: range.count, filled: true)
        let parts = RowParts.map(range.count) { part in
            var matcher = TextMatcher(pattern)
            return (part.lowerBound >> 6..<(part.upperBound + 63) >> 6).map { word in
                var asked = mask.words[word]
                var bits: UInt64 = 0
                while asked != 0 {
                    let bit = asked.trailingZeroBitCount
                    let row = range.lowerBound + word << 6 + bit
                    let passes =
                        pattern.isCased
                        ? columns.texts.withRecord(row) { isIn(&matcher, $0) }
                        : columns.texts.withFoldedRecord(row) { isIn(&matcher, $0) }
                    bits |= (passes ? 1 : 0) &<< UInt64(bit)
                    asked &= asked - 1
                }
                return bits
            }
        }
        return RowSet(rows: range.count, words: parts.flatMap(\.self))
    }
}
