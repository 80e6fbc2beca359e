import Screen

extension LineEditor {
    /// Writes the line; of one that is longer than its room, the part around the cursor.
    ///
    /// Returns the columns used, and the characters left out at the start.
    func render(
        into frame: inout Frame,
        in rect: Rect,
        role: StyleRole,
        hasCursor: Bool
    ) -> (columns: Int, skipped: Int) {
        let skipped = hasCursor ? firstShown(room: rect.columns) : 0
        let used = frame.write(
            String(characters[skipped...]),
            row: rect.row,
            column: rect.column,
            width: rect.columns,
            role: role
        )
        guard hasCursor else { return (used, skipped) }
        let before = DisplayWidth.of(String(characters[skipped..<cursor]))
        let column = min(rect.column + before, frame.size.columns - 1)
        frame.cursor = Position(row: rect.row, column: max(0, column))
        return (max(used, min(before + 1, rect.columns)), skipped)
    }

    /// The first character to show, so that the cursor is within the room.
    private func firstShown(room: Int) -> Int {
        var first = cursor
        var used = 1
        while first > 0 {
            used += DisplayWidth.of(String(characters[first - 1]))
            guard used <= room else { break }
            first -= 1
        }
        return first
    }
}
