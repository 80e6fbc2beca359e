import Screen

extension Frame {
    /// Lights every occurrence of a text in a rectangle; case does not matter.
    mutating func light(_ query: String, in rect: Rect) {
        let wanted = SafeText.glyphs(query.lowercased()).map(\.base)
        guard !wanted.isEmpty, wanted.contains(where: { $0 != " " }) else { return }
        for row in max(0, rect.row)..<max(0, rect.row, min(size.rows, rect.endRow)) {
            light(
                wanted,
                row: row,
                columns: max(0, rect.column)..<max(0, rect.column, min(size.columns, rect.endColumn))
            )
        }
    }

    private mutating func light(_ wanted: [Unicode.Scalar], row: Int, columns: Range<Int>) {
        var scalars: [Unicode.Scalar] = []
        var places: [Int] = []
        for column in columns {
            let glyph = self[row, column].glyph
            guard !glyph.isContinuation else { continue }
            scalars.append(glyph.base.lowercased)
            places.append(column)
        }
        places.append(columns.upperBound)
        var index = 0
        while index + wanted.count <= scalars.count {
            guard scalars[index..<index + wanted.count].elementsEqual(wanted) else {
                index += 1
                continue
            }
            let (first, end) = (places[index], places[index + wanted.count])
            overlay(.match, on: Rect(row: row, column: first, columns: end - first, rows: 1))
            index += wanted.count
        }
    }

    /// Lays the selection over a rectangle, but not over what a search has lit.
    mutating func overlaySelection(on rect: Rect) {
        for row in rect.row..<rect.endRow where row >= 0 && row < size.rows {
            for column in max(0, rect.column)..<max(0, rect.column, min(size.columns, rect.endColumn))
            where self[row, column].overlay == nil {
                overlay(.selection, on: Rect(row: row, column: column, columns: 1, rows: 1))
            }
        }
    }
}
