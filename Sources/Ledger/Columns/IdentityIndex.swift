import Bookings

/// Finds the booking that a sighting belongs to (README, "What one booking is").
///
/// The keys are hashes with the process's secret seed; a hit is checked against the columns.
struct IdentityIndex: Sendable {
    private var byID: [Int: UInt32] = [:]
    private var byEmailAndCreation: [Int: UInt32] = [:]
    private var byEmailAndPageTime: [Int: UInt32] = [:]
    private var byEmailAndStart: [Int: UInt32] = [:]

    /// Two sightings of one booking without any id arrive within this time of each other, in milliseconds.
    private static let window: Int64 = 10 * 60_000

    /// The row of the booking that a sighting belongs to; nil for a booking not seen before.
    func row(of sighting: Sighting, in columns: Columns) -> Int? {
        let booking = sighting.booking
        if let id = booking.id, let row = byID[hash(id)], columns.texts.holds(id, at: columns.id[Int(row)]) {
            return Int(row)
        }
        guard let email = booking.email.map(SearchText.folded) else { return nil }
        func fits(_ row: UInt32?) -> Int? {
            guard let row = row.map({ Int($0) }), columns.product[row] == booking.product,
                SearchText.folded(columns.text(.email, at: row) ?? "") == email
            else { return nil }
            // Two ids are two bookings, whatever else agrees.
            let isAnother = booking.id.map { !columns.id[row].isEmpty && !columns.texts.holds($0, at: columns.id[row]) }
            return isAnother == true ? nil : row
        }
        if booking.product == .bookingPages {
            if let created = booking.createdAt, let row = fits(byEmailAndCreation[hash(email, created.milliseconds)]),
                columns.createdAt[row] == created.milliseconds
            {
                return row
            }
            if let pageTime = booking.details.pageTime,
                let row = fits(byEmailAndPageTime[hash(email, pageTime.milliseconds)]),
                columns.pageTime[row] == pageTime.milliseconds
            {
                return row
            }
        }
        guard let start = booking.startsAt, let row = fits(byEmailAndStart[hash(email, start.milliseconds)]),
            columns.startsAt[row] == start.milliseconds
        else { return nil }
        let distance = sighting.receivedAt.milliseconds.subtractingReportingOverflow(columns.changedAt[row])
        guard !distance.overflow, distance.partialValue.magnitude <= UInt64(IdentityIndex.window) else { return nil }
        let page = columns.text(.bookingPage, at: row)
        return page == nil || booking.bookingPage == nil || page == booking.bookingPage ? row : nil
    }

    /// Remembers what a row can be found by.
    mutating func add(_ booking: Booking, row: Int, receivedAt: Timestamp) {
        let row = UInt32(row)
        if let id = booking.id { byID[hash(id)] = row }
        guard let email = booking.email.map(SearchText.folded) else { return }
        if booking.product == .bookingPages {
            if let created = booking.createdAt { byEmailAndCreation[hash(email, created.milliseconds)] = row }
            if let pageTime = booking.details.pageTime { byEmailAndPageTime[hash(email, pageTime.milliseconds)] = row }
        }
        if let start = booking.startsAt { byEmailAndStart[hash(email, start.milliseconds)] = row }
    }

    private func hash(_ text: String) -> Int {
        var hasher = Hasher()
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        return hasher.finalize()
    }

    private func hash(_ email: [UInt8], _ time: Int64) -> Int {
        var hasher = Hasher()
        email.withUnsafeBytes { hasher.combine(bytes: $0) }
        hasher.combine(time)
        return hasher.finalize()
    }
}
