import Bookings

/// What one sighting changes in a row.
struct FieldChange {
    let row: Int
    /// Whether what it tells is older than what was told before.
    let isOutdated: Bool
    private(set) var isNew = false

    init(row: Int, isOutdated: Bool) {
        self.row = row
        self.isOutdated = isOutdated
    }

    /// Whether a value of this rank may take the place of a field's; raises the field's rank if so.
    private func admits(_ rank: FieldRanks.Rank, to field: FieldRanks.Field, in ranks: inout FieldRanks) -> Bool {
        if isOutdated, rank <= ranks[field] { return false }
        return ranks.admit(rank, to: field)
    }

    mutating func set(
        _ column: inout NameColumn,
        _ field: FieldRanks.Field,
        _ sighting: borrowing SightingFields,
        _ text: SightingFields.Text,
        _ rank: FieldRanks.Rank,
        _ ranks: inout FieldRanks
    ) {
        set(&column, field, sighting[text], hash: sighting.hash(of: text), rank, &ranks)
    }

    mutating func set(
        _ column: inout NameColumn,
        _ field: FieldRanks.Field,
        _ name: UnsafeBufferPointer<UInt8>,
        hash: UInt32,
        _ rank: FieldRanks.Rank,
        _ ranks: inout FieldRanks
    ) {
        guard !name.isEmpty, admits(rank, to: field, in: &ranks) else { return }
        set(&column, column.id(of: name, hash: hash))
    }

    private mutating func set(_ column: inout NameColumn, _ id: UInt32) {
        guard column[row] != id else { return }
        column[row] = id
        isNew = true
    }

    /// Sets something that has a name and an id, of which either may be missing.
    ///
    /// An id alone stands for the name that once came with it; where none did, it never takes the place of a name, and
    /// gives way to any: no booking changes its event type or its pages, so both belong to the same thing.
    mutating func setReference(
        _ column: inout NameColumn,
        _ field: FieldRanks.Field,
        _ sighting: borrowing SightingFields,
        _ name: SightingFields.Text,
        _ id: SightingFields.Text,
        _ rank: FieldRanks.Rank,
        _ ranks: inout FieldRanks
    ) {
        guard !sighting[name].isEmpty else { return }
        let current = column[row]
        let named = column.id(of: sighting[name], hash: sighting.hash(of: name))
        var value = named
        if !sighting[id].isEmpty, rank != .labelled {
            let place = column.id(of: sighting[id], hash: sighting.hash(of: id))
            if place != named { column.learn(named, ofID: place, isSigned: rank == .signed) }
            let meaning = column.meaning(ofID: place)
            if meaning != 0 { value = meaning }
        }
        let isNamed = !column.isID(value)
        if column.isID(current) {
            if isNamed { ranks[field] = .unknown }
        } else if current != 0, !isNamed {
            return
        }
        if admits(rank, to: field, in: &ranks) { set(&column, value) }
    }

    /// Sets whom the customer meets: unlike an event type that may change, so an id alone takes the place of a name, and is
    /// shown by the name that once came with it.
    mutating func setHost(
        _ column: inout NameColumn,
        _ sighting: borrowing SightingFields,
        _ rank: FieldRanks.Rank,
        _ ranks: inout FieldRanks
    ) {
        guard !sighting[.hostID].isEmpty else { return set(&column, .host, sighting, .hostName, rank, &ranks) }
        let id = column.id(of: sighting[.hostID], hash: sighting.hash(of: .hostID))
        var value: UInt32
        if sighting[.hostName].isEmpty {
            value = column.meaning(ofID: id)
        } else {
            value = column.id(of: sighting[.hostName], hash: sighting.hash(of: .hostName))
            column.learn(value, ofID: id, isSigned: rank == .signed)
        }
        if value == 0 { value = id }
        if admits(rank, to: .host, in: &ranks) { set(&column, value) }
    }

    mutating func set(
        _ column: inout PackedColumn,
        _ field: FieldRanks.Field,
        _ number: Int64?,
        _ rank: FieldRanks.Rank,
        _ ranks: inout FieldRanks
    ) {
        guard let number, admits(rank, to: field, in: &ranks), column[row] != number else { return }
        column[row] = number
        isNew = true
    }

