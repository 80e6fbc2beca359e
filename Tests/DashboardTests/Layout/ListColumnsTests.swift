import Testing

@testable import Dashboard

@Suite struct ListColumnsTests {
    @Test(arguments: [
        (20, "customer"), (40, "customer starts"), (71, "received customer eventType masterPage starts"),
        (96, "received customer eventType masterPage starts status"),
        (140, "received customer company eventType masterPage product starts status"),
    ])
    func columnsComeWithTheWidth(width: Int, kinds: String) {
        let columns = ListColumns(width: width, startWidth: 11)
        #expect(columns.columns.map { "\($0.field)" }.joined(separator: " ") == kinds)
    }

    @Test func columnsStandInOrderWithinTheWidth() {
        for width in 0...300 {
            for startWidth in [11, 17] {
                let columns = ListColumns(width: width, startWidth: startWidth).columns
                var end = 2
                for column in columns {
                    #expect(column.offset > end && column.width > 0)
                    end = column.offset + column.width
                }
                #expect(columns.isEmpty || end <= width)
            }
        }
    }
}
