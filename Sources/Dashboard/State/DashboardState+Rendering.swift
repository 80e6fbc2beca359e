import Bookings
import Ledger
public import Screen

extension DashboardState {
    /// The screen, at a size.
    ///
    /// Only the bookings that are visible are looked at.
    public func render(in size: Size) -> Frame {
        let layout = layout(in: size)
        let context = renderContext
        var frame = Frame(size: size, ellipsis: configuration.glyphs[.ellipsis])
        header(context).render(into: &frame, in: layout.header)
        switch shownOverlay {
        case .help: help.render(helpLines(in: layout.body), into: &frame, in: layout.body)
        case .funnel:
            funnel.render(into: &frame, in: layout.body, isReplay: configuration.mode == .replay, context)
        case .incidents: incidents.render(into: &frame, in: layout.body, context)
        case .comparison:
            comparison?.render(comparedSides(context), into: &frame, in: layout.body, context)
        default:
            renderFilter(into: &frame, layout)
            renderRules(into: &frame, layout)
            strip.render(into: &frame, in: layout.strip, at: selectedArrival, context)
            renderList(into: &frame, layout, context)
            if let group = list.selectedGroup {
                renderGroup(group, into: &frame, layout, context)
            } else {
                detail.render(
                    row: detailRow,
                    into: &frame,
                    in: layout.detail,
                    isFocused: pane == .detail,
                    context
                )
            }
            panel?.render(into: &frame, in: facetPlace(in: layout), filter.choices, context)
            renderCompletion(into: &frame, layout)
        }
        renderReplayBar(into: &frame, in: layout.replay, context)
        renderChoices(into: &frame, layout, context)
        renderBottomLine(into: &frame, layout)
        return frame
    }

    /// What lies over the list while something is asked.
    private func renderChoices(into frame: inout Frame, _ layout: Layout, _ context: RenderContext) {
        if let columnEditor {
            let place = columnsPlace(in: layout)
            columnEditor.render(into: &frame, in: place, context)
            renderEdges(of: place, into: &frame, in: layout.body)
        }
        if let menu {
            let place = menuPlace(in: layout)
            menu.render(into: &frame, in: place, context)
            renderEdges(of: place, into: &frame, in: layout.body)
        }
        renderConfirmation(into: &frame, layout)
    }

    var renderContext: RenderContext {
        RenderContext(
            ledger: ledger,
            clock: clock,
            zones: configuration.zones,
            glyphs: configuration.glyphs,
            timeDisplay: timeDisplay,
            typography: Typography(configuration.glyphs),
            query: search.query,
            fading: fading,
            now: now
        )
    }

    private func header(_ context: RenderContext) -> HeaderBar {
        HeaderBar(
            endpoint: configuration.endpoint,
            link: LinkIndicator(
                link: configuration.mode == .replay && link == .live ? .replaying : link,
                isCaughtUp: isCaughtUp,
                replay: configuration.mode == .replay ? replay : nil,
                lastEvent: configuration.mode == .live ? arrivals.last : nil
            ),
            shown: list.count,
            all: ledger.count,
            unseenIncidents: incidents.unseen,
            isLogFailing: incidents.isLogFailing,
            hiddenAlarms: hiddenAlarms,
            statistics: statistics,
            context: context
        )
    }

    private func renderList(into frame: inout Frame, _ layout: Layout, _ context: RenderContext) {
        guard layout.list.rows > 0 else { return }
        guard list.isEmpty else {
            BookingTable(
                pane: list,
                context: context,
                layout: layout,
                columns: shownColumns(in: layout),
                current: table.current,
                isFocused: pane == .list && panel == nil && !load.isHigh
            )
            .render(into: &frame)
            return
        }
        let reason: EmptyState.Reason =
            ledger.count > 0
            ? .filtered(hidden: ledger.count, isEditing: focus == .filter, onlyMarked: showsOnlyMarked)
            : configuration.mode == .replay
                ? .emptyReplay(isFinished: replay?.isFinished ?? false) : .waiting(link)
        var place = layout.list
        if layout.tableHeader.rows > 0 {
            place.row -= 1
            place.rows += 1
        }
        EmptyState(reason: reason, redirectURL: configuration.redirectURL, trial: configuration.trial, heard: heard)
            .render(into: &frame, in: place)
    }

    /// The lines that part what lies over the screen from what is below it, where there is room for them.
    func renderEdges(of place: Rect, into frame: inout Frame, in body: Rect) {
        let glyphs = configuration.glyphs
        if place.column > body.column {
            let left = Rect(row: place.row, column: place.column - 1, columns: 1, rows: place.rows)
            frame.fill(left, with: glyphs[.divider], role: .rule)
        }
        if place.endRow < body.endRow {
            let bottom = Rect(row: place.endRow, column: place.column, columns: place.columns, rows: 1)
            frame.fill(bottom, with: glyphs[.rule], role: .rule)
        } else if place.row > body.row, place.column == body.column {
            let top = Rect(row: place.row - 1, column: place.column, columns: place.columns, rows: 1)
            frame.fill(top, with: glyphs[.rule], role: .rule)
        }
    }

    /// What the endpoint told last while there is no booking.
    private var heard: String {
        if let incident = incidents.incidents.last {
            let age = RelativeTime.age(of: incident.at, at: clock.minute)
            let time = age == "now" ? "just now" : "\(age) ago"
            return "Heard last, \(time): \(IncidentText.summary(incident)). E tells more."
        }
        return funnel.hasCounts
            ? "Heard last: a booking calendar was looked at, and nothing booked. U tells more."
            : "Nothing was heard yet."
    }

    /// The group whose head is selected has the place of the booking.
    private func renderGroup(_ key: GroupKey, into frame: inout Frame, _ layout: Layout, _ context: RenderContext) {
        guard layout.showsDetail, let grouping = list.content.groups?.grouping,
            let section = list.content.section(of: key)
        else { return }
        GroupSummary(section: section, grouping: grouping, key: key, context: context)
            .render(into: &frame, in: layout.detail)
    }

    private func renderFilter(into frame: inout Frame, _ layout: Layout) {
        let isEditing = focus == .filter
        let room = layout.filter.columns * (isEditing ? 2 : 3) / 5
        let tabs =
            isEditing && layout.filter.columns < 100
            ? StyledLine()
            : views.line(current: views.key(of: filter.content), room: room, configuration.glyphs)
        filter.render(
            into: &frame,
            layout,
            tabs: tabs,
            isEditing: isEditing,
            percent: tally.percent,
            glyphs: configuration.glyphs
        )
    }

    /// Under the filter line; the caret of a fault stands elsewhere than where something can be completed.
    private func renderCompletion(into frame: inout Frame, _ layout: Layout) {
        guard focus == .filter, let completion, let cursor = frame.cursor else { return }
        let top = layout.filter.endRow
        let below = Rect(
            row: top,
            column: 0,
            columns: layout.filter.columns,
            rows: max(0, layout.body.endRow - top)
        )
        completion.render(into: &frame, in: below, column: cursor.column - completion.width, configuration.glyphs)
    }
}
