import Ledger
import Screen

/// The facet panel, and the choice of values anywhere.
extension DashboardState {
    mutating func openFacets() {
        panel = FacetPanel(filter.choices)
        focus = .facets
        refreshFacets()
    }

    mutating func performInFacets(_ action: Action) {
        guard let panel else { return focus = pane }
        let section = panel.section
        switch action {
        case .toggleValue: chooseCurrent { $0.toggle($1) }
        case .keepValue: chooseCurrent { $0.keepOnly($1) }
        case .dropValue: chooseCurrent { $0.toggleDropped($1) }
        case .addValue: chooseCurrent { $0.add($1) }
        case .clearValues: changeFilter { $0.choices[section.facet] = nil }
        case .search: ask(Prompt(.facetValue, text: section.search))
        case .cancel:
            guard section.search.isEmpty else { return searchFacet("") }
            self.panel = nil
            focus = pane
        default:
            let visible = panel.visibleValues(in: facetPlace(in: layout))
            self.panel?.move(action, visible: visible)
        }
    }

    private mutating func chooseCurrent(_ choose: (inout FacetChoice, String?) -> Void) {
        guard let section = panel?.section, let current = section.current else { return }
        changeFilter { content in
            choose(&content.choices[section.facet, default: FacetChoice()], current.value)
            content.isOn = true
        }
    }

    mutating func searchFacet(_ text: String) { panel?.search(text) }

    /// Counts the facets anew.
    mutating func refreshFacets() {
        let clock = filterClock
        panel?.refresh(tally, filter.choices, in: ledger, clock: clock)
    }

    /// What is done to a value under the cursor.
    enum ValueChoice: Sendable {
        /// Only this value.
        case keep
        /// Not this value.
        case drop
        /// This value too.
        case add
    }

    /// Keeps, drops or adds the value that the booking in a row has in a field; a booking seen on several channels has several.
    mutating func choose(_ choice: ValueChoice, _ facet: Facet, row: Int) {
        let values = ledger.values(of: facet, at: row, clock: filterClock)
        changeFilter { content in
            content.isOn = true
            var chosen = content.choices[facet] ?? FacetChoice()
            if choice == .keep { chosen = FacetChoice() }
            for value in values {
                switch choice {
                case .keep, .add: chosen.add(value)
                case .drop: if !chosen.dropped.contains(value) { chosen.toggleDropped(value) }
                }
            }
            content.choices[facet] = chosen
        }
    }

    /// Asks which field's value is meant.
    mutating func askForField(_ choice: ValueChoice) {
        guard let row = list.selection else { return }
        let items = DashboardState.fieldKeys.map { key, facet in
            let values = ledger.values(of: facet, at: row, clock: filterClock)
            return Menu.Item(
                key: key,
                label: FilterText.name(of: facet),
                remark: values.map { FilterText.name(of: $0, facet: facet) }.joined(separator: ", "),
                command: .chooseValue(choice, facet, row: row)
            )
        }
        open(Menu(choice.title, items))
    }

    private static let fieldKeys: [(Character, Facet)] = [
        ("t", .eventType), ("m", .masterPage), ("p", .bookingPage), ("l", .bookingCalendar), ("s", .status),
        ("o", .source), ("c", .channel), ("r", .product), ("h", .host), ("d", .day), ("n", .name), ("e", .email),
        ("y", .company), ("z", .zone),
    ]

    /// Lists the alarms that the filter hides, with all other alarms; `u` brings the filter back.
    mutating func showAlarms() {
        guard hiddenAlarms > 0 else { return notices.append("No alarm is hidden") }
        changeFilter { $0 = FilterLine.Content(text: "is:alarm") }
    }

    /// The alarms that the filter hides.
    var hiddenAlarms: Int { tally.isFiltering ? alarms.subtracting(tally.passing).count : 0 }

    /// The right half of the screen where it is wide, else its lower part, so that the list stays in sight.
    func facetPlace(in layout: Layout) -> Rect {
        let top = layout.tableHeader.rows > 0 ? layout.tableHeader.row : layout.list.row
        let room =
            layout.arrangement == .detailOnly
            ? layout.detail
            : Rect(
                row: top,
                column: 0,
                columns: layout.body.columns,
                rows: max(layout.list.endRow, layout.detail.endRow) - top
            )
        if room.columns >= 100 { return room.inset(left: room.columns * 9 / 20) }
        let rows = min(room.rows, max(3, room.rows * 2 / 3))
        return Rect(row: room.endRow - rows, column: 0, columns: room.columns, rows: rows)
    }
}

extension DashboardState.ValueChoice {
    /// What stands above the menu of fields.
    var title: String {
        switch self {
        case .keep: "Keep only this"
        case .drop: "Drop this"
        case .add: "Add this to what is kept"
        }
    }
}
