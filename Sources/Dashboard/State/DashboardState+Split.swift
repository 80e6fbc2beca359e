import Screen

/// How the list and the detail share the screen.
extension DashboardState {
    /// Puts the detail to the right, below, or off, as far as there is room; on a narrow screen it takes the list's place.
    mutating func changeLayout() {
        let before = layout.arrangement
        split.isMaximized = false
        switch before {
        case .beside: split.place = .below
        case .below: showsDetail = false
        case .listOnly, .detailOnly: (showsDetail, split.place) = (true, .right)
        }
        if before == .beside, layout.arrangement != .below { showsDetail = false }
        if !showsDetail { return enter(.list) }
        guard !layout.showsDetail || layout.arrangement == before else { return }
        notices.append("There is no room for both here; Enter opens the booking")
    }

    /// Gives the pane that has the keys the screen, or both their share again.
    mutating func maximize() {
        split.isMaximized.toggle()
        if split.isMaximized, pane == .list, !showsDetail || list.selection == nil { split.isMaximized = false }
    }
}
