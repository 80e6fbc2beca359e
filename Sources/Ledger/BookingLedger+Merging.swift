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
        // Without a calendar the product is that of what named no other (PlainBooking), and gives way to one that is told.
        let isProductTold = booking.product == .bookingPages || booking.bookingCalendar != nil
        change.set(&columns.product, .product, booking.product, isProductTold ? rank : .labelled, &ranks)
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
        change.setHost(&columns.host, details, rank, &ranks)
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
