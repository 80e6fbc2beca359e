import Bookings

extension BookingLedger {
    /// What must hold between calls, and does not; nil where all is well.
    ///
    /// O(n); for tests.
    func checkInvariants() -> String? {
        columns.checkInvariants() ?? log.checkInvariants(rows: count) ?? checkIdentities()
    }

    private func checkIdentities() -> String? {
        for row in 0..<count {
            guard let id = columns.texts.text(.id, at: row) else { continue }
            guard identities.row(ofID: id, in: columns) == row else { return "row \(row) is not found by its id" }
        }
        return nil
    }
}

extension Columns {
    fileprivate func checkInvariants() -> String? {
        guard channels.count == count, receivedAt.count == count else { return "columns differ in length" }
        guard ([startsAt, createdAt, pageTime, durationMinutes] + names.map(\.ids)).allSatisfy({ $0.count <= count })
        else {
            return "a column is too long"
        }
        guard names.allSatisfy({ column in (0..<count).allSatisfy { Int(column[$0]) < column.nameCount } }) else {
            return "an id has no name"
        }
        for row in 0..<count {
            for column in TextColumn.allCases {
                guard (text(column, at: row) != nil) == ranks[row].knows(column.field) else {
                    return "the rank of \(column) in row \(row) does not fit its value"
                }
            }
            guard (startsAt[row] != PackedColumn.none) == ranks[row].knows(.startsAt),
                (createdAt[row] != PackedColumn.none) == ranks[row].knows(.createdAt)
            else { return "the rank of a time in row \(row) does not fit its value" }
            guard !channels[row].isEmpty else { return "row \(row) was seen on no channel" }
        }
        return texts.checkInvariants()
    }
}
