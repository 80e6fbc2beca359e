/// How well the fields of each booking are known; most bookings have one of a few combinations, each kept once.
struct RankColumn: Sendable {
    private var combinations = [FieldRanks()]
    private var ids: [FieldRanks: Int64] = [FieldRanks(): 0]
    private var column = PackedColumn(fallback: 0)
    /// The combination that was set last, and its id: as like as not the next is the same.
    private var last = (ranks: FieldRanks(), id: Int64(0))

    subscript(row: Int) -> FieldRanks {
        get { combinations[Int(column[row])] }
        set {
            if newValue != last.ranks { last = (newValue, id(of: newValue)) }
            column[row] = last.id
        }
    }

    private mutating func id(of ranks: FieldRanks) -> Int64 {
        let id = ids[ranks] ?? Int64(combinations.count)
        if id == combinations.count {
            combinations.append(ranks)
            ids[ranks] = id
        }
        return id
    }

    /// The rows of a range for whose ranks the answer is yes.
    func rows(_ range: Range<Int>, where isIn: (FieldRanks) -> Bool) -> RowSet {
        let passing = combinations.map(isIn)
        return RowSet(column, range) { passing[Int($0)] }
    }
}
