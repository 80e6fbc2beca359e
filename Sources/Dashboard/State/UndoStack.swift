/// A change of the user's that can be undone.
enum UndoStep: Sendable {
    /// Another filter was set; this is the one from before.
    case filter(FilterLine.Content)
}

/// What can be undone, the newest last; no more than is worth going back.
struct UndoStack: Sendable {
    private static let limit = 50

    private var steps: [UndoStep] = []

    mutating func push(_ step: UndoStep) {
        steps.append(step)
        if steps.count > UndoStack.limit { steps.removeFirst() }
    }

    mutating func pop() -> UndoStep? { steps.popLast() }
}

extension DashboardState {
    /// Takes the newest change back.
    mutating func undoLast() {
        guard let step = undo.pop() else { return notices.append("Nothing to undo") }
        switch step {
        case .filter(let before):
            let now = filter.content
            filter.replace(before)
            refreshFilter()
            notices.append("Undone: the filter is \(FilterText.of(before)) again, no longer \(FilterText.of(now))")
        }
    }
}
