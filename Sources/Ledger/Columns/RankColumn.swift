/// How well the fields of each booking are known; most bookings have one of a few combinations, each kept once.
struct RankColumn: Sendable {
    private var combinations = [FieldRanks()]
    private var ids: [FieldRanks: Int64] = [FieldRanks(): 0]
    private var column = PackedColumn(fallback: 0)

    subscript(row: Int) -> FieldRanks {
        get { combinations[Int(column[row])] }
        set {
            let id = ids[newValue] ?? Int64(combinations.count)
            if id == combinations.count {
                combinations.append(newValue)
                ids[newValue] = id
            }
            column[row] = id
        }
    }

    /// The rows of a range for whose ranks the answer is yes.
    func rows(_ range: Range<Int>, where isIn: (FieldRanks) -> Bool) -> RowSet {
        let passing = combinations.map(isIn)
        return RowSet(column, range) { passing[Int($0)] }
    }
}