    mutating func setProduct(
        _ column: inout PagedArray<Product>,
        _ product: Product,
        _ rank: FieldRanks.Rank,
        _ ranks: inout FieldRanks
    ) {
        guard admits(rank, to: .product, in: &ranks), column[row] != product else { return }
        column[row] = product
        isNew = true
    }

    /// An exact start replaces an uncertain one, never the reverse.
    mutating func setStart(
        _ columns: inout Columns,
        _ sighting: borrowing SightingFields,
        _ rank: FieldRanks.Rank,
        _ ranks: inout FieldRanks
    ) {
        guard let start = sighting.startsAt?.milliseconds else { return }
        let isUncertain: Int64 = sighting.startIsUncertain ? 1 : 0
        let wasUncertain = columns.startIsUncertain[row]
        if ranks[.startsAt] != .unknown, isUncertain != wasUncertain {
            guard wasUncertain == 1 else { return }
            ranks[.startsAt] = .unknown
        }
        guard admits(rank, to: .startsAt, in: &ranks) else { return }
        isNew = isNew || columns.startsAt[row] != start || isUncertain != wasUncertain
        columns.startsAt[row] = start
        columns.startIsUncertain[row] = isUncertain
    }

    /// Makes the row's record and answers anew if one of them changes.
    mutating func setTexts(
        _ columns: inout Columns,
        _ sighting: borrowing SightingFields,
        _ rank: FieldRanks.Rank,
        _ ranks: inout FieldRanks
    ) {
        var record: [UInt8] = []
        swap(&record, &columns.draft)
        defer {
            record.removeAll(keepingCapacity: true)
            swap(&record, &columns.draft)
        }
        var isChanged = false
        for field in TextRecords.Field.allCases {
            let text = sighting[field.text]
            if !text.isEmpty, admits(rank, to: field.field, in: &ranks) {
                isChanged = isChanged || !columns.texts.holds(text, field, at: row)
                record.append(contentsOf: text)
            } else {
                columns.texts.withField(field, at: row) { record.append(contentsOf: $0) }
            }
            record.append(SearchText.fieldSeparator)
        }
        let hadAnswers = columns.answers.templates[row] != 0
        if !sighting.answers.isEmpty, !hadAnswers, sighting.answers.count <= CustomField.limit {
            _ = admits(rank, to: .customFields, in: &ranks)
            columns.answers.set(row, sighting.answers, addingTo: &record)
            isChanged = true
        } else if let answers = changedAnswers(columns, sighting, rank, &ranks) {
            answers.withUnsafeBufferPointer {
                columns.answers.set(row, AnswerText.entries($0), addingTo: &record)
            }
            isChanged = true
        } else if hadAnswers {
            columns.texts.withRecord(row) { record.append(contentsOf: TextRecords.rest(of: $0)) }
        }
        guard isChanged else { return }
        record.withUnsafeBufferPointer { columns.texts.replace(row, with: $0) }
        isNew = true
    }

    /// The row's answers with those that the sighting tells, as `AnswerText`; nil where that is nothing new.
    private func changedAnswers(
        _ columns: borrowing Columns,
        _ sighting: borrowing SightingFields,
        _ rank: FieldRanks.Rank,
        _ ranks: inout FieldRanks
    ) -> [UInt8]? {
        guard !sighting.answers.isEmpty else { return nil }
        let isReplacing = admits(rank, to: .customFields, in: &ranks)
        let new = FieldChange.bytes(of: sighting.answers)
        let old = columns.answers.bytes(row, columns.texts)
        if old == new { return nil }
        let merged = AnswerText.merged(AnswerText.fields(old), AnswerText.fields(new), replacing: isReplacing)
        let bytes = AnswerText.bytes(merged)
        return bytes == old ? nil : bytes
    }

    private static func bytes(of answers: [SightingFields.Answer]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(128)
        for (name, value) in answers {
            bytes.append(contentsOf: name)
            bytes.append(SearchText.nameSeparator)
            bytes.append(contentsOf: value)
            bytes.append(SearchText.entrySeparator)
        }
        return bytes
    }
}
