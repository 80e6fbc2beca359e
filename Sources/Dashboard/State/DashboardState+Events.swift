import Bookings
import Ledger
import Screen

extension DashboardState {
    mutating func handle(_ event: TerminalEvent) -> [Effect] {
        switch event {
        case .key(let chord):
            return handle(chord)
        case .paste(let text):
            type(text)
            return []
        case .resized(let size):
            list.settle(visible: layout.visibleBookings)
            self.size = size
            return []
        case .mouse(let event):
            return handle(event)
        case .background, .woken, .signal, .hangUp:
            return []
        }
    }

    private mutating func handle(_ chord: KeyChord) -> [Effect] {
        if !notices.isEmpty { notices.removeFirst() }
        done = nil
        // A key that stands before an item chooses it, also where it would move the cursor.
        if focus == .menu, let key = chord.typedCharacter, menu?.item(for: key) != nil { return chooseInMenu(key) }
        let first = pendingKey
        pendingKey = nil
        let meaning = meaning(of: [first, chord].compactMap(\.self))
        if meaning != .action(.interrupt) { wasInterrupted = false }
        switch meaning {
        case .action(let action)?: return perform(action)
        case .beginning?:
            pendingKey = chord
            return []
        // A key that does not go on with a sequence ends it, and counts for nothing.
        case nil where first != nil: return []
        case nil: break
        }
        guard let character = chord.typedCharacter else { return [] }
        if focus == .menu { return chooseInMenu(character) }
        if focus.takesText { type(String(character)) }
        return []
    }

    /// In a replay the list has a few keys of its own.
    private func meaning(of chords: [KeyChord]) -> KeyMap.Meaning? {
        let keyMap = configuration.keyMap
        if focus == .list, configuration.mode == .replay, let meaning = keyMap.meaning(of: chords, in: .replay) {
            return meaning
        }
        return keyMap.meaning(of: chords, in: focus)
    }

    private mutating func type(_ text: String) {
        switch focus {
        case .filter:
            filter.insert(text)
            completion = nil
            refreshFilter()
        case .search where pane == .detail:
            detail.search.insert(text)
            findInDetail()
        case .search:
            search.insert(text)
            findFromOrigin()
        case .palette:
            menu?.insert(text)
            refreshPalette()
        case .prompt:
            prompt?.editor.insert(text)
            promptChanged()
        default:
            break
        }
    }

    /// Does what a key stands for where the focus is.
    mutating func perform(_ action: Action) -> [Effect] {
        switch action {
        case .quit: return [.quit]
        case .interrupt: return interrupt()
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .theme: return [.listThemes]
        case .undo: return undoLast()
        case .options:
            openOptions()
            return []
        case .toggleMouse: return toggleMouse()
        case .help:
            help = HelpOverlay()
            focus = .help
            return []
        default: break
        }
        switch focus {
        case .list, .replay: return performInList(action)
        case .detail: return performInDetail(action)
        case .filter: return performInFilter(action)
        case .search where pane == .detail: performInDetailSearch(action)
        case .search: performInSearch(action)
        case .facets: performInFacets(action)
        case .menu, .palette: return performInMenu(action)
        case .prompt: return performInPrompt(action)
        case .confirmation: return performInConfirmation(action)
        case .columns: return performInColumns(action)
        case .strip: performInStrip(action)
        case .comparison: performInComparison(action)
        case .funnel: performInFunnel(action)
        case .incidents: performInIncidents(action)
        case .help: performInHelp(action)
        }
        return []
    }

    /// The first press is taken back by any other key.
    private mutating func interrupt() -> [Effect] {
        guard !wasInterrupted else { return [.quit] }
        wasInterrupted = true
        notices.insert("Press it again to quit", at: 0)
        return []
    }

    /// Leaves from the list: asks where bookings that come meanwhile would not be received.
    mutating func leave() -> [Effect] {
        guard configuration.ownsEndpoint else { return [.quit] }
        ask(
            Confirmation(
                question: "The endpoint runs here and ends too: bookings would not be received. Quit?",
                command: .action(.quit)
            )
        )
        return []
    }

    /// What is done alike in the list and in the detail.
    mutating func performInPane(_ action: Action) {
        switch action {
        case .nextTab: detail.turn(by: 1)
        case .previousTab: detail.turn(by: -1)
        case .summaryTab: detail.show(.summary)
        case .fieldsTab: detail.show(.fields)
        case .rawTab: detail.show(.raw)
        case .historyTab: detail.show(.history)
        case .toggleWrap: detail.toggleWrap()
        case .related: showRelated()
        case .cycleTime: timeDisplay = timeDisplay.next
        case .toggleHints: showsHints.toggle()
        case .toggleDetail: toggleDetail()
        case .showFunnel: showFunnel()
        case .showIncidents: showIncidents()
        case .palette: openPalette()
        case .focusNext, .focusPrevious: switchPane()
        case .follow: list.follow(in: ledger)
        case .changeLayout: changeLayout()
        case .maximize: maximize()
        case .remark: askForRemark()
        case .copy: openCopyMenu()
        case .export: openExportMenu()
        case .compare: compare()
        case .editFilter: beginFilter()
        case .search: beginSearch()
        case .nextMatch: step(backwards: false)
        case .previousMatch: step(backwards: true)
        default: break
        }
    }

    /// Gives the keys to the list or the detail; who reads a booking does not want it replaced by the next.
    mutating func enter(_ pane: Focus) {
        self.pane = pane
        focus = pane
        if pane == .detail { list.stopFollowing() }
    }

    private mutating func switchPane() {
        if pane == .detail {
            enter(.list)
        } else if list.selection != nil {
            enter(.detail)
        }
    }

    private mutating func toggleDetail() {
        split.isMaximized = false
        switch layout.arrangement {
        case .beside, .below:
            showsDetail = false
            enter(.list)
        case .detailOnly:
            enter(.list)
        case .listOnly:
            showsDetail = true
            if !layout.showsDetail { switchPane() }
        }
    }

    private mutating func step(backwards: Bool) {
        guard search.isActive else { return }
        findMatches(from: list.selection)
        guard let match = search.nextMatch(backwards: backwards) else { return }
        list.select(match, in: ledger, visible: layout.visibleBookings)
    }

    /// Goes to the booking that took the place of this one, else to the one whose place it took.
    private mutating func showRelated() {
        guard let row = list.selection else { return }
        guard let other = related(to: row) else {
            notices.append("No booking that replaced this one, or that it replaced, is known")
            return
        }
        guard list.content.contains(other) else {
            notices.append("The other booking is hidden by the filter; c clears it")
            return
        }
        list.select(other, in: ledger, visible: layout.visibleBookings)
    }

    /// The booking that took the place of another, else the one whose place it took.
    func related(to row: Int) -> Int? { ledger.replacement(of: row) ?? ledger.replaced(by: row) }

    /// Selects the first match from where the search began.
    mutating func findFromOrigin() {
        findMatches(from: search.origin.row)
        guard let origin = search.origin.row else { return }
        list.select(search.matchFromHere() ?? origin, in: ledger, visible: layout.visibleBookings)
    }

    /// Looks for the matches among what is listed now.
    mutating func findMatches(from row: Int?) {
        search.find(in: ledger, rows: list.rows, from: row)
    }
}
