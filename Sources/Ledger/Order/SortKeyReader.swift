import Bookings

/// Reads one sort key of rows as numbers that compare as the values do.
///
/// The least comes first, whatever the direction; `none` stands for no value and is the greatest.
final class SortKeyReader {
    private enum Source {
        /// A number for each row.
        case number((Int) -> UInt64)
        /// Shared names, with the rank of each where they were prepared.
        case names(NameColumn, ranks: [UInt64]?)
        /// Adds a row's text, in lower case but for ASCII, to what it is given.
        case text((Int, inout [UInt8]) -> Void)
        /// Texts that were prepared.
        case texts(PreparedTexts)
    }

    static let none = UInt64.max

    private let source: Source
    private let isDescending: Bool

    /// Prepared, it answers quicker for many rows; O(m log m) for m shared names.
    init(_ key: SortKey, at instant: Timestamp, _ ledger: BookingLedger, prepared: Bool) {
        isDescending = key.isDescending
        let source = SortKeyReader.source(of: key.column, at: instant, ledger, prepared: prepared)
        if prepared, case .text(let text) = source {
            self.source = .texts(PreparedTexts(rows: ledger.count, text))
        } else {
            self.source = source
        }
    }

    /// Writes the keys of rows; those of a prepared text have several parts, which count one after the other.
    func readKeys(into entries: UnsafeMutableBufferPointer<RowOrdering.Entry>, part: Int) {
        // The loops stand in the cases, as taking a case apart for every row would cost more than its key.
        switch source {
        case .number(let number):
            for index in entries.indices { entries[index].key = directed(number(Int(entries[index].row))) }
        case .names(let column, let ranks):
            for index in entries.indices {
                entries[index].key = directed(ranks?[Int(column[Int(entries[index].row)])] ?? SortKeyReader.none)
            }
        case .texts(let texts):
            for index in entries.indices {
                let row = Int(entries[index].row)
                entries[index].key = directed(texts.isEmpty(row) ? SortKeyReader.none : texts.key(row, part: part))
            }
        case .text: break
        }
    }

    /// Whether rows whose keys are the same up to a part have the same value.
    func isSettled(_ entries: UnsafeMutableBufferPointer<RowOrdering.Entry>, part: Int) -> Bool {
        guard case .texts(let texts) = source, let first = entries.first, first.key != SortKeyReader.none else {
            return true
        }
        // Texts of which one is the other and zero bytes count as the same.
        return entries.allSatisfy { texts.isLast(part, Int($0.row)) }
    }

    private func directed(_ key: UInt64) -> UInt64 { isDescending && key != SortKeyReader.none ? ~key : key }

    /// Below 0 where the left row stands before the right, above 0 where it stands after.
    func compare(_ left: Int, _ right: Int) -> Int {
        switch source {
        case .number(let number):
            let (left, right) = (directed(number(left)), directed(number(right)))
            return left == right ? 0 : left < right ? -1 : 1
        case .names(let column, _):
            let (left, right) = (column[left], column[right])
            return left == right ? 0 : compare(column.foldedName(Int(left)), column.foldedName(Int(right)))
        case .text(let text):
            var texts: ([UInt8], [UInt8]) = ([], [])
            text(left, &texts.0)
            text(right, &texts.1)
            return compare(texts.0, texts.1)
        case .texts(let texts):
            let (hasNone, hasOther) = (texts.isEmpty(left), texts.isEmpty(right))
            if hasNone || hasOther { return hasNone == hasOther ? 0 : hasNone ? 1 : -1 }
            return isDescending ? -texts.compare(left, right) : texts.compare(left, right)
        }
    }

    private func compare(_ left: [UInt8], _ right: [UInt8]) -> Int {
        if left.isEmpty || right.isEmpty { return left.isEmpty == right.isEmpty ? 0 : left.isEmpty ? 1 : -1 }
        let comparison = SortKeyReader.lexicographic(left, right)
        return isDescending ? -comparison : comparison
    }

    private static func lexicographic(_ left: [UInt8], _ right: [UInt8]) -> Int {
        left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in
                for index in 0..<min(left.count, right.count) {
                    let (one, other) = (SearchText.folded(left[index]), SearchText.folded(right[index]))
                    if one != other { return one < other ? -1 : 1 }
                }
                return left.count - right.count
            }
        }
    }
}

extension SortKeyReader {
    private static func source(
        of column: SortColumn,
        at instant: Timestamp,
        _ ledger: BookingLedger,
        prepared: Bool
    ) -> Source {
        let columns = ledger.columns
        switch column {
        case .arrival: return .number { UInt64($0) }
        case .starts: return .number { number(columns.startsAt[$0]) }
        case .created: return .number { number(columns.createdAt[$0]) }
        case .changed: return .number { number(columns.changedAt($0)) }
        case .product: return .number { columns.product[$0] == .bookingCalendars ? 0 : 1 }
        case .channel: return .number { UInt64(columns.channels[$0].rawValue) }
        case .duration:
            return .number {
                let minutes = columns.durationMinutes[$0]
                return minutes == PackedColumn.none ? none : number(minutes)
            }
        case .imminence:
            let over = columns.idsOfOverStatuses
            return .number {
                imminence(columns.startsAt[$0], isOver: over.contains(columns.status[$0]), at: instant)
            }
        case .customer:
            return .text { row, bytes in
                let name = columns.name[row]
                if name == 0 {
                    columns.texts.withFoldedField(.email, at: row) { bytes.append(contentsOf: $0) }
                } else {
                    columns.name.withFoldedName(Int(name)) { bytes.append(contentsOf: $0) }
                }
            }
        case .text(let column):
            if let names = columns.names(of: column) {
                return .names(names, ranks: prepared ? ranks(of: names) : nil)
            }
            guard let field = column.recordField else { return .number { _ in none } }
            return .text { row, bytes in
                columns.texts.withFoldedField(field, at: row) { bytes.append(contentsOf: $0) }
            }
        case .customField(let name):
            let name = SearchText.folded(name)
            return .text { row, bytes in bytes += columns.answers.foldedAnswer(to: name, at: row, columns.texts) }
        }
    }

    /// A time as a number, the earlier the lower.
    private static func number(_ milliseconds: Int64) -> UInt64 {
        milliseconds == PackedColumn.none ? none : UInt64(bitPattern: milliseconds ^ .min)
    }

    /// What starts next first, then what started, the latest first, then what will not take place.
    private static func imminence(_ start: Int64, isOver: Bool, at instant: Timestamp) -> UInt64 {
        guard start != PackedColumn.none else { return none }
        let (distance, overflow) = start.subtractingReportingOverflow(instant.milliseconds)
        let magnitude = overflow ? 1 << 61 - 1 : min(distance.magnitude, 1 << 61 - 1)
        let kind: UInt64 = start < instant.milliseconds ? 1 : isOver ? 2 : 0
        return kind << 61 | magnitude
    }

    /// The place of each name among all, by its letters; none is last.
    private static func ranks(of column: NameColumn) -> [UInt64] {
        var ranks = [UInt64](repeating: none, count: column.nameCount)
        var rank: UInt64 = 0
        var before: [UInt8] = []
        let names = (0..<column.nameCount).map { column.foldedName($0) }
        for id in names.indices.dropFirst().sorted(by: { lexicographic(names[$0], names[$1]) < 0 }) {
            if names[id] != before { rank += 1 }
            before = names[id]
            ranks[id] = rank
        }
        return ranks
    }
}
