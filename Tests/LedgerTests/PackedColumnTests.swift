import Bookings
import Testing

@testable import Ledger

@Suite struct PackedColumnTests {
    /// Numbers as columns have them: times, starts, ids, what is the same in all, the greatest and the least, none.
    private static func number(_ kind: Int, _ row: Int, _ generator: inout SeededGenerator) -> Int64 {
        if kind > 0, Int.random(in: 0..<5, using: &generator) == 0 { return PackedColumn.none }
        return switch kind {
        case 0: Int64(row)
        case 1: 1_760_000_000_000 + Int64(row) * 37 + Int64.random(in: -500...500, using: &generator)
        case 2: 1_760_000_040_000 + Int64.random(in: 0..<90_000, using: &generator) * 60_000
        case 3: Int64.random(in: 0..<300, using: &generator)
        case 4: 7
        default: [.max / 2, .min / 2, 0, -1].randomElement(using: &generator) ?? 0
        }
    }

    @Test(arguments: 0...5, [Int64(0), 1])
    func itHoldsWhatWasPutIn(kind: Int, stride: Int64) {
        var generator = SeededGenerator(seed: UInt64(kind) + 1)
        var column = PackedColumn(stride: stride)
        var expected: [Int64] = []
        for row in 0..<9_000 {
            expected.append(Self.number(kind, row, &generator))
            column.append(expected[row])
        }
        for _ in 0..<500 {
            let row = Int.random(in: 0..<9_000, using: &generator)
            expected[row] = Self.number(kind, row, &generator)
            column[row] = expected[row]
        }
        #expect(expected.indices.allSatisfy { column[$0] == expected[$0] })
        let even = RowSet(column, 0..<9_000) { $0 & 1 == 0 }
        #expect(expected.indices.allSatisfy { even.contains($0) == (expected[$0] & 1 == 0) })
        var found: [Int] = []
        column.visit(in: 5..<2_000_000_000_000) { row, _ in found.append(row) }
        #expect(found == expected.indices.filter { (5..<2_000_000_000_000).contains(expected[$0]) })
        column.removeLast(from: 5_000)
        #expect(column.count == 5_000 && column[4_999] == expected[4_999])
    }

    @Test func rowsThatWereNeverSetHaveTheFallback() {
        var column = PackedColumn(fallback: 0)
        #expect(column[12_345] == 0 && column.count == 0)
        column[9_000] = 5
        #expect(column[8_999] == 0 && column[9_000] == 5 && column[9_001] == 0)
        let found = RowSet(column, 0..<20_000) { $0 == 5 }
        #expect(found.rows == [9_000])
        var sum: Int64 = 0
        column.visit(RowSet(rows: 20_000, filled: true)) { sum += $0 + 1 }
        #expect(sum == 20_005)
    }

    @Test func whatIsTheSameOrGrowsByOneTakesNoMemory() {
        var (same, growing) = (PackedColumn(), PackedColumn(stride: 1))
        for row in 0..<10_000 {
            same.append(1_760_000_000_000)
            growing.append(Int64(row) + 17)
        }
        #expect(same.pages.allSatisfy { $0.width == 0 })
        #expect(growing.pages.allSatisfy { $0.width == 0 })
    }
}

@Suite struct RowIndexTests {
    @Test func rowsAreFoundHoweverManyThereAre() {
        // More than are kept apart as the last that came.
        let count = 150_000
        var index = RowIndex()
        func hash(_ row: Int) -> UInt32 { UInt32(truncatingIfNeeded: (row / 2) &* 2_654_435_761) }
        for row in 0..<count { index.insert(row, hash: hash(row)) }
        let copy = index
        for row in count..<count + 100 { index.insert(row, hash: hash(row)) }
        func rows(_ index: RowIndex, _ hash: UInt32) -> Set<Int> {
            var walk = index.walk(hash)
            var rows: Set<Int> = []
            while let row = index.next(&walk) { rows.insert(row) }
            return rows
        }
        for row in stride(from: 0, to: count, by: 97) { #expect(rows(index, hash(row)) == [row & ~1, row | 1]) }
        #expect(rows(copy, hash(count + 50)).isEmpty)
        #expect(rows(index, hash(count + 50)) == [count + 50, count + 51])
    }

    @Test func aRowThatAWalkStandsOnIsReplaced() {
        var index = RowIndex()
        index.insert(1, hash: 42)
        index.insert(2, hash: 42)
        var walk = index.walk(42)
        while let row = index.next(&walk), row != 1 {}
        index.insert(9, at: walk)
        var rows: Set<Int> = []
        walk = index.walk(42)
        while let row = index.next(&walk) { rows.insert(row) }
        #expect(rows == [2, 9])
    }

    @Test func rowsOfOneHashAreNotKeptWithoutEnd() {
        var index = RowIndex()
        for row in 0..<1_000 { index.insert(row, hash: 7) }
        var walk = index.walk(7)
        var count = 0
        while index.next(&walk) != nil { count += 1 }
        #expect(count <= 16)
    }
}
