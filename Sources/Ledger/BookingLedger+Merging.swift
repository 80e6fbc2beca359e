import Bookings

extension BookingLedger {
    /// Writes what a sighting tells into its row, field by field.
    ///
    /// Signed webhook data wins over what a browser said, that over a source's labels; within a rank the later wins; nothing
    /// known is replaced by nothing. What an event tells that is older than one applied before takes the place only of
    /// what is known less well: events do not arrive in the order in which they happened.
    ///
    /// - Returns: whether anything is new.
    mutating func merge(_ sighting: Sighting, into row: Int) -> Bool {
        let booking = sighting.booking
        let rank: FieldRanks.Rank = sighting.isSigned ? .signed : .payload
        // What a browser says of the status and the start was true when the customer booked; it never knows of what came
        // later. Only a status that says more than that may overrule a webhook.
        let isFirstNews = sighting.channel != .webhook && booking.status ?? "scheduled" == "scheduled"
        let newsRank: FieldRanks.Rank = isFirstNews ? .labelled : rank
        func labelledRank(_ field: LabelledFields) -> FieldRanks.Rank {
            sighting.labelled.contains(field) ? .labelled : rank
        }
        let details = booking.details
        var ranks = columns.ranks[row]
        let isOutdated =
            sighting.occurredAt.map {
                lifecycle.isOutdated($0.milliseconds, isSigned: sighting.isSigned, row: row)
            } ?? false
        var change = FieldChange(row: row, isOutdated: isOutdated)
        change.set(&columns.status, .status, booking.status, newsRank, &ranks)
        change.setReference(
            &columns.eventType,
            .eventType,
            booking.eventType,
            details.eventTypeID,
            labelledRank(.eventType),
            &ranks
        )
        change.setReference(
            &columns.bookingPage,
            .bookingPage,
            booking.bookingPage,
            details.bookingPageID,
            labelledRank(.bookingPage),
            &ranks
        )
        change.setReference(
            &columns.masterPage,
            .masterPage,
            booking.masterPage,
            details.masterPageID,
            labelledRank(.masterPage),
            &ranks
        )
        change.set(&columns.bookingCalendar, .bookingCalendar, booking.bookingCalendar, rank, &ranks)
        change.set(&columns.timeZone, .timeZone, booking.timeZone, rank, &ranks)
        change.set(&columns.source, .source, sighting.source, rank, &ranks)
        change.set(&columns.createdAt, .createdAt, booking.createdAt?.milliseconds, rank, &ranks)
        change.set(&columns.pageTime, .pageTime, details.pageTime?.milliseconds, rank, &ranks)
        let duration = details.durationMinutes.flatMap { Int32(exactly: $0) }
        change.set(&columns.durationMinutes, .durationMinutes, duration, rank, &ranks)
        let offset = booking.utcOffset.flatMap { Int8(exactly: $0) }
        change.set(&columns.utcOffset, .utcOffset, offset, rank, &ranks)
        change.setStart(&columns, booking, newsRank, &ranks)
        change.setTexts(&columns.texts, booking, rank, &ranks)
        columns.ranks[row] = ranks
        return change.isNew
    }
}

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
