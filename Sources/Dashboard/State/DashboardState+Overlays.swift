import Ledger
import Screen

/// The overlays that tell of the endpoint rather than of bookings: the funnel and the incidents.
extension DashboardState {
    mutating func showFunnel() {
        funnel.open(ledger)
        focus = .funnel
    }

    mutating func showIncidents() {
        incidents.open()
        focus = .incidents
    }

    mutating func performInFunnel(_ action: Action) {
        let visible = FunnelLayout(layout.body).visibleRows
        switch action {
        case .next: funnel.scroll(by: 1, visible: visible)
        case .previous: funnel.scroll(by: -1, visible: visible)
        case .pageDown: funnel.scroll(by: visible, visible: visible)
        case .pageUp: funnel.scroll(by: -visible, visible: visible)
        case .first: funnel.scroll(by: -funnel.report.rows.count, visible: visible)
        case .last: funnel.scroll(by: funnel.report.rows.count, visible: visible)
        case .showIncidents: showIncidents()
        case .cancel: focus = pane
        default: break
        }
    }

    mutating func performInIncidents(_ action: Action) {
        let text = IncidentsPane.text(in: layout.body)
        let lines = incidents.lines(width: text.columns, renderContext).count
        func scroll(by distance: Int) { incidents.scroll(by: distance, lines: lines, visible: text.rows) }
        switch action {
        case .next: scroll(by: -1)
        case .previous: scroll(by: 1)
        case .pageDown: scroll(by: -max(1, text.rows - 1))
        case .pageUp: scroll(by: max(1, text.rows - 1))
        case .first: scroll(by: lines)
        case .last: scroll(by: -lines)
        case .showFunnel: showFunnel()
        case .cancel: focus = pane
        default: break
        }
    }

    /// Keeps the funnel true while it is on the screen.
    mutating func refreshOverlays() {
        switch focus {
        case .funnel: funnel.refresh(ledger)
        case .incidents: incidents.see()
        default: break
        }
    }

    /// All lines of the help.
    func helpLines(in body: Rect) -> [StyledLine] {
        help.lines(
            width: HelpOverlay.inner(body).columns,
            glyphs: configuration.glyphs,
            keyMap: configuration.keyMap
        )
    }

    /// How much there is below what an overlay shows; nil where none is open, or all of it is on the screen.
    func restBelow(_ layout: Layout) -> (count: Int, noun: String)? {
        switch focus {
        case .help:
            let lines = helpLines(in: layout.body).count
            let rest = lines - layout.body.rows - help.scroll
            return (rest, rest == 1 ? "line" : "lines")
        case .funnel:
            let hidden = funnel.report.rows.count - FunnelLayout(layout.body).visibleRows
            let rest = hidden - funnel.scroll
            return hidden > 0 ? (rest, rest == 1 ? "calendar" : "calendars") : nil
        case .incidents:
            let text = IncidentsPane.text(in: layout.body)
            let isWhole = incidents.lines(width: text.columns, renderContext).count <= text.rows
            return isWhole ? nil : (incidents.linesBelow, incidents.linesBelow == 1 ? "line" : "lines")
        default:
            return nil
        }
    }
}
