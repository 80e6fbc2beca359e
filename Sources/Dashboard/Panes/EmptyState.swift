import Ledger
import Screen

/// What stands in the list's place while there is nothing to list.
struct EmptyState {
    /// Why it is empty.
    enum Reason {
        /// No booking has come yet.
        case waiting(LinkState)
        /// The log that is replayed has not come to its first booking, or has none.
        case emptyReplay(isFinished: Bool)
        /// The filter hides all of them.
        case filtered(hidden: Int, isEditing: Bool, onlyMarked: Bool)
    }

    var reason: Reason
    var redirectURL: String?
    /// A command to try it with, line by line.
    var trial: [String]
    /// What was heard last, though it was no booking; text from outside.
    var heard: String?

    func render(into frame: inout Frame, in rect: Rect) {
        let inner = rect.inset(left: rect.columns > 30 ? 3 : 0, right: rect.columns > 30 ? 2 : 0)
        let lines = lines(width: inner.columns, isLow: rect.rows < 8)
        let top = rect.row + max(0, min(2, (rect.rows - lines.count) / 2))
        for (index, line) in lines.enumerated() where top + index < rect.endRow {
            frame.write(line, row: top + index, column: inner.column, width: inner.columns)
        }
    }

    private func lines(width: Int, isLow: Bool) -> [StyledLine] {
        var writer = DetailWriter(width: width)
        switch reason {
        case .filtered(let hidden, let isEditing, let onlyMarked):
            let what = hidden == 1 ? "the one booking" : "all \(NumberText.grouped(hidden)) bookings"
            writer.text(
                onlyMarked ? "Only marked bookings are shown; \(what) are hidden." : "The filter hides \(what).",
                .text
            )
            let keys = onlyMarked ? "M shows the others." : "c clears it, \\ switches it off, f changes it."
            writer.text(isEditing ? "Esc undoes it." : keys, .muted)
        case .emptyReplay(let isFinished):
            writer.text(
                isFinished ? "The log has no booking here." : "Waiting for the first booking of the log.",
                .text
            )
        case .waiting(let link):
            switch link {
            case .live: writer.text("Waiting for the first booking.", .text)
            case .connecting: writer.text("Connecting.", .text)
            case .reading: writer.text("Reading the log.", .text)
            case .lost(let reason, _): writer.text("No booking yet, and not connected: \(reason).", .text)
            case .ended, .replaying: writer.text("No booking yet, and not connected.", .text)
            }
            if let heard { writer.text(heard, .muted) }
            guard let redirectURL else { break }
            if !isLow {
                writer.blank()
                writer.text("Give OnceHub this URL to redirect to:", .muted)
            }
            writer.text(redirectURL, .accent, indent: isLow ? 0 : 2)
            // A line that is broken could not be copied.
            guard !trial.isEmpty, !isLow, trial.allSatisfy({ DisplayWidth.of($0) + 2 <= width }) else { break }
            writer.blank()
            writer.text("Or try it now, in another terminal:", .muted)
            for line in trial { writer.text(line, .text, indent: 2) }
            writer.blank()
            writer.text("bookwatch demo shows it all on made-up bookings.", .muted)
        }
        return writer.lines
    }
}
