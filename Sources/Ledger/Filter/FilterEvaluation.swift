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
            return rows(columns.product) { $0 == product }
        case .channel(let channel):
            let channels = ChannelSet(channel)
            return rows(columns.channels) { $0.contains(channels) }
        case .has(let field):
            return rows(columns.ranks) { $0.knows(field) }
        case .uncertain:
            return rows(columns.startIsUncertain) { $0 }
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
        return rows(times) { UInt64(bitPattern: $0 &- passing.lowerBound) < length }
    }

    private func rows(ofSequences numbers: ClosedRange<UInt64>) -> RowSet {
        var result = RowSet(rows: range.count)
        if range.count == 1 {
            let sequences = log.places(of: range.lowerBound).lazy.map { log.sequences[$0] }
            if sequences.contains(where: { numbers.contains($0) }) { result.insert(0) }
            return result
        }
        for row in log.rows(ofSequences: numbers) where range.contains(Int(row)) {
            result.insert(Int(row) - range.lowerBound)
        }
        return result
    }

    /// Each name is compared once, however many rows have it.
    private func rows(_ column: NameColumn, _ pattern: TextPattern) -> RowSet {
        var matcher = TextMatcher(pattern)
        func passes(_ id: Int) -> Bool {
            if id == 0 { return false }
            if pattern.isCased { return matcher.matches(Array(column.names[id].utf8)) }
            return matcher.matches(column.folded[id])
        }
        if range.count < column.names.count { return rows(column.ids) { passes(Int($0)) } }
        let passing = column.names.indices.map { passes($0) }
        guard let first = passing.firstIndex(of: true) else { return RowSet(rows: range.count) }
        if passing.lastIndex(of: true) == first { return rows(column.ids) { $0 == UInt32(first) } }
        return passing.withUnsafeBufferPointer { passing in rows(column.ids) { passing[Int($0)] } }
    }

    private func anywhere(_ pattern: TextPattern, within mask: RowSet?) -> RowSet {
        var matcher = TextMatcher(pattern)
        var result = records(spans(for: pattern), within: mask) { matcher.matches($0) }
        for column in columns.names { result.formUnion(rows(column, pattern)) }
        if !annotations.remarks.isEmpty { result.formUnion(remarks(pattern)) }
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

    /// Where the making of the booking was not told, its first sighting stands in: most come within seconds.
    private func leads(_ leads: ClosedRange<Int64>) -> RowSet {
        RowSet(rows: range.count) { index in
            let row = range.lowerBound + index
            let start = columns.startsAt[row]
            guard start != Columns.noTime else { return false }
            let created = columns.createdAt[row] == Columns.noTime ? columns.receivedAt[row] : columns.createdAt[row]
            let (lead, overflow) = start.subtractingReportingOverflow(created)
            return !overflow && leads.contains(lead)
        }
    }

    private func texts(_ field: TextRecords.Field, _ pattern: TextPattern, within mask: RowSet?) -> RowSet {
        var matcher = TextMatcher(pattern)
        return records(spans(for: pattern), within: mask) { record in
            let text = UnsafeBufferPointer(rebasing: record[TextRecords.range(of: field, in: record)])
            return !text.isEmpty && matcher.matches(text)
        }
    }

    private func customFields(_ name: [UInt8], _ pattern: TextPattern, within mask: RowSet?) -> RowSet {
        var matcher = TextMatcher(pattern)
        let isExact = pattern.isCased
        return records(spans(for: pattern), within: mask) { record in
            CustomFieldsText.contains(record) { entryName, value in
                guard isExact else {
                    return SearchText.place(of: name, in: entryName) != nil && matcher.matches(value)
                }
                // Only the few that have the value are worth folding.
                guard matcher.matches(value) else { return false }
                let folded = SearchText.folded(String(decoding: entryName, as: UTF8.self))
                return folded.withUnsafeBufferPointer { SearchText.place(of: name, in: $0) != nil }
            }
        }
    }

    /// The texts that a pattern is compared with.
    private func spans(for pattern: TextPattern) -> [TextRecords.Span] {
        pattern.isCased ? columns.texts.spans : columns.texts.searchSpans
    }

    private func records(
        _ spans: [TextRecords.Span],
        within mask: RowSet?,
        _ isIn: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> RowSet {
        columns.texts.bytes.withUnsafeBufferPointer { bytes in
            guard let mask else { return rows(spans) { isIn(UnsafeBufferPointer(rebasing: bytes[$0.range])) } }
            var result = RowSet(rows: range.count)
            mask.visit { index in
                let record = UnsafeBufferPointer(rebasing: bytes[spans[range.lowerBound + index].range])
                if isIn(record) { result.insert(index) }
            }
            return result
        }
    }

    private func rows<Value>(_ column: [Value], where isIn: (Value) -> Bool) -> RowSet {
        column.withUnsafeBufferPointer { column in
            RowSet(rows: range.count) { isIn(column[range.lowerBound + $0]) }
        }
    }
}
