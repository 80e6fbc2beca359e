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
    /// The rows of bookings whose id is not known: only those can a sighting with another id belong to.
    private var rowsWithoutID = 0

    /// Two sightings of one booking that agree on nothing better arrive within this time of each other, in milliseconds.
    private static let window: UInt64 = 10 * 60_000

    /// The row of the booking that a sighting belongs to; nil for a booking not seen before.
    func row(of sighting: borrowing SightingFields, in columns: borrowing Columns) -> Int? {
        let id = sighting[.id]
        if !id.isEmpty, let row = IdentityIndex.row(ofID: id, hash: sighting.hash(of: .id), byID, in: columns.texts) {
            return row
        }
        guard !sighting[.email].isEmpty, id.isEmpty || rowsWithoutID > 0 else { return nil }
        let emailHash = sighting.foldedEmailHash
        if sighting.product == .bookingPages {
            if let created = sighting.createdAt?.milliseconds {
                var walk = byEmailAndCreation.walk(IdentityIndex.mix(emailHash, created))
                while let row = byEmailAndCreation.next(&walk) {
                    if columns.createdAt[row] == created, columns.fits(row, sighting) { return row }
                }
            }
            if let pageTime = sighting.pageTime?.milliseconds {
                var walk = byEmailAndPageTime.walk(IdentityIndex.mix(emailHash, pageTime))
                while let row = byEmailAndPageTime.next(&walk) {
                    if columns.pageTime[row] == pageTime, columns.fits(row, sighting) { return row }
                }
            }
        }
        return IdentityIndex.recentRow(of: sighting, among: byEmailAndStart, in: columns)
            ?? IdentityIndex.recentRow(of: sighting, among: formerByEmailAndStart, in: columns)
    }

    private static func recentRow(
        of sighting: borrowing SightingFields,
        among index: RowIndex,
        in columns: borrowing Columns
    ) -> Int? {
        guard let start = sighting.startsAt?.milliseconds else { return nil }
        let page = sighting[.bookingPage]
        var walk = index.walk(mix(sighting.foldedEmailHash, start))
        while let row = index.next(&walk) {
            guard columns.startsAt[row] == start, columns.fits(row, sighting),
                distance(sighting.receivedAt.milliseconds, columns.changedAt(row)) <= window
            else { continue }
            let known = columns.bookingPage[row]
            if page.isEmpty || known == 0 || columns.bookingPage.known(page) == known { return row }
        }
        return nil
    }

    /// The row of the booking with an id.
    func row(ofID id: String, in columns: borrowing Columns) -> Int? {
        let id = Array(id.utf8)
        return id.withUnsafeBufferPointer { row(ofID: $0, in: columns) }
    }

    /// The row of the booking with an id.
    func row(ofID id: UnsafeBufferPointer<UInt8>, in columns: borrowing Columns) -> Int? {
        IdentityIndex.row(ofID: id, hash: ByteHash.of(id), byID, in: columns.texts)
    }

    private static func row(
        ofID id: UnsafeBufferPointer<UInt8>,
        hash: UInt32,
        _ index: RowIndex,
        in texts: borrowing TextRecords
    ) -> Int? {
        var walk = index.walk(hash)
        while let row = index.next(&walk) {
            if texts.holds(id, .id, at: row) { return row }
        }
        return nil
    }

    /// Remembers what a row can be found by after a sighting was merged into it.
    ///
    /// `hadID` tells whether the booking's id was known before; nil for a booking that was not seen before.
    mutating func add(_ row: Int, _ sighting: borrowing SightingFields, hadID: Bool?, in columns: borrowing Columns) {
        let ranks = columns.ranks[row]
        note(hadID, hasID: ranks.knows(.id))
        if hadID == nil {
            // Nothing was found by it.
            if !sighting[.id].isEmpty { byID.insertNew(row, hash: sighting.hash(of: .id)) }
        } else if !sighting[.id].isEmpty {
            addID(row, in: columns.texts)
        }
        guard ranks.knows(.email) else { return }
        if hadID == nil || columns.texts.holds(sighting[.email], .email, at: row) {
            return insert(row, sighting, sighting.foldedEmail, sighting.foldedEmailHash, in: columns)
        }
        let folded = columns.texts.withField(.email, at: row) { SearchText.folded($0) }
        let email = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: folded.count)
        defer { email.deallocate() }
        _ = email.initialize(from: folded)
        insert(row, sighting, UnsafeBufferPointer(email), ByteHash.of(UnsafeBufferPointer(email)), in: columns)
    }

    private mutating func insert(
        _ row: Int,
        _ sighting: borrowing SightingFields,
        _ email: UnsafeBufferPointer<UInt8>,
        _ hash: UInt32,
        in columns: borrowing Columns
    ) {
        if columns.product[row] == .bookingPages {
            IdentityIndex.insert(row, email, hash, columns.createdAt, columns.texts, into: &byEmailAndCreation)
            IdentityIndex.insert(row, email, hash, columns.pageTime, columns.texts, into: &byEmailAndPageTime)
        }
        let instant = sighting.receivedAt.milliseconds
        if IdentityIndex.distance(instant, startsSince) > IdentityIndex.window {
            formerByEmailAndStart = byEmailAndStart
            byEmailAndStart = RowIndex()
            startsSince = instant
        }
        IdentityIndex.insert(row, email, hash, columns.startsAt, columns.texts, into: &byEmailAndStart)
    }

    private mutating func note(_ hadID: Bool?, hasID: Bool) {
        if hadID == nil, !hasID { rowsWithoutID += 1 }
        if hadID == false, hasID { rowsWithoutID -= 1 }
    }

    private mutating func addID(_ row: Int, in texts: borrowing TextRecords) {
        let id = texts.withField(.id, at: row) { Array($0) }
        id.withUnsafeBufferPointer { id in
            let hash = ByteHash.of(id)
            var walk = byID.walk(hash)
            while let other = byID.next(&walk), !byID.isLong(walk) {
                if other == row || texts.holds(id, .id, at: other) { break }
            }
            byID.insert(row, at: walk)
        }
    }

    private static func insert(
        _ row: Int,
        _ email: UnsafeBufferPointer<UInt8>,
        _ emailHash: UInt32,
        _ times: borrowing PackedColumn,
        _ texts: borrowing TextRecords,
        into index: inout RowIndex
    ) {
        let time = times[row]
        guard time != PackedColumn.none else { return }
        var walk = index.walk(mix(emailHash, time))
        while let other = index.next(&walk), !index.isLong(walk) {
            if other == row || times[other] == time && texts.hasEmail(email, at: other) { break }
        }
        index.insert(row, at: walk)
    }

    private static func distance(_ left: Int64, _ right: Int64) -> UInt64 {
        left > right ? UInt64(bitPattern: left &- right) : UInt64(bitPattern: right &- left)
    }

    /// The hash of an address and a time.
    private static func mix(_ hash: UInt32, _ time: Int64) -> UInt32 {
        let product = (UInt64(hash) | 1 << 32).multipliedFullWidth(by: UInt64(bitPattern: time) ^ 0x9E37_79B9_7F4A_7C15)
        return UInt32(truncatingIfNeeded: (product.high ^ product.low) >> 16)
    }
}

extension Columns {
    /// Whether a sighting with an e-mail address can be of the booking in a row.
    fileprivate func fits(_ row: Int, _ sighting: borrowing SightingFields) -> Bool {
        guard product[row] == sighting.product, texts.hasEmail(sighting.foldedEmail, at: row) else { return false }
        // Two ids are two bookings, whatever else agrees.
        return sighting[.id].isEmpty || !ranks[row].knows(.id)
    }
}

extension TextRecords {
    /// Whether the e-mail address of a row is this one in lower case.
    fileprivate func hasEmail(_ email: UnsafeBufferPointer<UInt8>, at row: Int) -> Bool {
        withField(.email, at: row) { found in
            if found.isASCII {
                return found.count == email.count && zip(found, email).allSatisfy { SearchText.folded($0) == $1 }
            }
            return SearchText.folded(found).elementsEqual(email)
        }
    }
}
