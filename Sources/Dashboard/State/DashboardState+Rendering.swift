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
        default:
            filter.render(into: &frame, layout, isEditing: focus == .filter, glyphs: configuration.glyphs)
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
            renderPicker(into: &frame, layout, context)
        }
        columnEditor?.render(into: &frame, in: columnsPlace(in: layout), context)
        menu?.render(into: &frame, in: menuPlace(in: layout), context)
        renderBottomLine(into: &frame, layout)
        return frame
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
                isFocused: pane == .list && picker == nil && !load.isHigh
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

    private func renderPicker(into frame: inout Frame, _ layout: Layout, _ context: RenderContext) {
        guard let picker else { return }
        let place =
            switch layout.arrangement {
            case .beside: layout.detail
            case .below: layout.detail
            case .listOnly, .detailOnly: pickerPlace(in: layout)
            }
        picker.render(into: &frame, in: place, chosen: filter.chosen[picker.facet] ?? [], context)
    }

    /// The right half of the list where it is wide, else its lower part, so that the list stays in sight.
    private func pickerPlace(in layout: Layout) -> Rect {
        let rest = layout.arrangement == .detailOnly ? layout.detail : layout.list
        if rest.columns >= 80 {
            return rest.inset(left: rest.columns - 44)
        }
        let rows = min(rest.rows, max(3, min((picker?.counts.count ?? 0) + 1, rest.rows * 2 / 3)))
        return Rect(row: rest.endRow - rows, column: rest.column, columns: rest.columns, rows: rows)
    }
}
