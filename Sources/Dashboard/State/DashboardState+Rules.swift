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
                // The panel of facets covers the divider.
                guard rule.rows > 0, panel == nil else { return }
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
        renderHidden(into: &frame, in: layout.topRule)
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

    /// What each part of the filter hides: `37 of 2,000: text hides 1,600, status 363`.
    private func renderHidden(into frame: inout Frame, in rect: Rect) {
        guard rect.rows > 0, tally.isFiltering else { return }
        let parts = tally.hidden(of: ledger.count).map { reason, count in
            "\(FilterText.name(of: reason)) hides \(NumberText.grouped(count))"
        }
        let counts = "\(NumberText.grouped(list.rows.count)) of \(NumberText.grouped(ledger.count))"
        var line = StyledLine(" " + counts, .accent)
        if !parts.isEmpty { line.append(": " + parts.joined(separator: ", "), .muted) }
        line.append(" ", .muted)
        frame.write(line, row: rect.row, column: 1, width: max(0, rect.columns - 2))
    }

    /// `match 3 of 20 in email`: where the list does not show what matched, it is named.
    var searchPosition: String {
        if pane == .detail, focus == .search || detail.search.isActive { return detail.search.position }
        let position = search.position(of: list.selection)
        guard position.hasPrefix("match"), let row = list.selection else { return position }
        let shown = shownColumns(in: layout).columns.compactMap(\.field.searchPlace)
        let places = ledger.places(of: search.query, at: row)
        guard let first = places.first, !places.contains(where: shown.contains) else { return position }
        let name = FilterText.name(of: first).filter { $0 != "\n" }
        return position + " in " + TextWrap.prefix(of: VisibleText.of(name), width: 20)
    }

    private var followWord: String {
        if focus != .search, search.isActive || pane == .detail && detail.search.isActive { return searchPosition }
        let word = list.isFollowing ? "following" : "not following"
        let order = orderText
        return order.isEmpty ? word : "\(order)  \(word)"
    }
}

extension ListField {
    /// The text that a column shows; nil for columns that show none that can be searched.
    fileprivate var searchPlace: SearchPlace? {
        switch self {
        case .customer: .column(.name)
        case .remark: .remark
        case .answer(let name): .customField(name)
        case .location, .rescheduledFrom: .details
        default: facet?.column.map(SearchPlace.column)
        }
    }
}
