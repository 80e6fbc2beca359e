import Bookings
import Ledger
import Screen

/// The rules around the list and the detail, and what stands on them.
extension DashboardState {
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
        let rect = layout.bottomRule
        let word = followWord
        let room = rect.columns - DisplayWidth.of(word) - 6
        var line = followLine(width: room)
        // What was lost matters more than what came before.
        if case .lost(let reason, _) = link { line = StyledLine(" \(reason) ", .warning) }
        frame.write(line, row: rect.row, column: 1, width: max(0, room))
        frame.write(
            " \(word) ",
            row: rect.row,
            column: max(1, rect.endColumn - DisplayWidth.of(word) - 3),
            width: DisplayWidth.of(word) + 2,
            role: .muted
        )
    }

    /// What came while nobody followed: `▼ 12 new (3 match) · oldest 4 min · G shows them`.
    func followLine(width: Int) -> StyledLine {
        let arrived = list.arrived
        guard arrived.count > 0 else { return StyledLine() }
        let isAtEnd = list.content.groups == nil && list.content.order.arrivalDirection == .newestLast
        var text = " \(configuration.glyphs.text(.badge)) \(NumberText.grouped(arrived.count)) new"
        if filter.applied != nil { text += " (\(NumberText.grouped(arrived.matching)) match)" }
        var line = StyledLine(text + " ", .badge)
        let dot = Typography(configuration.glyphs).dot
        let age = arrived.oldest.map { RelativeTime.age(of: $0, at: clock.minute) } ?? "now"
        var parts = ["\(dot) \(isAtEnd ? "G shows them" : "F shows the newest") "]
        if age != "now" { parts.insert("\(dot) oldest \(age) ", at: 0) }
        for part in parts where line.width + DisplayWidth.of(part) <= width { line.append(part, .muted) }
        return line
    }

    private var followWord: String {
        if search.isActive, focus != .search { return search.position(of: list.selection) }
        let word = list.isFollowing ? "following" : "not following"
        let order = orderText
        return order.isEmpty ? word : "\(order)  \(list.isFollowing ? "following the newest" : word)"
    }
}
