import Bookings

/// The texts that bookings hardly share: a record a row.
///
/// A record is its fields, each ended by a separator, then what the customer alone answered (`AnswerColumn`). Separators are bytes
/// that UTF-8 never has. A record that takes the place of another leaves that behind; when half of the memory is left behind,
/// it is made anew.
struct TextRecords: Sendable {
    /// The fields in their order in a record.
    enum Field: Int, CaseIterable {
        case id, email, phone, rescheduledFrom
    }

    private var arena = ByteArena()
    private var places = PackedColumn(fallback: 0)
    private var lengths = PackedColumn(fallback: 0)
    /// The form that filters search, of records that lower case changes beyond ASCII.
    private var foldedOthers: [UInt32: [UInt8]] = [:]
    private var leftBehind = 0

    /// Less is not worth making anew.
    private static let compactionThreshold = 1 << 20

    /// The memory of the records, those left behind among it.
    var byteCount: Int { arena.count }

    /// The record of a row; good only within the call.
    @inline(__always)
    func withRecord<Result>(_ row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let length = Int(lengths[row])
        guard length > 0 else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
        return arena.withBytes(at: places[row], count: length, body)
    }

    /// The record of a row in lower case but for ASCII; good only within the call.
    @inline(__always)
    func withFoldedRecord<Result>(_ row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if !foldedOthers.isEmpty, let folded = foldedOthers[UInt32(row)] { return folded.withUnsafeBufferPointer(body) }
        return withRecord(row, body)
    }

    /// The bytes of a field; good only within the call.
    func withField<Result>(_ field: Field, at row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        withRecord(row) { body(TextRecords.slice(of: field, in: $0)) }
    }

    /// The bytes of a field, in lower case but for ASCII; good only within the call.
    func withFoldedField<Result>(_ field: Field, at row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result
    {
        withFoldedRecord(row) { body(TextRecords.slice(of: field, in: $0)) }
    }

    /// The bytes of a field, in lower case but for ASCII.
    func foldedField(_ field: Field, at row: Int) -> [UInt8] {
        withFoldedRecord(row) { Array(TextRecords.slice(of: field, in: $0)) }
    }

    /// The text of a field; nil where it is empty.
    func text(_ field: Field, at row: Int) -> String? {
        withField(field, at: row) { $0.isEmpty ? nil : String(decoding: $0, as: UTF8.self) }
    }

    /// Whether a field is this text; compares bytes.
    func holds(_ text: UnsafeBufferPointer<UInt8>, _ field: Field, at row: Int) -> Bool {
        withField(field, at: row) { $0.isSame(as: text) }
    }

    /// What stands behind the fields.
    static func rest(of record: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        let start = record.lastIndex(of: SearchText.fieldSeparator).map { $0 + 1 } ?? record.count
        return UnsafeBufferPointer(rebasing: record[start...])
    }

    /// A field of a record; empty in a record without it.
    static func slice(of field: Field, in record: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var start = 0
        for _ in 0..<field.rawValue {
            guard let end = record[start...].firstIndex(of: SearchText.fieldSeparator) else {
                return UnsafeBufferPointer(rebasing: record[record.count...])
            }
            start = end + 1
        }
        let end = record[start...].firstIndex(of: SearchText.fieldSeparator) ?? start
        return UnsafeBufferPointer(rebasing: record[start..<end])
    }

    /// Puts a record in the place of a row's former one.
    mutating func replace(_ row: Int, with record: UnsafeBufferPointer<UInt8>) {
        leftBehind += Int(lengths[row])
        places[row] = arena.append(record)
        lengths[row] = Int64(record.count)
        if let folded = SearchText.foldedBeyondASCII(record) {
            foldedOthers[UInt32(row)] = folded
        } else if !foldedOthers.isEmpty {
            foldedOthers[UInt32(row)] = nil
        }
        if leftBehind > TextRecords.compactionThreshold, leftBehind > arena.count / 2 { compact() }
    }

    private mutating func compact() {
        var kept = ByteArena()
        for row in lengths.indices where lengths[row] > 0 {
            places[row] = withRecord(row) { kept.append($0) }
        }
        arena = kept
        leftBehind = 0
    }
}

extension TextRecords {
    /// What must hold between calls, and does not; for tests.
    func checkInvariants() -> String? {
        var used = 0
        for row in lengths.indices {
            let record = withRecord(row) { Array($0) }
            let separators = record.count { $0 == SearchText.fieldSeparator }
            guard record.isEmpty || separators == Field.allCases.count else { return "record \(row) lacks a field" }
            used += record.count
            let folded = record.withUnsafeBufferPointer { SearchText.foldedBeyondASCII($0) } ?? record
            guard withFoldedRecord(row, { $0.elementsEqual(folded) }) else { return "record \(row) is not folded" }
        }
        return used + leftBehind == arena.count ? nil : "\(arena.count - used - leftBehind) bytes are not accounted for"
    }
}
