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
    func row(of sighting: SightingFields, in columns: Columns) -> Int? {
        let id = sighting[.id]
        if !id.isEmpty, let row = row(ofID: id, in: columns) { return row }
        guard !sighting[.email].isEmpty else { return nil }
        let email = SearchText.folded(sighting[.email])
        func fits(_ row: Int) -> Bool {
            guard columns.product[row] == sighting.product, columns.hasEmail(email, at: row) else { return false }
            // Two ids are two bookings, whatever else agrees.
            return id.isEmpty || columns.ranks[row][.id] == .unknown
        }
        if sighting.product == .bookingPages {
            if let created = sighting.createdAt?.milliseconds,
                let row = byEmailAndCreation.row(
                    hash: IdentityIndex.hash(email, created),
                    where: { columns.createdAt[$0] == created && fits($0) }
                )
            {
                return row
            }
            if let pageTime = sighting.pageTime?.milliseconds,
                let row = byEmailAndPageTime.row(
                    hash: IdentityIndex.hash(email, pageTime),
                    where: { columns.pageTime[$0] == pageTime && fits($0) }
                )
            {
                return row
            }
        }
        guard let start = sighting.startsAt?.milliseconds else { return nil }
        let page = sighting[.bookingPage]
        func isRecent(_ row: Int) -> Bool {
            columns.startsAt[row] == start && fits(row)
                && IdentityIndex.distance(sighting.receivedAt.milliseconds, columns.changedAt(row))
                    <= IdentityIndex.window
                && (page.isEmpty || columns.bookingPage[row] == 0
                    || columns.bookingPage.known(page) == columns.bookingPage[row])
        }
        let hash = IdentityIndex.hash(email, start)
        return byEmailAndStart.row(hash: hash, where: isRecent)
            ?? formerByEmailAndStart.row(hash: hash, where: isRecent)
    }

    /// The row of the booking with an id.
    func row(ofID id: String, in columns: Columns) -> Int? {
        var id = id
        return id.withUTF8 { row(ofID: $0, in: columns) }
    }

    /// The row of the booking with an id.
    func row(ofID id: UnsafeBufferPointer<UInt8>, in columns: Columns) -> Int? {
        byID.row(hash: ByteHash.of(id)) { columns.texts.holds(id, .id, at: $0) }
    }

    /// Remembers what a row can be found by after a sighting was merged into it.
    mutating func add(_ row: Int, at instant: Timestamp, in columns: Columns) {
        let ranks = columns.ranks[row]
        if ranks.knows(.id) {
            columns.texts.withField(.id, at: row) { id in
                byID.insert(row, hash: ByteHash.of(id)) { $0 == row || columns.texts.holds(id, .id, at: $0) }
            }
        }
        guard ranks.knows(.email) else { return }
        let email = columns.texts.withField(.email, at: row) { SearchText.folded($0) }
        func insert(_ row: Int, _ times: PackedColumn, into index: inout RowIndex) {
            let time = times[row]
            guard time != PackedColumn.none else { return }
            index.insert(row, hash: IdentityIndex.hash(email, time)) { other in
                other == row || times[other] == time && columns.hasEmail(email, at: other)
            }
        }
        if columns.product[row] == .bookingPages {
            insert(row, columns.createdAt, into: &byEmailAndCreation)
            insert(row, columns.pageTime, into: &byEmailAndPageTime)
        }
        if IdentityIndex.distance(instant.milliseconds, startsSince) > IdentityIndex.window {
            formerByEmailAndStart = byEmailAndStart
            byEmailAndStart = RowIndex()
            startsSince = instant.milliseconds
        }
        insert(row, columns.startsAt, into: &byEmailAndStart)
    }

    private static func distance(_ left: Int64, _ right: Int64) -> UInt64 {
        left > right ? UInt64(bitPattern: left &- right) : UInt64(bitPattern: right &- left)
    }

    private static func hash(_ email: [UInt8], _ time: Int64) -> UInt32 {
        email.withUnsafeBufferPointer { ByteHash.of($0, with: time) }
    }
}

extension Columns {
    /// Whether the e-mail address of a row is this one in lower case.
    fileprivate func hasEmail(_ email: [UInt8], at row: Int) -> Bool {
        texts.withField(.email, at: row) { found in
            if found.allSatisfy({ $0 < 0x80 }) { return SearchText.isEqual(found, email) }
            return SearchText.folded(found) == email
        }
    }
}
