public import Bookings

extension BookingLedger {
    /// The row of the booking that took the place of a row's; nil where none did, or is known.
    public func replacement(of row: Int) -> Int? {
        lifecycle.replacements[UInt32(row)].map { Int($0) }
    }

    /// The row of the booking whose place a row's took; nil where there is none, or it was not seen.
    public func replaced(by row: Int) -> Int? {
        guard let id = columns.texts.text(.rescheduledFrom, at: row) else { return nil }
        return identities.row(ofID: id, in: columns).flatMap { $0 == row ? nil : $0 }
    }

    /// Whether of a row only redirects are known whose URL was cut off on the way.
    public func isCutOff(_ row: Int) -> Bool { lifecycle.cutOff.contains(UInt32(row)) }

    /// One booking as it is known after each of its sightings, with all of its details.
    ///
    /// All sightings count as of one booking, whatever they say. O(n).
    public static func states(after sightings: [Sighting]) -> [Booking] {
        var ledger = BookingLedger()
        var details = MergedDetails()
        var states: [Booking] = []
        var fields = SightingFields()
        for sighting in sightings {
            fields.fill(from: SightingRecord(sequence: 0, sighting: sighting))
            if states.isEmpty {
                ledger.columns.addRow(product: sighting.booking.product, receivedAt: sighting.receivedAt)
            }
            _ = ledger.merge(fields, into: 0)
            _ = ledger.lifecycle.mark(0, isCutOff: sighting.booking.isCutOff, isAdded: states.isEmpty)
            details.merge(sighting)
            var booking = ledger.booking(at: 0)
            booking.details = details.details
            states.append(booking)
        }
        return states
    }

    /// Ties a row to the booking whose place it took, and to the one that took its own, whichever comes first.
    ///
    /// The customer canceled the one and booked the other (contract.md section 4.1, `canceled_then_rescheduled`): so the
    /// one counts as canceled at the time of that event, unless an event of its own that is newer says otherwise.
    ///
    /// - Returns: whether the row itself changed, and the row whose place it took, if that changed.
    mutating func tie(_ row: Int, _ sighting: borrowing SightingFields) -> (isChanged: Bool, other: Int?) {
        let former = sighting[.rescheduledFrom]
        guard !lifecycle.awaited.isEmpty || !former.isEmpty else { return (false, nil) }
        let own = columns.texts.withField(.id, at: row) { Array($0) }
        let awaited = own.isEmpty ? nil : lifecycle.takeAwaited(own)
        let isChanged = awaited.map { cancel(row, for: $0, at: sighting.receivedAt) } ?? false
        guard !former.isEmpty, !own.elementsEqual(former) else { return (isChanged, nil) }
        let time = sighting.occurredAt ?? sighting.createdAt ?? sighting.receivedAt
        let replacement = Lifecycle.Replacement(row: row, time: time.milliseconds, isSigned: sighting.isSigned)
        guard let old = identities.row(ofID: former, in: columns) else {
            lifecycle.wait(for: Array(former), replacement)
            return (isChanged, nil)
        }
        return (isChanged, cancel(old, for: replacement, at: sighting.receivedAt) ? old : nil)
    }

    private mutating func cancel(_ row: Int, for replacement: Lifecycle.Replacement, at instant: Timestamp) -> Bool {
        guard lifecycle.replace(row, by: replacement.row) else { return false }
        let isOutdated = lifecycle.isOutdated(replacement.time, isSigned: replacement.isSigned, row: row)
        let rank: FieldRanks.Rank = replacement.isSigned ? .signed : .payload
        var change = FieldChange(row: row, isOutdated: isOutdated)
        var ranks = columns.ranks[row]
        var status = "canceled"
        status.withUTF8 { change.set(&columns.status, .status, $0, hash: ByteHash.of($0), rank, &ranks) }
        columns.ranks[row] = ranks
        columns.setChanged(row, at: instant)
        return true
    }
}
