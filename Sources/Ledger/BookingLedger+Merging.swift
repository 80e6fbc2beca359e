import Bookings

extension BookingLedger {
    /// Writes what a sighting tells into its row, field by field.
    ///
    /// Signed webhook data wins over what a browser said, that over a source's labels; within a rank the later wins; nothing
    /// known is replaced by nothing. What an event tells that is older than one applied before takes the place only of
    /// what is known less well: events do not arrive in the order in which they happened.
    ///
    /// - Returns: whether anything is new.
    mutating func merge(_ sighting: borrowing SightingFields, into row: Int) -> Bool {
        let rank: FieldRanks.Rank = sighting.isSigned ? .signed : .payload
        // What a browser says of the status and the start was true when the customer booked; it never knows of what came
        // later. Only a status that says more than that may overrule a webhook.
        let isFirstNews = sighting.channel != .webhook && BookingLedger.isScheduled(sighting[.status])
        let newsRank: FieldRanks.Rank = isFirstNews ? .labelled : rank
        var ranks = columns.ranks[row]
        let isOutdated =
            sighting.occurredAt.map {
                lifecycle.isOutdated($0.milliseconds, isSigned: sighting.isSigned, row: row)
            } ?? false
        var change = FieldChange(row: row, isOutdated: isOutdated)
        // Without a calendar the product is that of what named no other (PlainBooking), and gives way to one that is told.
        let isProductTold = sighting.product == .bookingPages || !sighting[.bookingCalendar].isEmpty
        change.setProduct(&columns.product, sighting.product, isProductTold ? rank : .labelled, &ranks)
        change.set(&columns.status, .status, sighting, .status, newsRank, &ranks)
        setNames(sighting, rank, &change, &ranks)
        change.set(&columns.createdAt, .createdAt, sighting.createdAt?.milliseconds, rank, &ranks)
        change.set(&columns.pageTime, .pageTime, sighting.pageTime?.milliseconds, rank, &ranks)
        // Beyond these nobody means what he says.
        let duration = sighting.durationMinutes.flatMap { Int32(exactly: $0) }
        change.set(&columns.durationMinutes, .durationMinutes, duration.map(Int64.init), rank, &ranks)
        let offset = sighting.utcOffset.flatMap { Int8(exactly: $0) }
        change.set(&columns.utcOffset, .utcOffset, offset.map(Int64.init), rank, &ranks)
        change.setStart(&columns, sighting, newsRank, &ranks)
        change.setTexts(&columns, sighting, rank, &ranks)
        columns.ranks[row] = ranks
        return change.isNew
    }

    private mutating func setNames(
        _ sighting: borrowing SightingFields,
        _ rank: FieldRanks.Rank,
        _ change: inout FieldChange,
        _ ranks: inout FieldRanks
    ) {
        let labelled = sighting.labelled
        let typeRank = labelled.contains(.eventType) ? .labelled : rank
        change.setReference(&columns.eventType, .eventType, sighting, .eventType, .eventTypeID, typeRank, &ranks)
        let pageRank = labelled.contains(.bookingPage) ? .labelled : rank
        change.setReference(
            &columns.bookingPage,
            .bookingPage,
            sighting,
            .bookingPage,
            .bookingPageID,
            pageRank,
            &ranks
        )
        let masterRank = labelled.contains(.masterPage) ? .labelled : rank
        change.setReference(&columns.masterPage, .masterPage, sighting, .masterPage, .masterPageID, masterRank, &ranks)
        change.setHost(&columns.host, sighting, rank, &ranks)
        change.set(&columns.bookingCalendar, .bookingCalendar, sighting, .bookingCalendar, rank, &ranks)
        change.set(&columns.timeZone, .timeZone, sighting, .timeZone, rank, &ranks)
        change.set(&columns.source, .source, sighting, .source, rank, &ranks)
        change.set(&columns.name, .name, sighting, .name, rank, &ranks)
        change.set(&columns.company, .company, sighting, .company, rank, &ranks)
        change.set(&columns.subject, .subject, sighting, .subject, rank, &ranks)
        change.set(&columns.note, .note, sighting, .note, rank, &ranks)
        change.set(&columns.location, .location, sighting, .location, rank, &ranks)
    }

    private static func isScheduled(_ status: UnsafeBufferPointer<UInt8>) -> Bool {
        status.isEmpty || status.isSame(as: "scheduled")
    }
}
