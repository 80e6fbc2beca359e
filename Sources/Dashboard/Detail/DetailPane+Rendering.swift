import Bookings
import Ledger
import Screen

extension DetailPane {
    /// The rows between the tabs and the edge.
    static func visibleLines(in rect: Rect) -> Int {
        max(0, rect.rows - (rect.rows >= 10 ? 2 : 1))
    }

    /// The columns between the edges.
    static func innerWidth(in rect: Rect) -> Int {
        max(1, rect.columns - (hasMargin(rect) ? 3 : 0))
    }

    /// Whether there is room for signs beside the lines.
    private static func hasMargin(_ rect: Rect) -> Bool { rect.columns > 30 }

    func render(row: Int?, into frame: inout Frame, in rect: Rect, isFocused: Bool, _ context: RenderContext) {
        guard rect.rows > 0, rect.columns > 0 else { return }
        let hasMargin = DetailPane.hasMargin(rect)
        let inner = rect.inset(left: hasMargin ? 2 : 0, right: hasMargin ? 1 : 0)
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
        let content = content(row: row, width: inner.columns, context)
        let visible = DetailPane.visibleLines(in: rect)
        let body = Rect(row: rect.endRow - visible, column: inner.column, columns: inner.columns, rows: visible)
        let top = min(scroll, max(0, content.lines.count - visible))
        let pointed = isFocused ? cursor.flatMap(content.place) ?? hitLine : nil
        for line in 0..<visible where top + line < content.lines.count {
            let place = body.line(line)
            let text = content.lines[top + line].line.dropping(columns: sideways)
            frame.write(text, row: place.row, column: place.column, width: place.columns)
            guard hasMargin, content.lines[top + line].isFolded else { continue }
            let sign = context.glyphs.text(.folded)
            frame.write(sign, row: place.row, column: place.column - 2, width: 1, role: .muted)
        }
        frame.light(query(orOfList: context.query), in: body)
        renderCursor(pointed, top, into: &frame, in: body, hasMargin, context)
        renderPosition(top, content.lines.count, visible, into: &frame, in: inner, context)
    }

    /// The line that the search went to, where no cursor shows it.
    private var hitLine: Range<Int>? {
        guard case .line(let line)? = search.current else { return nil }
        return line..<line + 1
    }

    /// Lights the lines that the keys act on; a hit in a tab without a cursor is pointed at.
    private func renderCursor(
        _ range: Range<Int>?,
        _ top: Int,
        into frame: inout Frame,
        in body: Rect,
        _ hasMargin: Bool,
        _ context: RenderContext
    ) {
        guard let range, range.upperBound > top, range.lowerBound < top + body.rows else { return }
        let rows = range.clamped(to: top..<top + body.rows)
        let first = body.row + rows.lowerBound - top
        if hasMargin {
            frame.write(context.glyphs.text(.selected), row: first, column: body.column - 2, width: 1, role: .accent)
        }
        guard tab.hasCursor else { return }
        frame.overlaySelection(on: Rect(row: first, column: body.column, columns: body.columns, rows: rows.count))
    }

    private func renderTabs(into frame: inout Frame, in inner: Rect, isFocused: Bool) {
        for (tab, column) in DetailPane.tabs(in: inner) {
            let isShown = tab == self.tab
            let role: StyleRole = isShown ? (isFocused ? .accent : .detailTitle) : .muted
            frame.write(tab.rawValue, row: inner.row, column: column, width: inner.endColumn - column, role: role)
        }
    }

    /// The tabs with the columns at which they begin.
    private static func tabs(in inner: Rect) -> [(tab: Tab, column: Int)] {
        let wanted = Tab.allCases.reduce(0) { $0 + $1.rawValue.count + 3 }
        var column = inner.column
        return Tab.allCases.map { tab in
            defer { column += tab.rawValue.count + (wanted <= inner.columns ? 3 : 1) }
            return (tab, column)
        }
    }

    /// The tab at a cell; nil where there is none.
    static func tab(at position: Position, in rect: Rect) -> Tab? {
        guard position.row == rect.row else { return nil }
        let inner = rect.inset(left: hasMargin(rect) ? 2 : 0, right: hasMargin(rect) ? 1 : 0)
        return tabs(in: inner).last { $0.column <= position.column }
            .flatMap { position.column < $0.column + $0.tab.rawValue.count ? $0.tab : nil }
    }

    /// What is at a row of the screen; nil where nothing can be pointed at.
    func subject(atRow row: Int, in rect: Rect) -> DetailSubject? {
        guard let content, tab.hasCursor else { return nil }
        let visible = DetailPane.visibleLines(in: rect)
        let line = min(scroll, max(0, content.lines.count - visible)) + row - (rect.endRow - visible)
        return row >= rect.endRow - visible && line < content.lines.count ? content.lines[line].subject : nil
    }

    /// How far down it is, where there is more than fits, and how far to the side.
    private func renderPosition(
        _ top: Int,
        _ count: Int,
        _ visible: Int,
        into frame: inout Frame,
        in inner: Rect,
        _ context: RenderContext
    ) {
        guard inner.columns >= 44 else { return }
        var parts: [String] = []
        if sideways > 0 { parts.append("\(context.typography.less) \(sideways)") }
        if count > visible {
            let rest = count - top - visible
            parts.append(rest <= 0 ? "end" : "\(context.glyphs.text(.down)) \(rest)")
        }
        let text = parts.joined(separator: "  ")
        frame.write(text, row: inner.row, column: inner.column, width: inner.columns, role: .muted, alignment: .right)
    }
}
