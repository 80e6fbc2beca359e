import Ledger
import Screen

/// An option of the screen that has a few values.
enum ScreenOption: String, CaseIterable, Sendable {
    case times, detail, strip, hints
}

/// The options: what the screen shows and how, and the settings behind it.
extension DashboardState {
    mutating func openOptions(at current: String? = nil) {
        let options = ScreenOption.allCases.map { option in
            Menu.Item(
                label: "\(option.rawValue): \(value(of: option))",
                remark: help(of: option),
                isCurrent: option.rawValue == current,
                command: .option(option)
            )
        }
        let others: [(String, String, Action)] = [
            ("theme", "chosen with a preview", .theme),
            ("order: \(orderText.isEmpty ? "by arrival" : orderText)", "what the list is sorted by", .sort),
            ("groups: \(list.content.groups.map { GroupText.word(for: $0.grouping) } ?? "none")", "", .group),
            ("columns", "chosen, moved and sized", .columns),
            ("mouse: \(mouse.isOn ? "on" : "off")", "", .toggleMouse),
        ]
        var items = options + others.map { Menu.Item(label: $0, remark: $1, command: .action($2)) }
        items.append(
            Menu.Item(
                label: "keep these for later runs",
                remark: "asks first",
                command: .confirmed("Keep these options for later runs?", .keepOptions)
            )
        )
        items += configuration.settings.map { setting in
            Menu.Item(
                label: "\(setting.key) = \(setting.value)",
                remark: setting.origin,
                command: .tell("\(setting.key): \(setting.help) It comes from: \(setting.origin)")
            )
        }
        open(Menu("Options", items, isSearched: true))
    }

    /// Gives an option its next value; it is seen at once, and the options stay open.
    mutating func turn(_ option: ScreenOption) {
        switch option {
        case .times: timeDisplay = timeDisplay.next
        case .hints: showsHints.toggle()
        case .strip:
            switch showsStrip {
            case nil: showsStrip = true
            case true?: showsStrip = false
            case false?: showsStrip = nil
            }
        case .detail:
            let places = DashboardState.places
            let index = places.firstIndex(of: value(of: .detail)) ?? 0
            place(detail: places[(index + 1) % places.count])
        }
        openOptions(at: option.rawValue)
    }

    private static let places = ["automatic", "right", "below", "off"]

    /// Puts the detail in its place; false for a place that is none.
    @discardableResult
    private mutating func place(detail place: String) -> Bool {
        guard DashboardState.places.contains(place) else { return false }
        showsDetail = place != "off"
        split.place = place == "right" ? .right : place == "below" ? .below : .automatic
        return true
    }

    private func value(of option: ScreenOption) -> String {
        switch option {
        case .times: timeDisplay.name
        case .hints: showsHints ? "shown" : "hidden"
        case .strip: showsStrip.map { $0 ? "shown" : "hidden" } ?? "automatic"
        case .detail:
            if !showsDetail {
                "off"
            } else {
                switch split.place {
                case .automatic: "automatic"
                case .right: "right"
                case .below: "below"
                }
            }
        }
    }

    private func help(of option: ScreenOption) -> String {
        switch option {
        case .times: "relative, mine, the customer's, UTC"
        case .hints: "the line of keys at the bottom"
        case .strip: "when the bookings came, as bars"
        case .detail: "right, below, off, or as there is room"
        }
    }

    /// Keeps what is shown and how.
    mutating func keepOptions() -> [Effect] {
        notices.append("The options are kept")
        kept = screenChoices
        return [.saveScreen(kept)]
    }

    /// What is shown and how, for a file.
    var screenChoices: ScreenChoices {
        var choices = ScreenChoices(table.columns)
        choices.times = timeDisplay.name
        choices.detail = value(of: .detail)
        choices.strip = showsStrip
        choices.hints = showsHints
        let order = list.content.order
        if order != .arrival {
            choices.sort = order.keys.compactMap { key in
                SortName.name(of: key.column).map { (key.isDescending ? "-" : "") + $0 }
            }
        }
        choices.group = list.content.groups?.grouping.rawValue
        return choices
    }

    /// Shows things as they were kept; what is not understood is told and passed over.
    mutating func apply(_ choices: ScreenChoices) {
        var unknown: [String] = []
        if let name = choices.times {
            if let display = TimeDisplay(name: name) { timeDisplay = display } else { unknown.append(name) }
        }
        if let place = choices.detail, !self.place(detail: place) { unknown.append(place) }
        showsStrip = choices.strip
        showsHints = choices.hints ?? true
        let keys = choices.sort.compactMap { text -> SortKey? in
            let isDescending = text.hasPrefix("-")
            guard let column = SortName.column(named: String(text.dropFirst(isDescending ? 1 : 0))) else {
                unknown.append(text)
                return nil
            }
            return SortKey(column, isDescending: isDescending)
        }
        if !keys.isEmpty { sort(by: SortOrder(keys)) }
        if let name = choices.group {
            if let grouping = Grouping(rawValue: name) { group(by: grouping) } else { unknown.append(name) }
        }
        notices += unknown.map { "The file of the options has “\($0)”, which is unknown; it is left out" }
    }
}

/// What files call the columns that a list is sorted by.
enum SortName {
    static func name(of column: SortColumn) -> String? {
        switch column {
        case .imminence: "imminence"
        case .arrival: "arrival"
        case .customField(let name): ListField.answer(name).fileName
        default: ListField.all.first { $0.sortColumn == column }?.fileName
        }
    }

    static func column(named name: String) -> SortColumn? {
        switch name {
        case "imminence": .imminence
        case "arrival": .arrival
        default: ListField(named: name)?.sortColumn
        }
    }
}

extension TimeDisplay {
    /// What files and options call it.
    var name: String {
        switch self {
        case .relative: "relative"
        case .mine: "mine"
        case .customer: "customer"
        case .utc: "utc"
        }
    }

    init?(name: String) {
        guard let display = TimeDisplay.allCases.first(where: { $0.name == name }) else { return nil }
        self = display
    }
}
