import Screen

/// The keys that matter now, from the key map.
enum HintBar {
    /// What decides which keys of the list matter.
    struct Situation {
        var isReplay = false
        var isFollowing = true
        var isFiltered = false
        var isSearching = false
        var hasUnseenIncidents = false
        /// The booking replaced another, or was replaced.
        var hasRelated = false
        /// What arrived is shown, as a tree.
        var canFold = false
        /// What lies over the list has more than there is room for.
        var canScroll = false
    }

    /// A hint and where it stands, counted from the start of the line.
    struct Hint {
        var action: Action
        var line: StyledLine
        var offset = 0
    }

    /// The hints for a focus, the most useful first, as many as fit.
    static func hints(_ focus: Focus, in situation: Situation, width: Int, keyMap: KeyMap) -> [Hint] {
        var hints = actions(focus, situation).compactMap { action -> Hint? in
            let place = situation.isReplay && focus == .list && action.isForReplay ? .replay : focus
            guard let keys = keyMap.keys(for: action, in: place), let word = action.hint(in: focus) else { return nil }
            let line = StyledLine(KeyText.short(keys), .hintKey).appending(" " + word, .hintText)
            return Hint(action: action, line: line)
        }
        // The way to all others is always there.
        let last = focus == .list || focus == .detail ? hints.popLast() : nil
        let room = width - (last.map { $0.line.width + gap } ?? 0)
        var shown: [Hint] = []
        var used = 0
        for var hint in hints {
            hint.offset = used
            guard used + hint.line.width <= room else { break }
            shown.append(hint)
            used += hint.line.width + gap
        }
        if var last {
            last.offset = used
            shown.append(last)
        }
        return shown
    }

    /// The hints as one line.
    static func line(_ hints: [Hint]) -> StyledLine {
        var line = StyledLine()
        for hint in hints {
            if !line.spans.isEmpty { line.append(String(repeating: " ", count: gap), .hintText) }
            line.spans += hint.line.spans
        }
        return line
    }

    private static let gap = 2

    private static func related(_ situation: Situation) -> [Action] { situation.hasRelated ? [.related] : [] }

    private static func listActions(_ situation: Situation) -> [Action] {
        var actions: [Action] = situation.isFollowing ? [] : [.follow]
        if situation.isReplay { actions += [.pause, .faster, .slower, .stepForward, .stepBack, .nextMarker] }
        if situation.isSearching { actions += [.nextMatch] }
        actions += [.editFilter]
        if situation.isFiltered { actions += [.clearFilter, .toggleFilter] }
        if situation.hasUnseenIncidents { actions += [.showIncidents] }
        actions += related(situation)
        actions += [.facets, .search, .open, .sort, .group, .copy, .toggleDetail, .cycleTime, .palette]
        return actions + [.help]
    }

    private static func detailActions(_ situation: Situation) -> [Action] {
        var actions: [Action] = situation.isSearching ? [.nextMatch] : []
        actions += [.nextTab, .cancel]
        if situation.canFold { actions += [.fold, .toggleWrap] }
        return actions + related(situation) + [.copy, .openLink, .export, .search, .nextBooking, .compare, .help]
    }

    private static func actions(_ focus: Focus, _ situation: Situation) -> [Action] {
        switch focus {
        case .list, .replay: listActions(situation)
        case .detail: detailActions(situation)
        case .filter: [.accept, .cancel, .complete, .historyOlder, .deleteToStart]
        case .search: [.accept, .cancel, .nextMatch, .editFilter]
        case .facets: [.toggleValue, .nextSection, .keepValue, .dropValue, .clearValues, .search, .cancel]
        case .columns: [.toggleValue, .moveDown, .moveUp, .wider, .narrower, .align, .saveColumns, .cancel]
        case .strip: [.zoomIn, .zoomOut, .accept, .cancel]
        case .menu: [.open, .cancel]
        case .palette: [.accept, .complete, .cancel]
        case .prompt: [.accept, .cancel]
        case .confirmation: [.confirm, .decline]
        case .comparison: [.toggleFolds, .cancel]
        case .funnel: [.showIncidents, .cancel]
        case .incidents: (situation.canScroll ? [.pageUp] : []) + [.showFunnel, .cancel]
        case .help: [.search] + (situation.canScroll ? [.pageDown] : []) + [.cancel]
        }
    }
}

extension Action {
    /// Whether the keys of a replay do it.
    fileprivate var isForReplay: Bool {
        switch self {
        case .faster, .slower, .stepForward, .stepBack, .seekForward, .seekBack, .findForward, .nextMarker: true
        default: false
        }
    }
}
