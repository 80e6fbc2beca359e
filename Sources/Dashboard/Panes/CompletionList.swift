import Ledger
import Screen

/// What could stand where the cursor of the filter line is, one of them tried in place.
struct CompletionList: Equatable, Sendable {
    /// The most that are offered.
    static let limit = 50

    let candidates: [FilterCompletion.Candidate]
    /// The line as it was before the first was tried.
    let before: LineEditor
    private let range: Range<Int>
    private(set) var cursor = 0

    /// Nil where there is nothing to offer.
    init?(_ editor: LineEditor, in ledger: BookingLedger, clock: FilterClock) {
        let completion = FilterCompletion(editor.text, cursor: editor.cursor)
        candidates = ledger.candidates(for: completion, limit: CompletionList.limit, clock: clock)
        before = editor
        range = completion.range
        guard !candidates.isEmpty else { return nil }
    }

    mutating func move(by distance: Int) {
        cursor = (cursor + distance + candidates.count) % candidates.count
    }

    /// The line with the candidate under the cursor in its place.
    var line: LineEditor {
        var line = before
        line.replace(range, with: candidates[cursor].text)
        return line
    }

    /// The same, ready for the next word: after a value stands a blank.
    var accepted: LineEditor {
        var line = line
        let isQualifier = candidates[cursor].text.hasSuffix(":")
        if !isQualifier, line.cursor == line.characters.count { line.insert(" ") }
        return line
    }

    /// The columns of what is tried.
    var width: Int { DisplayWidth.of(candidates[cursor].text) }

    /// Writes the list under the filter line, its left edge under the word.
    func render(into frame: inout Frame, in body: Rect, column: Int, _ glyphs: GlyphSet) {
        let names = candidates.map { VisibleText.of($0.label) }
        let numbers = candidates.map { $0.count.map(NumberText.grouped) ?? "" }
        let numberWidth = numbers.map(\.count).max() ?? 0
        let widest = names.map { DisplayWidth.of($0) }.max() ?? 0
        let width = min(body.columns, widest + numberWidth + (numberWidth > 0 ? 5 : 3))
        let rows = min(candidates.count, min(10, body.rows))
        guard rows > 0, width > 4 else { return }
        let left = max(body.column, min(column - 1, body.endColumn - width))
        let top = max(0, min(cursor - rows / 2, candidates.count - rows))
        let rect = Rect(row: body.row, column: left, columns: width, rows: rows)
        frame.fill(rect, role: .overlayText)
        for line in 0..<rows {
            let index = top + line
            let place = rect.line(line)
            let inner = place.inset(left: 1, right: 1)
            let nameWidth = inner.columns - (numberWidth > 0 ? numberWidth + 1 : 0)
            frame.write(names[index], row: place.row, column: inner.column, width: nameWidth, role: .overlayText)
            frame.write(
                numbers[index],
                row: place.row,
                column: inner.column,
                width: inner.columns,
                role: .muted,
                alignment: .right
            )
            if index == cursor { frame.overlay(.selection, on: place) }
        }
    }
}
