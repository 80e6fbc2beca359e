import Bookings

/// Finds the booking that a sighting belongs to (README, "What one booking is").
struct IdentityIndex: Sendable {
    private var byID = RowIndex()
    private var byEmailAndCreation = RowIndex()
    private var byEmailAndPageTime = RowIndex()
    /// Of the last ten to twenty minutes; older entries would find nothing.
    private var byEmailAndStart = RowIndex()
    private var formerByEmailAndStart = RowIndex()
    private var startsSince = Int64.min

    /// Two sightings of one booking that agree on nothing better arrive within this time of each other, in milliseconds.
    private static let window: UInt64 = 10 * 60_000

    /// The row of the booking that a sighting belongs to; nil for a booking not seen before.
    func row(of sighting: Sighting, in columns: Columns) -> Int? {
        let booking = sighting.booking
        if let id = booking.id, let row = row(ofID: id, in: columns) { return row }
        guard let email = booking.email.map(SearchText.folded) else { return nil }
        func fits(_ row: Int) -> Bool {
            guard columns.product[row] == booking.product, columns.hasEmail(email, at: row) else {
                return false
            }
            // Two ids are two bookings, whatever else agrees.
            return booking.id == nil || columns.ranks[row][.id] == .unknown
        }
        if booking.product == .bookingPages {
            if let created = booking.createdAt?.milliseconds,
                let row = byEmailAndCreation.row(
                    hash: IdentityIndex.hash(email, created),
                    where: { columns.createdAt[$0] == created && fits($0) }
                )
            {
                return row
            }
            if let pageTime = booking.details.pageTime?.milliseconds,
                let row = byEmailAndPageTime.row(
                    hash: IdentityIndex.hash(email, pageTime),
                    where: { columns.pageTime[$0] == pageTime && fits($0) }
                )
            {
                return row
            }
        }
        guard let start = booking.startsAt?.milliseconds else { return nil }
        func isRecent(_ row: Int) -> Bool {
            columns.startsAt[row] == start && fits(row)
                && IdentityIndex.distance(sighting.receivedAt.milliseconds, columns.changedAt[row])
                    <= IdentityIndex.window
                && (booking.bookingPage == nil || columns.bookingPage.ids[row] == 0
                    || columns.bookingPage.known(booking.bookingPage ?? "") == columns.bookingPage.ids[row])
        }
        let hash = IdentityIndex.hash(email, start)
        return byEmailAndStart.row(hash: hash, where: isRecent)
            ?? formerByEmailAndStart.row(hash: hash, where: isRecent)
    }

    /// The row of the booking with an id.
    func row(ofID id: String, in columns: Columns) -> Int? {
        byID.row(hash: Hasher.hash(id)) { columns.texts.holds(id, .id, at: $0) }
    }

    /// Remembers what a row can be found by after a sighting was merged into it.
    mutating func add(_ row: Int, at instant: Timestamp, in columns: Columns) {
        if columns.ranks[row][.id] != .unknown {
            let id = columns.texts.field(.id, at: row)
            byID.insert(row, hash: IdentityIndex.hash(id)) { columns.texts.field(.id, at: $0) == id }
        }
        guard columns.ranks[row][.email] != .unknown,
            let email = columns.texts.text(.email, at: row).map(SearchText.folded)
        else { return }
        func insert(_ row: Int, _ time: Int64, _ times: [Int64], into index: inout RowIndex) {
            guard time != Columns.noTime else { return }
            index.insert(row, hash: IdentityIndex.hash(email, time)) { other in
                times[other] == time && columns.hasEmail(email, at: other)
            }
        }
        if columns.product[row] == .bookingPages {
            insert(row, columns.createdAt[row], columns.createdAt, into: &byEmailAndCreation)
            insert(row, columns.pageTime[row], columns.pageTime, into: &byEmailAndPageTime)
        }
        if IdentityIndex.distance(instant.milliseconds, startsSince) > IdentityIndex.window {
            formerByEmailAndStart = byEmailAndStart
            byEmailAndStart = RowIndex()
            startsSince = instant.milliseconds
        }
        insert(row, columns.startsAt[row], columns.startsAt, into: &byEmailAndStart)
    }

    private static func distance(_ left: Int64, _ right: Int64) -> UInt64 {
        left > right ? UInt64(bitPattern: left &- right) : UInt64(bitPattern: right &- left)
    }

    private static func hash(_ bytes: ArraySlice<UInt8>) -> Int {
        var hasher = Hasher()
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        return hasher.finalize()
    }

    private static func hash(_ email: [UInt8], _ time: Int64) -> Int {
        var hasher = Hasher()
        email.withUnsafeBytes { hasher.combine(bytes: $0) }
        hasher.combine(time)
        return hasher.finalize()
    }
}

extension Columns {
    /// Whether the e-mail address of a row is this one in lower case.
    fileprivate func hasEmail(_ email: [UInt8], at row: Int) -> Bool {
        let found = texts.field(.email, at: row)
        if found.allSatisfy({ $0 < 0x80 }) {
            return found.count == email.count
                && zip(found, email).allSatisfy { SearchText.folded($0) == $1 }
        }
        return SearchText.folded(String(decoding: found, as: UTF8.self)) == email
    }
}
