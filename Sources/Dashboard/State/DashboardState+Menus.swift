import Screen

/// Menus, prompts and questions: what asks the user for one more thing.
extension DashboardState {
    mutating func open(_ menu: Menu) {
        self.menu = menu
        focus = menu.isSearched ? .palette : .menu
    }

    mutating func ask(_ prompt: Prompt) {
        self.prompt = prompt
        focus = .prompt
    }

    mutating func ask(_ confirmation: Confirmation) {
        self.confirmation = confirmation
        focus = .confirmation
    }

    /// All commands that have a key where the palette was opened.
    mutating func openPalette() {
        let keyMap = configuration.keyMap
        let items = (keyMap.bindings[pane] ?? []).filter { !$0.action.isMovement }.map { binding in
            Menu.Item(
                label: binding.action.summary(in: pane),
                remark: binding.chords.first.map(KeyText.short) ?? "",
                command: .action(binding.action)
            )
        }
        open(Menu("Commands", items, isSearched: true))
    }

    mutating func performInMenu(_ action: Action) -> [Effect] {
        switch action {
        case .open, .accept:
            guard let item = menu?.current else { return [] }
            return choose(item)
        case .cancel:
            closeMenu()
        default:
            let visible = menu?.visibleItems(in: menuPlace(in: layout)) ?? 1
            menu?.perform(action, visible: visible)
        }
        return []
    }

    /// Chooses an item by its key; other keys do nothing.
    mutating func chooseInMenu(_ key: Character) -> [Effect] {
        menu?.item(for: key).map { choose($0) } ?? []
    }

    private mutating func choose(_ item: Menu.Item) -> [Effect] {
        closeMenu()
        return perform(item.command)
    }

    private mutating func closeMenu() {
        menu = nil
        focus = pane
    }

    mutating func performInPrompt(_ action: Action) -> [Effect] {
        switch action {
        case .accept:
            guard let prompt else { return [] }
            return finish(prompt)
        case .cancel:
            if prompt?.purpose == .facetValue { searchFacet("") }
            closePrompt()
        default:
            if prompt?.editor.perform(action) ?? false { followPrompt() }
        }
        return []
    }

    /// Follows a change of what is typed.
    mutating func followPrompt() {
        prompt?.complaint = nil
        if let prompt, prompt.purpose == .facetValue { searchFacet(prompt.editor.text) }
    }

    mutating func closePrompt() {
        focus = prompt?.purpose == .facetValue ? .facets : pane
        prompt = nil
    }

    /// Takes what was typed.
    private mutating func finish(_ prompt: Prompt) -> [Effect] {
        closePrompt()
        if case .viewName(let key) = prompt.purpose { return saveView(key, name: prompt.editor.text) }
        return []
    }

    mutating func performInConfirmation(_ action: Action) -> [Effect] {
        guard action == .confirm || action == .decline || action == .cancel else { return [] }
        let command = confirmation?.command
        confirmation = nil
        focus = pane
        return action == .confirm ? command.map { perform($0) } ?? [] : []
    }

    mutating func perform(_ command: Command) -> [Effect] {
        switch command {
        case .action(let action): return perform(action)
        case .nameView(let key): askForViewName(key)
        case .chooseValue(let choice, let facet, let row): choose(choice, facet, row: row)
        }
        return []
    }

    /// The right half of the screen where it is wide, else its lower part, so that the list stays in sight.
    func menuPlace(in layout: Layout) -> Rect {
        guard let menu else { return .none }
        let body = layout.body
        if body.columns >= 100 {
            let width = min(64, body.columns / 2)
            let rows = min(body.rows, menu.wantedRows)
            return Rect(row: body.row, column: body.endColumn - width, columns: width, rows: rows)
        }
        let rows = min(body.rows, max(3, min(menu.wantedRows, body.rows * 2 / 3)))
        return Rect(row: body.endRow - rows, column: 0, columns: body.columns, rows: rows)
    }
}

extension Action {
    /// Whether it only moves something: then a palette has no use for it.
    var isMovement: Bool {
        switch self {
        case .next, .previous, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .open, .back, .cancel, .palette,
            .columnLeft, .columnRight:
            true
        default: false
        }
    }
}
