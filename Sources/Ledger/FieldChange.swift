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
        _ name: String?,
        _ rank: FieldRanks.Rank,
        _ ranks: inout FieldRanks
    ) {
        guard let name, !name.isEmpty, admits(rank, to: field, in: &ranks) else { return }
        let id = column.id(of: name)
        guard column.ids[row] != id else { return }
        column.ids[row] = id
        isNew = true
    }

    /// Sets something that has a name and an id, of which either may be missing.
    ///
    /// An id alone stands for the name that once came with it; where none did, it never takes the place of a name, and
    /// gives way to any: no booking changes its event type or its pages, so both belong to the same thing.
    mutating func setReference(
        _ column: inout NameColumn,
        _ field: FieldRanks.Field,
        _ name: String?,
        _ id: String?,
        _ rank: FieldRanks.Rank,
        _ ranks: inout FieldRanks
    ) {
        guard var name, !name.isEmpty else { return }
        let current = column.ids[row]
        let isID = id.map { $0.utf8.elementsEqual(name.utf8) } ?? false
        if let id, !id.isEmpty, rank != .labelled {
            if !isID { column.learn(name, ofID: id, isSigned: rank == .signed) }
            name = column.meaning(ofID: id) ?? name
        }
        let isNamed = !(column.known(name).map(column.isID) ?? false)
        if column.isID(current) {
            if isNamed { ranks[field] = .unknown }
        } else if current != 0, !isNamed {
            return
        }
        set(&column, field, name, rank, &ranks)
    }

    /// Sets the host: an id alone stands for the name that once came with it.
    ///
    /// A booking may go from one host to another, so that unlike a page's name a host's gives way to another's id.
    mutating func setHost(
        _ column: inout NameColumn,
        _ details: BookingDetails,
        _ rank: FieldRanks.Rank,
        _ ranks: inout FieldRanks
    ) {
        guard let id = details.hostID, !id.isEmpty else {
            return set(&column, .host, details.hostName, rank, &ranks)
        }
        if let name = details.hostName, !name.isEmpty { column.learn(name, ofID: id, isSigned: rank == .signed) }
        set(&column, .host, column.meaning(ofID: id) ?? id, rank, &ranks)
    }

    mutating func set<Number: Equatable>(
        _ column: inout [Number],
        _ field: FieldRanks.Field,
        _ number: Number?,
        _ rank: FieldRanks.Rank,
        _ ranks: inout FieldRanks
    ) {
        guard let number, admits(rank, to: field, in: &ranks), column[row] != number else { return }
        column[row] = number
        isNew = true
    }

    /// An exact start replaces an uncertain one, never the reverse.
    mutating func setStart(
        _ columns: inout Columns,
        _ booking: Booking,
        _ rank: FieldRanks.Rank,
        _ ranks: inout FieldRanks
    ) {
        guard let start = booking.startsAt?.milliseconds else { return }
        let wasUncertain = columns.startIsUncertain[row]
        if ranks[.startsAt] != .unknown, booking.startIsUncertain != wasUncertain {
            guard wasUncertain else { return }
            ranks[.startsAt] = .unknown
        }
        guard admits(rank, to: .startsAt, in: &ranks) else { return }
        isNew = isNew || columns.startsAt[row] != start || booking.startIsUncertain != wasUncertain
        columns.startsAt[row] = start
        columns.startIsUncertain[row] = booking.startIsUncertain
    }

    /// Makes the row's record anew if one of its texts changes.
    mutating func setTexts(
        _ texts: inout TextRecords,
        _ booking: Booking,
        _ rank: FieldRanks.Rank,
        _ ranks: inout FieldRanks
    ) {
        guard let record = changedRecord(texts, booking, rank, &ranks) else { return }
        texts.replace(row, with: record)
        isNew = true
    }

    /// The row's record with what the sighting tells; nil where that is nothing new.
    ///
    /// It is a function of its own so that nothing shares the block of texts any more when it is written to.
    @inline(never)
    private func changedRecord(
        _ texts: borrowing TextRecords,
        _ booking: Booking,
        _ rank: FieldRanks.Rank,
        _ ranks: inout FieldRanks
    ) -> [UInt8]? {
        var record: [UInt8] = []
        record.reserveCapacity(256)
        var isChanged = false
        for field in TextRecords.Field.allCases {
            if let text = field.text(of: booking), admits(rank, to: field.field, in: &ranks) {
                isChanged = isChanged || !texts.holds(text, field, at: row)
                record.append(contentsOf: text.utf8)
            } else {
                texts.append(field, of: row, to: &record)
            }
            record.append(SearchText.fieldSeparator)
        }
        let old = texts.customFields(at: row)
        if booking.customFields.isEmpty {
            record.append(contentsOf: old)
        } else {
            let isReplacing = admits(rank, to: .customFields, in: &ranks)
            let fields = CustomFieldsText.fields(old)
            let merged = CustomFieldsText.merged(fields, booking.customFields, replacing: isReplacing)
            let bytes = CustomFieldsText.bytes(merged)
            isChanged = isChanged || !old.elementsEqual(bytes)
            record.append(contentsOf: bytes)
        }
        return isChanged ? record : nil
    }
}
