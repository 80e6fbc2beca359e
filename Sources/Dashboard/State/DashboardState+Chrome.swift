import Bookings
import Ledger
import Screen

/// The lines around the list and the detail.
extension DashboardState {
    func renderFilter(into frame: inout Frame, _ layout: Layout) {
        let rect = layout.filter
        guard rect.rows > 0 else { return }
        let left = rect.columns > 30 ? 1 : 0
        let isEditing = focus == .filter
        let prompt = configuration.glyphs.text(.more) + " "
        var column = rect.column + left
        guard isEditing || !filter.isEmpty else {
            frame.write("all bookings", row: rect.row, column: column, width: rect.columns - left, role: .muted)
            return
        }
        column += frame.write(prompt, row: rect.row, column: column, width: rect.endColumn - column, role: .filterPrompt)
        let chosen = filter.chosenText
        let tail = filter.isOn ? chosen : chosen + (chosen.isEmpty ? "" : "  ") + "(off)"
        let tailWidth = tail.isEmpty ? 0 : min(DisplayWidth.of(tail) + 2, (rect.endColumn - column) / 2)
        let room = max(1, rect.endColumn - column - tailWidth)
        let role: StyleRole = filter.isOn ? .filterText : .muted
        let used = renderEditor(
            filter.editor,
            into: &frame,
            in: Rect(row: rect.row, column: column, columns: room, rows: 1),
            role: role,
            hasCursor: isEditing
        )
        let gap = used.columns > 0 ? 2 : 0
        frame.write(
            tail,
            row: rect.row,
            column: column + used.columns + gap,
            width: rect.endColumn - column - used.columns - gap,
            role: filter.isOn ? .facetChosen : .muted
        )
        renderFilterError(into: &frame, layout, column: column, scroll: used.scroll)
    }

    /// Writes a line that may be longer than its room: what is shown is around the cursor.
    ///
    /// - Returns: the columns used, and the characters left out at the start.
    private func renderEditor(
        _ editor: LineEditor,
        into frame: inout Frame,
        in rect: Rect,
        role: StyleRole,
        hasCursor: Bool
    ) -> (columns: Int, scroll: Int) {
        let characters = editor.characters
        var first = 0
        if hasCursor {
            func width(from start: Int) -> Int { DisplayWidth.of(String(characters[start..<editor.cursor])) }
            while first < editor.cursor, width(from: first) >= rect.columns { first += 1 }
        }
        let used = frame.write(
            String(characters[first...]),
            row: rect.row,
            column: rect.column,
            width: rect.columns,
            role: role
        )
        guard hasCursor else { return (used, first) }
        let before = DisplayWidth.of(String(characters[first..<editor.cursor]))
        let column = min(rect.column + before, frame.size.columns - 1)
        frame.cursor = Position(row: rect.row, column: max(0, column))
        return (max(used, min(before + 1, rect.columns)), first)
    }

    /// The caret under the character at fault, and beside it what is wrong.
    private func renderFilterError(into frame: inout Frame, _ layout: Layout, column: Int, scroll: Int) {
        guard let error = filter.error, layout.filterError.rows > 0 else { return }
        let rect = layout.filterError
        let characters = filter.editor.characters
        let place = min(max(error.position, scroll), characters.count)
        let offset = DisplayWidth.of(String(characters[min(scroll, place)..<place]))
        let caret = min(column + offset, max(0, rect.endColumn - 1))
        let width = DisplayWidth.of(error.message)
        frame.write("^", row: rect.row, column: caret, width: 1, role: .filterError)
        if caret + 2 + width <= rect.endColumn || caret < rect.columns / 2 {
            frame.write(error.message, row: rect.row, column: caret + 2, width: rect.endColumn - caret - 2, role: .filterError)
        } else {
            let start = max(rect.column, caret - 1 - width)
            frame.write(error.message, row: rect.row, column: start, width: caret - 1 - start, role: .filterError)
        }
    }

