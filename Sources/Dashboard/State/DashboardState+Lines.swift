import Ledger
import Screen

extension DashboardState {
    mutating func performInFilter(_ action: Action) {
        switch action {
        case .accept:
            guard filter.accept() else { return }
            focus = pane
        case .cancel:
            filter.cancel()
            refreshFilter()
            focus = pane
        default:
            if filter.edit(action) { refreshFilter() }
        }
    }

    mutating func performInSearch(_ action: Action) {
        switch action {
        case .accept:
            focus = pane
        case .cancel:
            let origin = search.origin
            search.clear()
            if origin.following {
                list.follow(in: ledger)
            } else if let row = origin.row {
                list.select(row, in: ledger, visible: layout.visibleBookings)
            }
            focus = pane
        case .nextMatch, .previousMatch:
            performInPane(action)
        default:
            if search.edit(action) { findFromOrigin() }
        }
    }

    mutating func performInPicker(_ action: Action) {
        guard var picker else { return focus = pane }
        switch action {
        case .toggleValue:
            guard let current = picker.current else { return }
            var chosen = filter.chosen[picker.facet] ?? []
            if let place = chosen.firstIndex(of: current.value) {
                chosen.remove(at: place)
            } else {
                chosen.append(current.value)
            }
            filter.choose(chosen, of: picker.facet)
            refreshFilter()
        case .clearValues:
            filter.choose([], of: picker.facet)
            refreshFilter()
        case .nextSection: open(picker.facet, by: 1)
        case .previousSection: open(picker.facet, by: -1)
        case .cancel:
            closePicker()
        default:
            picker.move(action)
            self.picker = picker
        }
    }

    mutating func open(_ facet: Facet) {
        picker = FacetPicker(facet)
        focus = .facets
        refreshPicker()
    }

    private mutating func open(_ facet: Facet, by step: Int) {
        let facets = Facet.allCases
        guard let place = facets.firstIndex(of: facet) else { return }
        open(facets[(place + step + facets.count) % facets.count])
    }

    private mutating func closePicker() {
        picker = nil
        focus = pane
    }

    mutating func performInHelp(_ action: Action) {
        let body = layout.body
        let lines = helpLines(in: body).count
        switch action {
        case .next: help.scroll(by: 1, lines: lines, visible: body.rows)
        case .previous: help.scroll(by: -1, lines: lines, visible: body.rows)
        case .pageDown: help.scroll(by: max(1, body.rows - 1), lines: lines, visible: body.rows)
        case .pageUp: help.scroll(by: -max(1, body.rows - 1), lines: lines, visible: body.rows)
        case .first: help.scroll(by: -lines, lines: lines, visible: body.rows)
        case .last: help.scroll(by: lines, lines: lines, visible: body.rows)
        case .search: ask(Prompt(.help, text: help.query))
        case .cancel:
            if help.query.isEmpty { focus = pane } else { help.query = "" }
        default: break
        }
    }
}
