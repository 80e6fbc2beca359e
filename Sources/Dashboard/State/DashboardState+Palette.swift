import Ledger
import Screen

/// The palette: every command by its name, and some with what they are to act on.
extension DashboardState {
    /// A command that takes more words.
    private enum Word: String, CaseIterable {
        case goto, speed, sort, group, help

        /// What stands beside it in the palette.
        var remark: String {
            switch self {
            case .goto: "9am, -2h, yesterday, 2026-02-03, next, 30%"
            case .speed: "of the replay: 0.5, 20, max"
            case .sort: "a column"
            case .group: "a field, or none"
            case .help: "a word to look for"
            }
        }
    }

    /// All commands that have a key where the palette was opened, and those that take more words.
    mutating func openPalette() {
        var seen: Set<Action> = []
        let isReplay = configuration.mode == .replay
        let places: [Focus] = isReplay && pane == .list ? [.replay, .list] : [pane]
        let bindings = places.flatMap { configuration.keyMap.bindings[$0] ?? [] }.filter { binding in
            !binding.action.isMovement && !binding.keys.isEmpty && seen.insert(binding.action).inserted
                && !isFree(binding.action)
        }
        let items = bindings.map { binding in
            Menu.Item(
                label: view(of: binding.action).map { "View \($0.key): \(VisibleText.of($0.name))" }
                    ?? binding.action.summary(in: pane),
                remark: binding.keys.first.map { KeyText.short($0) } ?? "",
                command: .action(binding.action)
            )
        }
        let words = Word.allCases.filter { isReplay || $0 != .speed }.map {
            Menu.Item(label: $0.rawValue + " ", remark: $0.remark, command: .type($0.rawValue))
        }
        open(Menu("Commands", items + words, isSearched: true))
    }

    private func view(of action: Action) -> SavedView? {
        Action.views.firstIndex(of: action).flatMap { views.tab($0 + 1)?.view }
    }

    /// Whether it would show a view that is not there.
    private func isFree(_ action: Action) -> Bool { Action.views.contains(action) && view(of: action) == nil }

    /// Offers what may follow a command that takes more words.
    mutating func refreshPalette() {
        guard let menu, menu.isSearched, menu.onCancel == nil else { return }
        let text = menu.editor.text
        guard let blank = text.firstIndex(of: " "), let word = Word(rawValue: text[..<blank].lowercased()) else {
            if menu.suggestions != nil { self.menu?.suggest(nil) }
            return
        }
        let rest = String(text[text.index(after: blank)...])
        let items = items(of: word, rest)
        self.menu?.suggest(items)
    }

    private func items(of word: Word, _ rest: String) -> [Menu.Item] {
        switch word {
        case .goto:
            let typed = rest.allSatisfy(\.isWhitespace) ? [] : [timeItem(rest)]
            return typed
                + ["now", "-1h", "today", "yesterday", "next", "0%", "100%"].filter { $0.hasPrefix(rest) && $0 != rest }
                .map(timeItem)
        case .speed:
            let typed = rest.allSatisfy(\.isWhitespace) ? [] : [rest]
            return (typed + ["0.5", "1", "10", "100", "max"].filter { $0.hasPrefix(rest) && $0 != rest }).compactMap(
                speedItem
            )
        case .sort: return ranked(allSortItems, by: rest)
        case .group: return ranked(groupItems, by: rest)
        case .help: return [Menu.Item(label: "help \(rest)", remark: "search the help", command: .help(rest))]
        }
    }

    private func timeItem(_ text: String) -> Menu.Item {
        let instant = TimeExpression(text)?.instant(now: clock.now, zone: clock.zone)
        let remark = instant.map { ClockText.recent(ClockText.civil($0, in: clock.zone), today: clock.today) } ?? ""
        return Menu.Item(label: "goto \(text)", remark: remark, command: .goTo(text))
    }

    private func speedItem(_ text: String) -> Menu.Item? {
        let speed = text == "max" ? .infinity : Double(text) ?? 0
        guard speed > 0, speed.isFinite || text == "max" else { return nil }
        return Menu.Item(label: "speed \(text)", remark: "", command: .replay(.speed(speed)))
    }

    private func ranked(_ items: [Menu.Item], by text: String) -> [Menu.Item] {
        FuzzyMatch.ranked(items.map(\.label), by: text).map { items[$0] }
    }
}

extension Action {
    /// Whether it only moves something, or is of no use by name: then a palette leaves it out.
    fileprivate var isMovement: Bool {
        switch self {
        case .next, .previous, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .open, .back, .cancel, .palette,
            .columnLeft, .columnRight, .interrupt:
            true
        default: false
        }
    }
}
