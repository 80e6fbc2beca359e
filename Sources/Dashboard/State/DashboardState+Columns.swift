import Ledger
import Screen

/// What the columns of the list show, and which of them the keys act on.
struct TableChoices: Sendable {
    /// The chosen columns; nil where the width of the list decides.
    var columns: [ListColumn]?
    /// The first of them that is shown.
    var first = 0
    /// The column that the column keys act on.
    var current = ListField.customer

    /// The columns at a width.
    func columns(width: Int, startWidth: Int) -> ListColumns {
        guard let columns else { return ListColumns(width: width, startWidth: startWidth) }
        let index = columns.firstIndex { $0.field == current } ?? 0
        let first = ListColumns.first(
            showing: index,
            of: columns,
            from: first,
            width: width,
            startWidth: startWidth
        )
        return ListColumns(columns, from: first, width: width, startWidth: startWidth)
    }
}

extension DashboardState {
    /// The columns that are on the screen.
    func shownColumns(in layout: Layout) -> ListColumns {
        table.columns(width: layout.list.columns, startWidth: timeDisplay.width)
    }

    /// Moves to the next column, or the one before; the columns scroll with it.
    mutating func moveColumn(by step: Int) {
        let layout = layout
        let shown = shownColumns(in: layout).columns.map(\.column)
        let columns = table.columns ?? shown
        guard !columns.isEmpty else { return }
        let place = columns.firstIndex { $0.field == table.current }
        let target = place.map { min(max(0, $0 + step), columns.count - 1) } ?? 0
        table.current = columns[target].field
        table.first = ListColumns.first(
            showing: target,
            of: columns,
            from: table.first,
            width: layout.list.columns,
            startWidth: timeDisplay.width
        )
    }

    mutating func openColumns() {
        let shown = table.columns ?? shownColumns(in: layout).columns.map(\.column)
        let answers = ledger.customFieldNames(limit: 64).map { ListField.answer($0) }
        columnEditor = ColumnEditor(shown: shown, others: ListField.all + answers)
        focus = .columns
    }

    mutating func performInColumns(_ action: Action) -> [Effect] {
        switch action {
        case .cancel:
            columnEditor = nil
            focus = pane
            return []
        case .clearValues:
            table.columns = nil
            openColumns()
            return []
        case .saveColumns:
            notices.append("The columns are kept for the next start")
            kept.columns = ScreenChoices(table.columns).columns
            return [.saveScreen(kept)]
        default: break
        }
        let place = columnsPlace(in: layout)
        guard columnEditor?.perform(action, visible: ColumnEditor.visibleColumns(in: place)) ?? false,
            let shown = columnEditor?.shown
        else { return [] }
        table.columns = shown
        table.first = 0
        return []
    }

    /// The right half of a wide screen, else its lower part, so that the list stays in sight.
    func columnsPlace(in layout: Layout) -> Rect {
        let body = layout.body
        if body.columns >= 100 {
            let width = min(52, body.columns / 2)
            return Rect(row: body.row, column: body.endColumn - width, columns: width, rows: body.rows)
        }
        let rows = min(body.rows, max(4, body.rows * 2 / 3))
        return Rect(row: body.endRow - rows, column: 0, columns: body.columns, rows: rows)
    }
}
