import Bookings
import Ledger
import Screen

/// What the mouse is doing.
struct MouseState: Equatable, Sendable {
    /// Whether it is reported; off at first, so that the terminal's own selection works.
    var isOn = false
    /// What is being dragged.
    var grip: Grip?
    /// Where and when a button went down last, to tell a double click.
    var lastPress: (position: Position, time: Timestamp)?

    /// What can be dragged.
    enum Grip: Equatable, Sendable {
        case divider
        /// A range on the strip, from this bar on.
        case strip(from: Int)
    }

    /// The longest time between the presses of a double click, in milliseconds.
    static let doubleClick: Int64 = 400

    static func == (left: MouseState, right: MouseState) -> Bool {
        left.isOn == right.isOn && left.grip == right.grip && left.lastPress?.position == right.lastPress?.position
            && left.lastPress?.time == right.lastPress?.time
    }
}

extension DashboardState {
    private static let notch = 3

    mutating func toggleMouse() -> [Effect] {
        mouse = MouseState(isOn: !mouse.isOn)
        let key = configuration.keyMap.keys(for: .toggleMouse, in: .list).map { KeyText.short($0) } ?? ""
        notices.append(
            mouse.isOn
                ? "The mouse is on; hold Shift to select text, \(key) switches it off" : "The mouse is off"
        )
        return [.mouse(mouse.isOn)]
    }

    mutating func handle(_ event: MouseEvent) -> [Effect] {
        guard mouse.isOn else { return [] }
        switch event.kind {
        case .wheel(let direction): return turnWheel(direction, at: event.position)
        case .press(.left): return press(event.position)
        case .drag(.left): drag(to: event.position)
        case .release(.left): release()
        default: break
        }
        return []
    }

    private mutating func turnWheel(_ direction: MouseEvent.Direction, at position: Position) -> [Effect] {
        let layout = layout
        switch direction {
        case .left, .right:
            if focus == .list { moveColumn(by: direction == .left ? -1 : 1) }
            return []
        case .up, .down: break
        }
        let isDown = direction == .down
        guard focus == .list || focus == .detail else { return perform(isDown ? .next : .previous) }
        if layout.detail.contains(position) {
            let before = (focus, pane)
            (focus, pane) = (.detail, .detail)
            for _ in 0..<DashboardState.notch { _ = performInDetail(isDown ? .next : .previous) }
            (focus, pane) = before
        } else {
            list.scroll(by: isDown ? DashboardState.notch : -DashboardState.notch, visible: layout.visibleBookings)
        }
        return []
    }

    private mutating func press(_ position: Position) -> [Effect] {
        if !notices.isEmpty { notices.removeFirst() }
        let layout = layout
        let isDouble = mouse.lastPress.map { last in
            last.position == position && now.milliseconds - last.time.milliseconds <= MouseState.doubleClick
        }
        mouse.lastPress = isDouble ?? false ? nil : (position, now)
        if layout.hints.contains(position) {
            guard let action = hint(at: position.column, in: layout) else { return [] }
            return perform(action)
        }
        if let menu { return press(menu, at: position, in: menuPlace(in: layout)) }
        guard focus == .list || focus == .detail || focus == .strip else { return [] }
        if layout.strip.contains(position) { return pressStrip(position, layout) }
        if focus == .strip { performInStrip(.cancel) }
        if layout.divider.contains(position) {
            mouse.grip = .divider
        } else if layout.tableHeader.contains(position) {
            pressHeader(position, layout)
        } else if layout.list.contains(position) {
            return pressList(position, layout, isDouble: isDouble ?? false)
        } else if layout.detail.contains(position) {
            pressDetail(position, layout)
        } else if layout.bottomRule.contains(position), list.arrived.count > 0 {
            list.follow(in: ledger)
        }
        return []
    }

    /// Chooses an item; beside the menu, closes it.
    private mutating func press(_ menu: Menu, at position: Position, in place: Rect) -> [Effect] {
        guard place.contains(position) else { return performInMenu(.cancel) }
        guard let index = menu.index(atRow: position.row, in: place) else { return [] }
        let wasThere = menu.current == menu.shown[index]
        self.menu?.point(at: index)
        // What can be looked at first is chosen by the second click.
        if menu.shown[index].preview != nil, !wasThere { return previewMenu() }
        return performInMenu(.accept)
    }

    private mutating func pressHeader(_ position: Position, _ layout: Layout) {
        let offset = position.column - layout.tableHeader.column
        let column = shownColumns(in: layout).columns.last { $0.offset <= offset }
        guard let field = column?.field else { return }
        table.current = field
        guard let sortColumn = field.sortColumn else { return }
        sort(by: list.content.order.choosing(sortColumn, asSecond: false))
    }

    private mutating func pressList(_ position: Position, _ layout: Layout, isDouble: Bool) -> [Effect] {
        let visible = layout.visibleBookings
        let index = (position.row - layout.list.row) / max(1, layout.linesPerBooking)
        let line = list.top(visible: visible) + index
        guard line < list.content.lineCount, let selected = list.selectedLine else { return [] }
        enter(.list)
        list.move(by: line - selected, visible: visible)
        return isDouble ? performInList(.open) : []
    }

    private mutating func pressStrip(_ position: Position, _ layout: Layout) -> [Effect] {
        if focus != .strip { beginRange() }
        let bar = position.column - layout.strip.column
        strip.choose(from: bar, to: bar)
        mouse.grip = .strip(from: bar)
        return []
    }

    private mutating func drag(to position: Position) {
        let layout = layout
        switch mouse.grip {
        case .divider? where layout.arrangement == .beside:
            split.detailColumns = max(1, layout.detail.endColumn - position.column - 1)
        case .divider? where layout.arrangement == .below:
            split.detailRows = max(1, layout.detail.endRow - position.row - 1)
        case .strip(let start)?:
            strip.choose(from: start, to: position.column - layout.strip.column)
        case .divider?, nil:
            break
        }
    }

    /// A range that was drawn on the strip is kept at once; a mere click points at a bar.
    private mutating func release() {
        if case .strip(let start)? = mouse.grip, let chosen = strip.chosen, chosen != start...start {
            performInStrip(.accept)
        }
        mouse.grip = nil
    }
}

extension Rect {
    /// Whether a cell is in it.
    fileprivate func contains(_ position: Position) -> Bool {
        row..<max(row, endRow) ~= position.row && column..<max(column, endColumn) ~= position.column
    }
}
