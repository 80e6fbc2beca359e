import Screen
import Testing

@testable import Dashboard

@Suite struct LayoutTests {
    private func layout(_ columns: Int, _ rows: Int, _ change: (inout Layout.Wishes) -> Void = { _ in }) -> Layout {
        var wishes = Layout.Wishes()
        change(&wishes)
        return Layout(Size(columns: columns, rows: rows), wishes)
    }

    @Test(arguments: [
        (140, 40, Layout.Arrangement.beside, 1), (120, 40, .beside, 1), (119, 40, .below, 1), (80, 24, .below, 1),
        (80, 20, .listOnly, 1), (79, 40, .listOnly, 2), (60, 15, .listOnly, 2), (40, 10, .listOnly, 2),
        (20, 5, .listOnly, 1),
    ])
    func theArrangementFollowsTheSize(columns: Int, rows: Int, arrangement: Layout.Arrangement, lines: Int) {
        let layout = layout(columns, rows)
        #expect(layout.arrangement == arrangement)
        #expect(layout.linesPerBooking == lines)
    }

    @Test func aFocusedDetailTakesTheListsPlaceWhereThereIsNoRoomForBoth() {
        #expect(layout(60, 20) { $0.detailFocused = true }.arrangement == .detailOnly)
        #expect(layout(120, 40) { $0.detailFocused = true }.arrangement == .beside)
        #expect(
            layout(120, 40) {
                $0.detail = false
                $0.detailFocused = true
            }
            .arrangement == .detailOnly
        )
    }

    @Test func theListHasRoomForFourBookingsAtFortyByTen() {
        #expect(layout(40, 10).visibleBookings >= 3)
        #expect(layout(40, 12).visibleBookings == 4)
    }

    @Test func anErrorHasALineUnderTheFilterWhateverTheSize() {
        for (columns, rows) in [(140, 40), (80, 24), (40, 12), (20, 5)] {
            let layout = layout(columns, rows) {
                $0.filter = true
                $0.filterError = true
            }
            #expect(layout.filterError.row == layout.filter.row + 1)
        }
    }

    @Test func partsNeverOverlapNorLeaveTheScreen() {
        for rows in 0...50 {
            for columns in [0, 1, 2, 5, 19, 20, 39, 40, 41, 59, 60, 79, 80, 81, 100, 119, 120, 121, 140, 200, 300] {
                for bits in 0..<64 {
                    let layout = layout(columns, rows) {
                        $0.detail = bits & 1 != 0
                        $0.detailFocused = bits & 2 != 0
                        $0.hints = bits & 4 != 0
                        $0.filter = bits & 8 != 0
                        $0.filterError = bits & 16 != 0
                        $0.status = bits & 32 != 0
                    }
                    expectDisjoint(layout, columns, rows)
                }
            }
        }
    }

    private func expectDisjoint(_ layout: Layout, _ columns: Int, _ rows: Int) {
        let parts = [
            layout.header, layout.filter, layout.filterError, layout.topRule, layout.tableHeader, layout.list,
            layout.divider, layout.detail, layout.bottomRule, layout.hints,
        ]
        .filter { $0.rows > 0 && $0.columns > 0 }
        for (index, part) in parts.enumerated() {
            if part.row < 0 || part.column < 0 || part.endRow > rows || part.endColumn > columns {
                Issue.record("\(part) leaves \(columns)x\(rows)")
            }
            for other in parts[(index + 1)...]
            where part.row < other.endRow && other.row < part.endRow
                && part.column < other.endColumn && other.column < part.endColumn
            {
                Issue.record("\(part) and \(other) overlap at \(columns)x\(rows)")
            }
        }
    }
}
