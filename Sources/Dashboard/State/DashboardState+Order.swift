import Bookings
import Ledger
import Screen

/// The order of the list, and its groups.
extension DashboardState {
    /// What the menu offers, with its keys; the current column of the list comes on top of these, and the palette has all.
    private static let sortable: [(key: Character, label: String, column: SortColumn)] = [
        ("a", "received", .arrival), ("i", "next to start first", .imminence), ("s", "starts", .starts),
        ("n", "customer", .customer), ("o", "company", .text(.company)), ("e", "event type", .text(.eventType)),
        ("m", "master page", .text(.masterPage)), ("p", "product", .product), ("t", "status", .text(.status)),
        ("w", "host", .text(.host)), ("l", "booking page", .text(.bookingPage)),
        ("c", "booking calendar", .text(.bookingCalendar)), ("u", "source", .text(.source)),
        ("h", "channels", .channel), ("r", "created", .created), ("x", "changed", .changed),
    ]

    /// The menu of columns to sort by: a letter for the first key, the capital for the second.
    mutating func openSortMenu() {
        open(Menu("Sort by (a capital: for the second key)", sortItems))
    }

    var sortItems: [Menu.Item] {
        var items = DashboardState.sortable.map { sortItem(key: $0.key, label: $0.label, column: $0.column) }
        if let column = table.current.sortColumn, !DashboardState.sortable.contains(where: { $0.column == column }) {
            items.append(sortItem(key: "v", label: table.current.title, column: column))
        }
        return items + [Menu.Item(key: "y", label: "another column", command: .type("sort"))]
    }

    /// Every column there is, those of the list among them.
    var allSortItems: [Menu.Item] {
        var seen = Set(DashboardState.sortable.map(\.column))
        let others = (ListField.all + (table.columns ?? []).map(\.field)).compactMap { field -> Menu.Item? in
            guard let column = field.sortColumn, seen.insert(column).inserted else { return nil }
            return sortItem(key: nil, label: VisibleText.of(field.title), column: column)
        }
        return DashboardState.sortable.map { sortItem(key: $0.key, label: $0.label, column: $0.column) } + others
    }

    private func sortItem(key: Character?, label: String, column: SortColumn) -> Menu.Item {
        let keys = list.content.order.keys
        let place = keys.firstIndex { $0.column == column }
        let sign = place.map { configuration.glyphs.text(keys[$0].isDescending ? .sortDown : .sortUp) }
        return Menu.Item(
            key: key,
            label: label,
            remark: sign.map { place == 0 ? $0 : "second \($0)" } ?? "",
            isCurrent: place == 0,
            command: .sort(column, asSecond: false),
            capitalCommand: .sort(column, asSecond: true)
        )
    }

    mutating func openGroupMenu() { open(Menu("Group by", groupItems)) }

    var groupItems: [Menu.Item] {
        let keys: [(Character, Grouping)] = [
            ("m", .masterPage), ("e", .eventType), ("d", .startDay), ("h", .host), ("s", .status), ("p", .product),
        ]
        let groups = list.content.groups
        var items = keys.map { key, grouping in
            Menu.Item(
                key: key,
                label: GroupText.word(for: grouping),
                isCurrent: groups?.grouping == grouping,
                command: .group(grouping)
            )
        }
        items.append(Menu.Item(key: "n", label: "none", isCurrent: groups == nil, command: .group(nil)))
        if let groups {
            let label = groups.isLargestFirst ? "groups by name or day" : "largest group first"
            items.append(Menu.Item(key: "l", label: label, command: .sortGroups))
        }
        return items
    }

    /// Sorts by a column; who chooses an order other than that of arrival wants to read it, so following stops.
    mutating func sort(by order: SortOrder) {
        if order.arrivalDirection == nil { list.stopFollowing() }
        arrange(order, list.content.groups)
    }

    mutating func group(by grouping: Grouping?) {
        if grouping != nil { list.stopFollowing() }
        arrange(list.content.order, grouping.map { ListRows.Groups(grouping: $0) })
    }

    mutating func sortGroups() {
        guard var groups = list.content.groups else { return }
        groups.isLargestFirst.toggle()
        arrange(list.content.order, groups)
    }

    /// Puts the rows in order as of now.
    mutating func arrange() { arrange(list.content.order, list.content.groups) }

    private mutating func arrange(_ order: SortOrder, _ groups: ListRows.Groups?) {
        list.settle(visible: layout.visibleBookings)
        list.arrange(by: order, at: clock.minute, groups, zone: configuration.zone, in: ledger)
        if search.isActive { findMatches(from: list.selection) }
    }

    /// Goes to the end at which new bookings come, and follows; in another order only to the end.
    mutating func goToEnd(_ isLast: Bool) {
        let direction = list.content.groups == nil ? list.content.order.arrivalDirection : nil
        if direction == (isLast ? .newestLast : .newestFirst) { return list.follow(in: ledger) }
        list.move(by: isLast ? list.content.lineCount : -list.content.lineCount, visible: layout.visibleBookings)
    }

    /// The order in words, where the list is not in that of arrival: `by customer ↑, starts ↓`.
    var orderText: String {
        let order = list.content.order
        var parts: [String] = []
        if order != .arrival {
            let keys = order.keys.map { key in
                DashboardState.title(of: key.column) + " "
                    + configuration.glyphs.text(key.isDescending ? .sortDown : .sortUp)
            }
            parts.append("by " + keys.joined(separator: ", "))
        }
        if let groups = list.content.groups { parts.append("groups by " + GroupText.word(for: groups.grouping)) }
        if showsOnlyMarked { parts.append("only marked") }
        return parts.joined(separator: ", ")
    }

    private static func title(of column: SortColumn) -> String {
        if let item = sortable.first(where: { $0.column == column }) { return item.label }
        if case .customField(let name) = column { return VisibleText.of(name) }
        return ListField.all.first { $0.sortColumn == column }?.title ?? ""
    }
}