    func renderRules(into frame: inout Frame, _ layout: Layout) {
        let glyphs = configuration.glyphs
        frame.fill(layout.topRule, with: glyphs[.rule], role: .rule)
        frame.fill(layout.bottomRule, with: glyphs[.rule], role: .rule)
        if layout.arrangement == .beside {
            frame.fill(layout.divider, with: glyphs[.divider], role: .rule)
            func join(_ rule: Rect, _ name: GlyphName) {
                guard rule.rows > 0 else { return }
                frame.fill(
                    Rect(row: rule.row, column: layout.divider.column, columns: 1, rows: 1),
                    with: glyphs[name],
                    role: .rule
                )
            }
            join(layout.topRule, .dividerTop)
            join(layout.bottomRule, .dividerBottom)
        } else if layout.arrangement == .below {
            frame.fill(layout.divider, with: glyphs[.rule], role: .rule)
        }
        guard layout.bottomRule.rows > 0 else { return }
        let line = followLine
        let rect = layout.bottomRule
        if !line.spans.isEmpty { frame.write(line, row: rect.row, column: 1, width: max(0, rect.columns - 2)) }
        let word = followWord
        frame.write(
            " \(word) ",
            row: rect.row,
            column: max(1, rect.endColumn - word.count - 3),
            width: word.count + 2,
            role: .muted
        )
    }

    /// What came while nobody followed: `▼ 12 new (3 match), oldest 4 min`.
    private var followLine: StyledLine {
        let arrived = list.arrived
        guard arrived.count > 0 else { return StyledLine() }
        var text = " \(configuration.glyphs.text(.badge)) \(NumberText.grouped(arrived.count)) new"
        if filter.applied != nil { text += " (\(NumberText.grouped(arrived.matching)) match)" }
        var line = StyledLine(text + " ", .badge)
        if let oldest = arrived.oldest {
            let age = RelativeTime.age(of: oldest, at: clock.minute)
            if age != "now" { line.append("oldest \(age) ", .muted) }
        }
        line.append("G shows them ", .muted)
        return line
    }

    private var followWord: String {
        if search.isActive { return search.position(of: list.selection) }
        return list.isFollowing ? "following" : "not following"
    }

    func renderBottomLine(into frame: inout Frame, _ layout: Layout) {
        let rect = layout.hints
        guard rect.rows > 0 else { return }
        let inner = rect.inset(left: rect.columns > 30 ? 1 : 0, right: rect.columns > 30 ? 1 : 0)
        if focus == .search {
            renderSearch(into: &frame, in: inner)
        } else if let notice = notices.last {
            frame.write(notice, row: inner.row, column: inner.column, width: inner.columns, role: .warning)
        } else if layout.bottomRule.rows == 0, list.arrived.count > 0, focus == .list {
            frame.write(followLine, row: inner.row, column: inner.column, width: inner.columns)
        } else if showsHints {
            let line = HintBar.line(focus, isReplay: configuration.mode == .replay, width: inner.columns)
            frame.write(line, row: inner.row, column: inner.column, width: inner.columns)
            renderReason(into: &frame, in: inner, after: line.width)
        }
    }

    private func renderSearch(into frame: inout Frame, in rect: Rect) {
        let position = search.position(of: list.selection)
        let used = frame.write(
            configuration.glyphs.text(.prompt),
            row: rect.row,
            column: rect.column,
            width: 1,
            role: .filterPrompt
        )
        let room = rect.columns - used - (rect.columns >= 40 ? DisplayWidth.of(position) + 2 : 0)
        _ = renderEditor(
            search.editor,
            into: &frame,
            in: Rect(row: rect.row, column: rect.column + used, columns: max(1, room), rows: 1),
            role: .filterText,
            hasCursor: true
        )
        guard rect.columns >= 40 else { return }
        frame.write(position, row: rect.row, column: rect.column, width: rect.columns, role: .muted, alignment: .right)
    }

    /// Why the connection was lost, where the hints leave room.
    private func renderReason(into frame: inout Frame, in rect: Rect, after used: Int) {
        guard case .lost(let reason, _) = link, rect.columns - used > 24 else { return }
        frame.write(
            reason,
            row: rect.row,
            column: rect.column + used + 3,
            width: rect.columns - used - 3,
            role: .warning,
            alignment: .right
        )
    }
}
