import Ledger
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

    mutating func performInMenu(_ action: Action) -> [Effect] {
        switch action {
        case .open, .accept:
            guard let item = menu?.current else { return [] }
            return choose(item)
        case .cancel:
            let command = menu?.onCancel
            closeMenu()
            return command.map { perform($0) } ?? []
        case .complete:
            if let label = menu?.current?.label { menu?.type(label) }
            refreshPalette()
        default:
            let before = menu?.current
            let visible = menu?.visibleItems(in: menuPlace(in: layout)) ?? 1
            let text = menu?.editor.text
            menu?.perform(action, visible: visible)
            if menu?.editor.text != text { refreshPalette() }
            if menu?.current != before { return previewMenu() }
        }
        return []
    }

    /// Does what having the cursor where it is does already.
    func previewMenu() -> [Effect] {
        guard case .theme(let name, let keep)? = menu?.current?.preview else { return [] }
        return [.theme(name, keep: keep)]
    }

    /// The themes, each shown while the cursor is on it.
    mutating func openThemes(_ themes: [ThemeChoice], current: String) {
        let items = themes.map { theme in
            Menu.Item(
                label: theme.name,
                remark: theme.title + (theme.isOwn ? ", your own" : ""),
                isCurrent: theme.name == current,
                command: .theme(theme.name, keep: true),
                preview: .theme(theme.name, keep: false)
            )
        }
        var menu = Menu("Theme", items, isSearched: true)
        menu.onCancel = .theme(current, keep: false)
        open(menu)
    }

    /// Chooses an item by its key; other keys do nothing.
    mutating func chooseInMenu(_ key: Character) -> [Effect] {
        if let item = menu?.item(for: key) { return choose(item) }
        let item = key.isUppercase ? key.lowercased().first.flatMap { menu?.item(for: $0) } : nil
        guard let command = item?.capitalCommand else { return [] }
        closeMenu()
        return perform(command)
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
            if prompt?.purpose == .help { help.query = "" }
            closePrompt()
        default:
            if prompt?.editor.perform(action) ?? false { promptChanged() }
        }
        return []
    }

    /// Follows what is being typed.
    mutating func promptChanged() {
        prompt?.complaint = nil
        guard let prompt else { return }
        switch prompt.purpose {
        case .facetValue: searchFacet(prompt.editor.text)
        case .help: help.query = prompt.editor.text
        case .remark, .time, .viewName, .file: break
        }
    }

    mutating func closePrompt() {
        focus =
            switch prompt?.purpose {
            case .help: .help
            case .facetValue: .facets
            default: pane
            }
        prompt = nil
    }

    /// The overlay to draw; a line that belongs to one is typed below it.
    var shownOverlay: Focus { focus == .prompt && prompt?.purpose == .help ? .help : focus }

    /// Takes what was typed.
    private mutating func finish(_ prompt: Prompt) -> [Effect] {
        closePrompt()
        switch prompt.purpose {
        case .remark(let row):
            return remark(prompt.editor.text, on: row)
        case .time:
            let (complaint, effects) = goTo(prompt.editor.text)
            if let complaint { askAgain(prompt, complaint) }
            return effects
        case .viewName(let key):
            return saveView(key, name: prompt.editor.text)
        case .file(let form, let row):
            let path = prompt.editor.text
            guard path.contains(where: { !$0.isWhitespace }), !path.hasSuffix("/") else {
                askAgain(prompt, "the name of a file is wanted")
                return []
            }
            return exportFile(form, row: row, path: path)
        case .facetValue:
            if panel?.section.shown.isEmpty ?? false { askAgain(prompt, "no value has that in it") }
            return []
        case .help:
            return []
        }
    }

    /// Asks for the same line once more and says why.
    private mutating func askAgain(_ prompt: Prompt, _ complaint: String) {
        var again = prompt
        again.complaint = complaint
        ask(again)
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
        case .sort(let column, let isSecond):
            sort(by: list.content.order.choosing(column, asSecond: isSecond))
        case .group(let grouping): group(by: grouping)
        case .sortGroups: sortGroups()
        case .theme(let name, let keep): return [.theme(name, keep: keep)]
        case .goTo(let text):
            let (complaint, effects) = goTo(text)
            if let complaint { notices.append(complaint) }
            return effects
        case .replay(let command): return [.replay(command)]
        case .option(let option): turn(option)
        case .tell(let text): notices.append(text)
        case .keepOptions: return keepOptions()
        case .confirmed(let question, let command): ask(Confirmation(question: question, command: command))
        case .type(let word):
            openPalette()
            menu?.type(word + " ")
            refreshPalette()
        case .help(let topic):
            help = HelpOverlay()
            help.query = topic
            focus = .help
        case .copy(let part): return copy(part)
        case .copyText(let text, let what): return copy(text, what: what)
        case .copyForm(let form): return copyForm(form)
        case .export(let form): askForFile(form)
        case .replace(let file): return [.write(file, replacing: true)]
        case .askToOpen(let link): askToOpen(link)
        case .open(let link): return [.openLink(link.address)]
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
            let width = min(menu.wantedColumns, body.columns / 2)
            let rows = min(body.rows, menu.wantedRows)
            return Rect(row: body.row, column: body.endColumn - width, columns: width, rows: rows)
        }
        let rows = min(body.rows, max(3, min(menu.wantedRows, body.rows * 2 / 3)))
        return Rect(row: body.endRow - rows, column: 0, columns: body.columns, rows: rows)
    }
}
