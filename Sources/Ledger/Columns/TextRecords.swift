/// The texts of the bookings: a record a row, all in one block of bytes.
///
/// A record is its fields, each ended by a separator, then the custom fields by `CustomFieldsText`. Separators are bytes that
/// UTF-8 never has. A longer record that takes the place of another leaves that behind; when half of the block is left
/// behind, it is made anew.
struct TextRecords: Sendable {
    /// The fields in their order in a record.
    enum Field: Int, CaseIterable {
        case id, email, name, phone, company, subject, note, location, rescheduledFrom
    }

    /// A place in the block: offset in the upper 36 bits, length in the lower 28.
    struct Span: Equatable, Sendable {
        fileprivate var bits: UInt64 = 0

        fileprivate init(start: Int, count: Int) { bits = UInt64(start) << 28 | UInt64(count) }

        fileprivate init() {}

        var range: Range<Int> {
            let start = Int(bits >> 28)
            return start..<start + Int(bits & 0xFFF_FFFF)
        }
    }

    private(set) var bytes: [UInt8] = []
    /// The records as the texts arrived.
    private(set) var spans: [Span] = []
    /// The records that filters search: the same, but for rows that lower case changes beyond ASCII.
    private(set) var searchSpans: [Span] = []
    private var leftBehind = 0

    /// Blocks smaller than this are not worth making anew.
    private static let compactionThreshold = 1 << 20
    private static let lengthLimit = 0xFFF_FFFF

    /// Adds a row without texts.
    mutating func addRow() {
        spans.append(Span())
        searchSpans.append(Span())
    }

    /// The bytes of a field.
    func field(_ field: Field, at row: Int) -> ArraySlice<UInt8> {
        self.field(field, in: spans[row].range)
    }

    /// The bytes of a field, in lower case but for ASCII.
    func foldedField(_ field: Field, at row: Int) -> ArraySlice<UInt8> {
        self.field(field, in: searchSpans[row].range)
    }

    /// The bytes of the first custom field of a name in lower case, in lower case but for ASCII; empty where there is none.
    func foldedAnswer(to name: [UInt8], at row: Int) -> ArraySlice<UInt8> {
        let range = searchSpans[row].range
        let place = bytes.withUnsafeBufferPointer { bytes in
            CustomFieldsText.value(of: name, in: UnsafeBufferPointer(rebasing: bytes[range]))
        }
        return bytes[range.lowerBound + place.lowerBound..<range.lowerBound + place.upperBound]
    }

    private func field(_ field: Field, in range: Range<Int>) -> ArraySlice<UInt8> {
        let place = bytes.withUnsafeBufferPointer { bytes in
            TextRecords.range(of: field, in: UnsafeBufferPointer(rebasing: bytes[range]))
        }
        return bytes[range.lowerBound + place.lowerBound..<range.lowerBound + place.upperBound]
    }

    /// Appends the bytes of a field.
    func append(_ field: Field, of row: Int, to record: inout [UInt8]) {
        record.append(contentsOf: self.field(field, at: row))
    }

    /// The bytes of the custom fields.
    func customFields(at row: Int) -> ArraySlice<UInt8> {
        let record = bytes[spans[row].range]
        let start = record.lastIndex(of: SearchText.fieldSeparator).map { $0 + 1 } ?? record.endIndex
        return record[start...]
    }

    /// The text of a field; nil where it is empty.
    func text(_ field: Field, at row: Int) -> String? {
        let bytes = self.field(field, at: row)
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// Whether a field is this text; compares bytes.
    func holds(_ text: String, _ field: Field, at row: Int) -> Bool {
        self.field(field, at: row).elementsEqual(text.utf8)
    }

    /// Puts a record in the place of a row's former one.
    mutating func replace(_ row: Int, with record: [UInt8]) {
        let hadFolded = searchSpans[row] != spans[row]
        spans[row] = put(record, over: spans[row])
        if let folded = SearchText.foldedBeyondASCII(record) {
            searchSpans[row] = put(folded, over: hadFolded ? searchSpans[row] : Span())
        } else {
            if hadFolded { leftBehind += searchSpans[row].range.count }
            searchSpans[row] = spans[row]
        }
        if leftBehind > TextRecords.compactionThreshold, leftBehind > bytes.count / 2 { compact() }
    }

    /// Where a field stands in a record; an empty place in a record without it.
    static func range(of field: Field, in record: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        var start = 0
        for _ in 0..<field.rawValue {
            guard let end = record[start...].firstIndex(of: SearchText.fieldSeparator) else {
                return record.count..<record.count
            }
            start = end + 1
        }
        return start..<(record[start...].firstIndex(of: SearchText.fieldSeparator) ?? start)
    }

    /// Writes over what is at a place if there is room, else behind all others.
    private mutating func put(_ record: [UInt8], over span: Span) -> Span {
        let record = record.prefix(TextRecords.lengthLimit)
        let old = span.range
        if record.count <= old.count {
            leftBehind += old.count - record.count
            bytes.replaceSubrange(old.prefix(record.count), with: record)
            return Span(start: old.lowerBound, count: record.count)
        }
        leftBehind += old.count
        bytes.append(contentsOf: record)
        return Span(start: bytes.count - record.count, count: record.count)
    }

    private mutating func compact() {
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count - leftBehind)
        func keep(_ span: Span) -> Span {
            kept.append(contentsOf: bytes[span.range])
            return Span(start: kept.count - span.range.count, count: span.range.count)
        }
        for row in spans.indices {
            let hasFolded = searchSpans[row] != spans[row]
            spans[row] = keep(spans[row])
            searchSpans[row] = hasFolded ? keep(searchSpans[row]) : spans[row]
        }
        bytes = kept
        leftBehind = 0
    }
}

extension TextRecords {
    /// What must hold between calls, and does not; for tests.
    func checkInvariants() -> String? {
        var used = 0
        for row in spans.indices {
            let record = bytes[spans[row].range]
            let separators = record.count { $0 == SearchText.fieldSeparator }
            guard record.isEmpty || separators == Field.allCases.count else { return "record \(row) lacks a field" }
            used += record.count
            if searchSpans[row] != spans[row] { used += searchSpans[row].range.count }
            let folded = SearchText.foldedBeyondASCII(Array(record)) ?? Array(record)
            guard bytes[searchSpans[row].range].elementsEqual(folded) else { return "record \(row) is not folded" }
        }
        return used + leftBehind == bytes.count ? nil : "\(bytes.count - used - leftBehind) bytes are not accounted for"
    }
}
