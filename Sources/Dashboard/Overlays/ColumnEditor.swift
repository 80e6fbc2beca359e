import Screen

/// The editor of the list's columns; what it changes is seen at once.
struct ColumnEditor: Sendable {
    /// A column that can be shown, and whether it is.
    struct Entry: Equatable, Sendable {
        var column: ListColumn
        var isShown: Bool
    }

    /// All columns, in the order in which they stand, the hidden ones behind.
    private(set) var entries: [Entry]
    private(set) var cursor = 0

    init(shown: [ListColumn], others: [ListField]) {
        let known = Set(shown.map(\.field))
        entries =
            shown.map { Entry(column: $0, isShown: true) }
            + others.filter { !known.contains($0) }.map { Entry(column: ListColumn($0), isShown: false) }
    }

    /// The columns that are shown, left to right.
    var shown: [ListColumn] { entries.filter(\.isShown).map(\.column) }

    /// Moves the cursor, or changes the column under it.
    ///
    /// - Returns: whether the columns changed.
    mutating func perform(_ action: Action, visible: Int) -> Bool {
        let before = shown
        switch action {
        case .next: moveCursor(by: 1)
        case .previous: moveCursor(by: -1)
        case .pageDown: moveCursor(by: max(1, visible - 1))
        case .pageUp: moveCursor(by: -max(1, visible - 1))
        case .first: moveCursor(by: -entries.count)
        case .last: moveCursor(by: entries.count)
        case .toggleValue: toggle()
        case .moveDown: move(by: 1)
        case .moveUp: move(by: -1)
        case .wider: resize(by: 1)
        case .narrower: resize(by: -1)
        case .align: entries[cursor].column.isRight = entries[cursor].column.alignment != .right
        case .cutSide: entries[cursor].column.cutsStart.toggle()
        default: break
        }
        return shown != before
    }

    private mutating func moveCursor(by distance: Int) {
        cursor = min(max(0, cursor + distance), entries.count - 1)
    }

    /// A list without any column would say nothing.
    private mutating func toggle() {
        guard !entries[cursor].isShown || shown.count > 1 else { return }
        entries[cursor].isShown.toggle()
    }

    private mutating func move(by step: Int) {
        let target = cursor + step
        guard entries.indices.contains(target) else { return }
        entries.swapAt(cursor, target)
        cursor = target
    }

    private mutating func resize(by step: Int) {
        let column = entries[cursor].column
        let width = (column.width ?? column.field.widths.least) + step
        entries[cursor].column.width = min(max(width, ListColumn.widths.lowerBound), ListColumn.widths.upperBound)
    }
}
