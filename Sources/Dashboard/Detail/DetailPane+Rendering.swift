import Bookings
import Ledger
import Screen

extension DetailPane {
    /// The lines of the tab that is shown, for a width.
    func lines(row: Int, width: Int, _ context: RenderContext) -> [StyledLine] {
        let view = BookingView(row: row, ledger: context.ledger, cache: cache)
        switch tab {
        case .summary: return SummaryTab(view, context).lines(width: width)
        case .fields: return FieldsTab.lines(view, width: width)
        case .raw: return RawTab.lines(view, context, width: width, wraps: wraps)
        case .history: return HistoryTab.lines(view, context, width: width)
        }
    }

    /// The rows between the tabs and the edge.
    static func visibleLines(in rect: Rect) -> Int {
        max(0, rect.rows - (rect.rows >= 10 ? 2 : 1))
    }

    /// The columns between the edges.
    static func innerWidth(in rect: Rect) -> Int {
        max(1, rect.columns - (rect.columns > 30 ? 3 : 0))
    }

    func render(row: Int?, into frame: inout Frame, in rect: Rect, isFocused: Bool, _ context: RenderContext) {
        guard rect.rows > 0, rect.columns > 0 else { return }
        let inset = rect.columns > 30
        let inner = rect.inset(left: inset ? 2 : 0, right: inset ? 1 : 0)
        renderTabs(into: &frame, in: inner, isFocused: isFocused)
        guard let row else {
            frame.write(
                "No booking is selected.",
                row: rect.row + 2,
                column: inner.column,
                width: inner.columns,
                role: .muted
            )
            return
        }
        let lines = lines(row: row, width: inner.columns, context)
        let visible = DetailPane.visibleLines(in: rect)
        let first = rect.endRow - visible
        let top = min(scroll, max(0, lines.count - visible))
        for line in 0..<visible where top + line < lines.count {
            frame.write(lines[top + line], row: first + line, column: inner.column, width: inner.columns)
        }
        frame.light(context.query, in: Rect(row: first, column: inner.column, columns: inner.columns, rows: visible))
        renderPosition(top, lines.count, visible, into: &frame, in: inner, context)
    }

    private func renderTabs(into frame: inout Frame, in inner: Rect, isFocused: Bool) {
        let names = Tab.allCases.map(\.rawValue)
        let gap = names.reduce(0) { $0 + $1.count + 3 } <= inner.columns ? 3 : 1
        var column = inner.column
        for tab in Tab.allCases {
            let isShown = tab == self.tab
            let role: StyleRole = isShown ? (isFocused ? .accent : .detailTitle) : .muted
            column += frame.write(
                tab.rawValue,
                row: inner.row,
                column: column,
                width: inner.endColumn - column,
                role: role
            )
            column += gap
        }
    }

    /// How far down it is, where there is more than fits.
    private func renderPosition(
        _ top: Int,
        _ count: Int,
        _ visible: Int,
        into frame: inout Frame,
        in inner: Rect,
        _ context: RenderContext
    ) {
        guard count > visible, inner.columns >= 44 else { return }
        let text = top + visible >= count ? "end" : "\(context.glyphs.text(.down)) \(count - top - visible)"
        frame.write(text, row: inner.row, column: inner.column, width: inner.columns, role: .muted, alignment: .right)
    }
}
