import Bookings
import Ledger

/// A change of the user's that can be undone.
enum UndoStep: Sendable {
    /// Another filter was set; this is the one from before.
    case filter(FilterLine.Content)
    /// A mark or a remark was changed; this puts back what there was before.
    case annotation(Annotation)
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
    mutating func undoLast() -> [Effect] {
        guard let step = undo.pop() else {
            notices.append("Nothing to undo")
            return []
        }
        switch step {
        case .filter(let before):
            let now = filter.content
            filter.replace(before)
            refreshFilter()
            notices.append("Undone: the filter is \(FilterText.of(before)) again, no longer \(FilterText.of(now))")
            return []
        case .annotation(let before):
            let name = ledger.row(ofSequence: before.of).flatMap { ledger.text(.name, at: $0) } ?? "the booking"
            notices.append("Undone: the \(before.remark == nil ? "mark" : "remark") of \(name)")
            return [.annotate(before)]
        }
    }
}
