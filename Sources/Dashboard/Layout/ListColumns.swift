import Screen

/// The columns of the list at some width.
struct ListColumns: Equatable {
    /// A column and its place from the left edge of the list.
    struct Column: Equatable {
        var column: ListColumn
        var offset: Int
        var width: Int

        var field: ListField { column.field }
    }

    private static let gap = 2

    private(set) var columns: [Column] = []
    /// Whether columns are hidden at the left, and at the right.
    private(set) var hides = (left: false, right: false)

    /// Whether there is a column of its own for the status; else it stands in place of the start where it matters more.
    var hasStatus: Bool { columns.contains { $0.field == .status } }

    /// The pointer, the sign, and where there is room the mark, with a blank.
    static func gutter(width: Int) -> Int { width >= 40 ? 4 : 3 }

    static func == (left: ListColumns, right: ListColumns) -> Bool { left.columns == right.columns }

    /// Chooses the columns for a width, with the narrower or wider form of the start.
    init(width: Int, startWidth: Int) {
        var fields: [ListField] = [.received, .customer, .eventType, .masterPage, .starts]
        let fits: [(ListField, Int)] = [(.status, 96), (.company, 124), (.product, 140)]
        for (field, least) in fits where width >= least + startWidth - 11 { fields.append(field) }
        func least(_ fields: [ListField]) -> Int {
            ListColumns.least(fields.map { ListColumn($0) }, startWidth, width)
        }
        for field in [ListField.masterPage, .received, .eventType, .starts] where least(fields) > width {
            fields.removeAll { $0 == field }
        }
        place(ListField.all.filter(fields.contains).map { ListColumn($0) }, width, startWidth)
    }

    /// Shows chosen columns from one on, as many as fit.
    init(_ chosen: [ListColumn], from first: Int, width: Int, startWidth: Int) {
        var shown = Array(chosen.dropFirst(first))
        while shown.count > 1, ListColumns.least(shown, startWidth, width) > width { shown.removeLast() }
        hides = (first > 0, first + shown.count < chosen.count)
        place(shown, width, startWidth)
    }

    /// The first of chosen columns to show, so that one of them is in sight; as near to the present first as may be.
    static func first(
        showing index: Int,
        of chosen: [ListColumn],
        from first: Int,
        width: Int,
        startWidth: Int
    ) -> Int {
        var first = min(first, index)
        while first < index, least(Array(chosen[first...index]), startWidth, width) > width { first += 1 }
        return max(0, first)
    }

    private static func width(of column: ListColumn, _ startWidth: Int) -> Int {
        column.width ?? (column.field == .starts ? startWidth : column.field.widths.least)
    }

    private static func least(_ columns: [ListColumn], _ startWidth: Int, _ width: Int) -> Int {
        columns.reduce(gutter(width: width) - gap + 1) { $0 + gap + self.width(of: $1, startWidth) }
    }

    /// Gives the columns of text what is left, up to what they can use.
    private static func grow(_ widths: inout [Int], of columns: [ListColumn], by room: Int) {
        var room = room
        var isGrowing = true
        while room > 0, isGrowing {
            isGrowing = false
            for (index, column) in columns.enumerated()
            where column.width == nil && widths[index] < column.field.widths.most {
                let step = min(room, column.field.share, column.field.widths.most - widths[index])
                widths[index] += step
                room -= step
                isGrowing = isGrowing || step > 0
            }
        }
    }

    private mutating func place(_ shown: [ListColumn], _ width: Int, _ startWidth: Int) {
        var widths = shown.map { ListColumns.width(of: $0, startWidth) }
        ListColumns.grow(&widths, of: shown, by: width - ListColumns.least(shown, startWidth, width))
        var offset = ListColumns.gutter(width: width)
        for (column, columnWidth) in zip(shown, widths) {
            let room = min(columnWidth, width - offset)
            guard room > 0 else { return }
            columns.append(Column(column: column, offset: offset, width: room))
            offset += columnWidth + ListColumns.gap
        }
    }
}
