import Ledger
import Screen

/// The filter line and the search line.
extension DashboardState {
    mutating func beginFilter(adding text: String = "") {
        filter.beginEditing(adding: text)
        listBefore = list.place
        completion = nil
        focus = .filter
        refreshFilter()
    }

    mutating func performInFilter(_ action: Action) -> [Effect] {
        switch action {
        case .complete: complete(by: 1)
        case .completePrevious: complete(by: -1)
        case .accept:
            if let completion {
                filter.replaceLine(completion.accepted)
                self.completion = nil
                refreshFilter()
            } else {
                return acceptFilter()
            }
        case .cancel:
            if let completion {
                filter.replaceLine(completion.before)
                self.completion = nil
                refreshFilter()
            } else {
                cancelFilter()
            }
        default:
            guard filter.edit(action) else { return [] }
            completion = nil
            refreshFilter()
        }
        return []
    }

    private mutating func acceptFilter() -> [Effect] {
        let history = filter.history.entries
        guard let before = filter.accept() else { return [] }
        if filter.content != before { undo.push(.filter(before)) }
        focus = pane
        views.see(views.key(of: filter.content))
        return filter.history.entries == history ? [] : [.saveFilterHistory(filter.history.entries)]
    }

    /// Puts all back as it was, the selection too.
    private mutating func cancelFilter() {
        filter.cancel()
        refreshFilter()
        if let listBefore { list.restore(listBefore, in: ledger) }
        focus = pane
    }

    /// Tries the next or the previous of what could stand at the cursor; a single one is taken at once.
    private mutating func complete(by step: Int) {
        if var completion {
            completion.move(by: step)
            self.completion = completion
        } else {
            completion = CompletionList(filter.editor, in: ledger, clock: filterClock)
        }
        guard let completion else { return }
        let isOnly = completion.candidates.count == 1
        filter.replaceLine(isOnly ? completion.accepted : completion.line)
        if isOnly { self.completion = nil }
        refreshFilter()
    }

    mutating func beginSearch(for text: String = "") {
        search.begin(at: list.selection, following: list.isFollowing)
        search.insert(text)
        focus = .search
    }

    mutating func performInSearch(_ action: Action) {
        switch action {
        case .accept:
            focus = pane
        case .cancel:
            endSearch()
            focus = pane
        case .editFilter:
            // What is searched becomes what is filtered: the selection goes back to where the search began.
            let query = search.query
            endSearch()
            beginFilter(adding: query.allSatisfy(\.isWhitespace) ? "" : Filter.quoted(query))
        case .nextMatch, .previousMatch:
            performInPane(action)
        default:
            if search.edit(action) { findFromOrigin() }
        }
    }

    private mutating func endSearch() {
        let origin = search.origin
        search.clear()
        if origin.following {
            list.follow(in: ledger)
        } else if let row = origin.row {
            list.select(row, in: ledger, visible: layout.visibleBookings)
        }
    }

    /// Changes the filter for good, so that it can be undone.
    mutating func changeFilter(_ change: (inout FilterLine.Content) -> Void) {
        let before = filter.content
        var content = before
        change(&content)
        guard content != before else { return }
        undo.push(.filter(before))
        filter.replace(content)
        refreshFilter()
        views.see(views.key(of: filter.content))
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
