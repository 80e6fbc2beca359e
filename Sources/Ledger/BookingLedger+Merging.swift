import Bookings

extension BookingLedger {
    /// Writes what a sighting tells into its row, field by field.
    ///
    /// Signed webhook data wins over what a browser said, that over a source's labels; within a rank the later wins; nothing
    /// known is replaced by nothing.
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
        var ranks = columns.ranks[row]
        var change = FieldChange(row: row)
        change.set(&columns.status, .status, booking.status, newsRank, &ranks)
        change.set(&columns.eventType, .eventType, booking.eventType, labelledRank(.eventType), &ranks)
        change.set(
            &columns.bookingPage,
            .bookingPage,
            booking.bookingPage,
            labelledRank(.bookingPage),
            &ranks
        )
        change.set(
            &columns.masterPage,
            .masterPage,
            booking.masterPage,
            labelledRank(.masterPage),
            &ranks
        )
        change.set(&columns.bookingCalendar, .bookingCalendar, booking.bookingCalendar, rank, &ranks)
        change.set(&columns.timeZone, .timeZone, booking.timeZone, rank, &ranks)
        change.set(&columns.source, .source, sighting.source, rank, &ranks)
        change.set(&columns.createdAt, .createdAt, booking.createdAt?.milliseconds, rank, &ranks)
        change.set(&columns.pageTime, .pageTime, booking.details.pageTime?.milliseconds, rank, &ranks)
        let duration = booking.details.durationMinutes.flatMap { Int32(exactly: $0) }
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
private struct FieldChange {
    let row: Int
    var isNew = false

    mutating func set(
        _ column: inout NameColumn,
        _ field: FieldRanks.Field,
        _ name: String?,
        _ rank: FieldRanks.Rank,
        _ ranks: inout FieldRanks
    ) {
        guard let name, !name.isEmpty, ranks.admit(rank, to: field) else { return }
        let id = column.id(of: name)
        guard column.ids[row] != id else { return }
        column.ids[row] = id
        isNew = true
    }

    mutating func set<Number: Equatable>(
        _ column: inout [Number],
        _ field: FieldRanks.Field,
        _ number: Number?,
        _ rank: FieldRanks.Rank,
        _ ranks: inout FieldRanks
    ) {
        guard let number, ranks.admit(rank, to: field), column[row] != number else { return }
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
        guard ranks.admit(rank, to: .startsAt) else { return }
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
            if let text = field.text(of: booking), ranks.admit(rank, to: field.field) {
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
            let isReplacing = ranks.admit(rank, to: .customFields)
            let fields = CustomFieldsText.fields(old)
            let merged = CustomFieldsText.merged(fields, booking.customFields, replacing: isReplacing)
            let bytes = CustomFieldsText.bytes(merged)
            isChanged = isChanged || !old.elementsEqual(bytes)
            record.append(contentsOf: bytes)
        }
        return isChanged ? record : nil
    }
}
