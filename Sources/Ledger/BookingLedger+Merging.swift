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
        func labelledRank(_ field: LabelledFields) -> FieldRanks.Rank {
            sighting.labelled.contains(field) ? .labelled : rank
        }
        var isNew = false
        // What a browser says of the status was true when the customer booked; it never knows of what came later.
        let statusRank = sighting.channel == .webhook || booking.status != "scheduled" ? rank : .labelled
        isNew = set(\.status, .status, booking.status, row, statusRank) || isNew
        isNew = set(\.eventType, .eventType, booking.eventType, row, labelledRank(.eventType)) || isNew
        isNew = set(\.bookingPage, .bookingPage, booking.bookingPage, row, labelledRank(.bookingPage)) || isNew
        isNew = set(\.masterPage, .masterPage, booking.masterPage, row, labelledRank(.masterPage)) || isNew
        isNew = set(\.bookingCalendar, .bookingCalendar, booking.bookingCalendar, row, rank) || isNew
        isNew = set(\.timeZone, .timeZone, booking.timeZone, row, rank) || isNew
        isNew = set(\.source, .source, sighting.source, row, rank) || isNew

        var isText = set(\.id, .id, booking.id, row, rank)
        isText = set(\.subject, .subject, booking.subject, row, rank) || isText
        isText = set(\.name, .name, booking.name, row, rank) || isText
        isText = set(\.email, .email, booking.email, row, rank) || isText
        isText = set(\.phone, .phone, booking.phone, row, rank) || isText
        isText = set(\.company, .company, booking.company, row, rank) || isText
        isText = set(\.note, .note, booking.note, row, rank) || isText
        isText = mergeCustomFields(booking.customFields, row, rank) || isText
        if isText || columns.search[row].isEmpty { refreshSearchText(row) }

        isNew = setStart(booking, row, rank) || isNew || isText
        isNew = set(\.createdAt, .createdAt, booking.createdAt?.milliseconds, row, rank) || isNew
        isNew = set(\.pageTime, .pageTime, booking.details.pageTime?.milliseconds, row, rank) || isNew
        let duration = booking.details.durationMinutes.flatMap { Int32(exactly: $0) }
        isNew = set(\.durationMinutes, .durationMinutes, duration, row, rank) || isNew
        isNew = set(\.utcOffset, .utcOffset, booking.utcOffset.flatMap { Int8(exactly: $0) }, row, rank) || isNew
        return isNew
    }

    /// An exact start replaces an uncertain one, never the reverse.
    private mutating func setStart(_ booking: Booking, _ row: Int, _ rank: FieldRanks.Rank) -> Bool {
        guard let start = booking.startsAt else { return false }
        let isKnown = columns.startsAt[row] != Columns.noTime
        if isKnown, booking.startIsUncertain, !columns.startIsUncertain[row] { return false }
        let settles = isKnown && columns.startIsUncertain[row] && !booking.startIsUncertain
        if settles { columns.ranks[row][.startsAt] = .unknown }
        let isNew = set(\.startsAt, .startsAt, start.milliseconds, row, rank)
        if isNew || settles { columns.startIsUncertain[row] = booking.startIsUncertain }
        return isNew || settles
    }

    private mutating func set(
        _ path: WritableKeyPath<Columns, NameColumn>,
        _ field: FieldRanks.Field,
        _ name: String?,
        _ row: Int,
        _ rank: FieldRanks.Rank
    ) -> Bool {
        guard let name, rank >= columns.ranks[row][field] else { return false }
        columns.ranks[row][field] = rank
        let id = columns[keyPath: path].id(of: name)
        guard columns[keyPath: path].ids[row] != id else { return false }
        columns[keyPath: path].ids[row] = id
        return true
    }

    private mutating func set(
        _ path: WritableKeyPath<Columns, [TextArena.Span]>,
        _ field: FieldRanks.Field,
        _ text: String?,
        _ row: Int,
        _ rank: FieldRanks.Rank
    ) -> Bool {
        guard let text, rank >= columns.ranks[row][field] else { return false }
        columns.ranks[row][field] = rank
        guard !columns.texts.holds(text, at: columns[keyPath: path][row]) else { return false }
        columns[keyPath: path][row] = columns.texts.add(text)
        return true
    }

    private mutating func set<Number: Equatable>(
        _ path: WritableKeyPath<Columns, [Number]>,
        _ field: FieldRanks.Field,
        _ number: Number?,
        _ row: Int,
        _ rank: FieldRanks.Rank
    ) -> Bool {
        guard let number, rank >= columns.ranks[row][field] else { return false }
        columns.ranks[row][field] = rank
        guard columns[keyPath: path][row] != number else { return false }
        columns[keyPath: path][row] = number
        return true
    }

    private mutating func mergeCustomFields(_ fields: [CustomField], _ row: Int, _ rank: FieldRanks.Rank) -> Bool {
        guard !fields.isEmpty, rank >= columns.ranks[row][.customFields] else { return false }
        columns.ranks[row][.customFields] = rank
        let bytes = CustomFieldsText.bytes(CustomFieldsText.merged(customFields(at: row), fields))
        guard !columns.texts.bytes[columns.customFields[row].range].elementsEqual(bytes) else { return false }
        columns.customFields[row] = columns.texts.add(bytes[...])
        return true
    }

    private mutating func refreshSearchText(_ row: Int) {
        let texts = SearchText.columns.map { columns.text($0, at: row) }
        let fields = customFields(at: row).flatMap { field in
            field.value.texts.map { CustomFieldText(name: field.name, value: $0) }
        }
        columns.search[row] = columns.searchTexts.add(SearchText.bytes(of: texts, customFields: fields)[...])
    }
}
