import Ledger
import Screen

/// The line at the bottom: hints, or what must be said instead.
extension DashboardState {
    func renderBottomLine(into frame: inout Frame, _ layout: Layout) {
        let rect = layout.hints
        guard rect.rows > 0 else { return }
        let inner = rect.inset(left: rect.columns > 30 ? 1 : 0, right: rect.columns > 30 ? 1 : 0)
        if focus == .search {
            renderSearch(into: &frame, in: inner)
        } else if focus == .prompt, let prompt {
            render(prompt, into: &frame, in: inner)
        } else if focus == .confirmation, let confirmation {
            frame.write(
                confirmation.question + "  y yes  n no",
                row: inner.row,
                column: inner.column,
                width: inner.columns,
                role: .warning
            )
        } else if let (text, role) = told {
            frame.write(text, row: inner.row, column: inner.column, width: inner.columns, role: role)
        } else if layout.bottomRule.rows == 0, list.arrived.count > 0, focus == .list {
            frame.write(followLine(width: inner.columns), row: inner.row, column: inner.column, width: inner.columns)
        } else if focus == .list, !list.isEmpty, layout.linesPerBooking == 1, rect.columns < Layout.columnsForStarts {
            frame.write(
                "no times; Enter: all",
                row: inner.row,
                column: inner.column,
                width: inner.columns,
                role: .muted
            )
        } else if showsHints {
            let position = overlayPosition(layout)
            let room = inner.columns - (position.isEmpty ? 0 : DisplayWidth.of(position) + 1)
            let line = HintBar.line(shownHints(width: room))
            frame.write(line, row: inner.row, column: inner.column, width: max(0, room))
            frame.write(
                position,
                row: inner.row,
                column: inner.column,
                width: inner.columns,
                role: .muted,
                alignment: .right
            )
        }
    }

    /// What the user is told: what went wrong, else what was done.
    private var told: (text: String, role: StyleRole)? {
        guard let notice = notices.first else { return done.map { ($0, .accent) } }
        return (notices.count > 1 ? "\(notice)  (1 of \(notices.count))" : notice, .warning)
    }

    /// The hints that stand on the bottom line.
    private func shownHints(width: Int) -> [HintBar.Hint] {
        HintBar.hints(focus, in: situation, width: width, keyMap: configuration.keyMap)
    }

    /// The action of the hint at a column of the bottom line; nil where there is none.
    func hint(at column: Int, in layout: Layout) -> Action? {
        guard showsHints, notices.isEmpty, ![.search, .prompt, .confirmation].contains(focus) else { return nil }
        let inner = layout.hints.inset(left: layout.hints.columns > 30 ? 1 : 0, right: 1)
        let place = column - inner.column
        return shownHints(width: inner.columns).first { $0.offset..<$0.offset + $0.line.width ~= place }?.action
    }

    private var situation: HintBar.Situation {
        HintBar.Situation(
            isReplay: configuration.mode == .replay,
            isFollowing: list.isFollowing,
            isFiltered: !filter.isEmpty,
            isSearching: search.isActive || pane == .detail && detail.search.isActive,
            hasUnseenIncidents: incidents.unseen > 0,
            hasRelated: list.selection.flatMap(related(to:)) != nil,
            canFold: detail.tab == .raw,
            canScroll: restBelow(layout) != nil
        )
    }

    private func render(_ prompt: Prompt, into frame: inout Frame, in rect: Rect) {
        let title = prompt.title + " "
        let used = frame.write(title, row: rect.row, column: rect.column, width: rect.columns / 2, role: .filterPrompt)
        let hints = rect.columns >= 60 && showsHints ? HintBar.line(shownHints(width: rect.columns / 2)) : StyledLine()
        let remark = prompt.complaint.map { StyledLine($0, .filterError) } ?? hints
        let right = remark.spans.isEmpty ? 0 : min(remark.width + 2, rect.columns / 2)
        _ = prompt.editor.render(
            into: &frame,
            in: Rect(row: rect.row, column: rect.column + used, columns: max(1, rect.columns - used - right), rows: 1),
            role: .filterText,
            hasCursor: true
        )
        guard right > 2 else { return }
        frame.write(remark, row: rect.row, column: rect.endColumn - right + 2, width: right - 2)
    }

    private func renderSearch(into frame: inout Frame, in rect: Rect) {
        let position = searchPosition
        let used = frame.write(
            configuration.glyphs.text(.prompt),
            row: rect.row,
            column: rect.column,
            width: 1,
            role: .filterPrompt
        )
        let room = rect.columns - used - (rect.columns >= 40 ? DisplayWidth.of(position) + 2 : 0)
        let editor = pane == .detail ? detail.search.editor : search.editor
        _ = editor.render(
            into: &frame,
            in: Rect(row: rect.row, column: rect.column + used, columns: max(1, room), rows: 1),
            role: .filterText,
            hasCursor: true
        )
        guard rect.columns >= 40 else { return }
        frame.write(position, row: rect.row, column: rect.column, width: rect.columns, role: .muted, alignment: .right)
    }

    private func overlayPosition(_ layout: Layout) -> String {
        guard let rest = restBelow(layout) else { return "" }
        return rest.count > 0 ? "\(configuration.glyphs.text(.down)) \(rest.count) \(rest.noun)" : "end"
    }
}
