import BookwatchTestSupport
import CTerminal
import Screen

@testable import Terminal

/// Whether a terminal shows a frame.
struct FrameComparison {
    typealias Attributes = VirtualScreen.Attributes

    /// What should stand in a place.
    private struct Expected {
        var cell: VirtualScreen.Cell
        /// Whether that is the terminal's affair.
        var isOpen = false
        /// Whether there may be marks on it besides.
        var mayHaveMarks = false
    }

    private struct Meaning: Hashable {
        var role: StyleRole
        var overlay: StyleRole?
    }

    let styleSheet: StyleSheet
    let depth: ColorDepth
    /// Whether it has the program's own opinion of widths.
    ///
    /// Where not, the places of disputed characters may differ, and only they. A mark on one that it does not know may fall on the place before it.
    var sharesOpinion = true
    /// The attributes that the terminal has; nil where its looks are not compared.
    var attributes: Attributes? = [.bold, .dim, .italic, .underline, .reverse]

    /// Whether the terminal can hide its cursor.
    var hidesCursor = true
    /// Whether it is known where the cursor is.
    var knowsCursor = true

    private var looks: [Meaning: VirtualScreen.Look] = [:]
    /// The rows of the frame before, and what was expected of them.
    private var known: [(cells: ArraySlice<Cell>, expected: [Expected])] = []
    private var knownColumns = 0

    init(styleSheet: StyleSheet, depth: ColorDepth) {
        self.styleSheet = styleSheet
        self.depth = depth
    }

    /// The first place that is not as it should be, in words; nil where there is none.
    ///
    /// What is outside the frame has to be blank, and what is outside those columns is not looked at.
    mutating func difference(_ screen: VirtualScreen, _ frame: Frame, columns: Int) -> String? {
        learn(frame, columns: columns)
        let blank = Expected(cell: VirtualScreen.Cell(look: look(.text, nil)))
        for row in 0..<screen.rows {
            let expected = row < known.count ? known[row].expected : []
            for column in 0..<min(screen.columns, columns) {
                let wanted = column < expected.count ? expected[column] : blank
                let cell = screen.grid[row][column]
                if !isSame(cell, wanted) { return "row \(row), column \(column): \(cell) instead of \(wanted.cell)" }
            }
        }
        return knowsCursor ? cursorDifference(screen, frame) : nil
    }

    /// Rows that did not change are expected to show what they showed.
    private mutating func learn(_ frame: Frame, columns: Int) {
        if columns != knownColumns || known.count > frame.size.rows { known = [] }
        knownColumns = columns
        for row in 0..<frame.size.rows {
            let cells = frame.row(row)
            if row < known.count, known[row].cells == cells { continue }
            let entry = (cells, expectation(cells, columns: columns))
            if row < known.count { known[row] = entry } else { known.append(entry) }
        }
    }

    private func cursorDifference(_ screen: VirtualScreen, _ frame: Frame) -> String? {
        let cursor = frame.cursor.flatMap { $0.row < screen.rows && $0.column < screen.columns ? $0 : nil }
        guard screen.isCursorVisible == (cursor != nil) || !hidesCursor else {
            return "the cursor: \(screen.isCursorVisible)"
        }
        guard let cursor, cursor != Position(row: screen.row, column: screen.column) else { return nil }
        return "the cursor at \(screen.row), \(screen.column) instead of \(cursor)"
    }

    /// What should stand in the columns of a row.
    private mutating func expectation(_ row: ArraySlice<Cell>, columns: Int) -> [Expected] {
        var places: [Expected] = []
        let glyphs = row.filter { !$0.glyph.isContinuation }
        for (range, isDisputed) in Clusters(glyphs.map(\.glyph)) {
            let isOpen = isDisputed && !sharesOpinion
            let before = places.lastIndex { !$0.cell.text.isEmpty }
            if isOpen, let before { places[before].mayHaveMarks = true }
            for cell in glyphs[range] {
                guard places.count + cell.glyph.width <= columns else { return places }
                var content = VirtualScreen.Cell(text: cell.glyph.description, look: look(cell.role, cell.overlay))
                places.append(Expected(cell: content, isOpen: isOpen))
                content.text = ""
                if cell.glyph.width == 2 { places.append(Expected(cell: content, isOpen: isOpen)) }
            }
        }
        return places
    }

    private func isSame(_ cell: VirtualScreen.Cell, _ wanted: Expected) -> Bool {
        wanted.isOpen || isSameText(cell.text, wanted) && isSameLook(cell, wanted.cell)
    }

    private func isSameText(_ text: String, _ wanted: Expected) -> Bool {
        let (text, expected) = (breakable(text), breakable(wanted.cell.text))
        guard text != expected else { return true }
        guard wanted.mayHaveMarks, text.unicodeScalars.starts(with: expected.unicodeScalars) else { return false }
        return text.unicodeScalars.dropFirst(expected.unicodeScalars.count).allSatisfy { DisplayWidth.of($0) == 0 }
    }

    /// The text with ordinary blanks for those that may not be broken, which have marks on them at times.
    private func breakable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\u{A0}" ? " " : $0 }))
    }

    private func isSameLook(_ cell: VirtualScreen.Cell, _ wanted: VirtualScreen.Cell) -> Bool {
        guard let attributes else { return true }
        let (look, expected) = (cell.look, wanted.look)
        let wantedAttributes = expected.attributes.intersection(attributes)
        if wanted.text != " ", wanted.text != "\u{A0}" {
            return look.foreground == expected.foreground && look.background == expected.background
                && look.attributes == wantedAttributes
        }
        // Of a blank only what is behind it is seen.
        let seen: Attributes = [.underline, .reverse]
        return look.background == expected.background
            && look.attributes.intersection(seen) == wantedAttributes.intersection(seen)
            && (look.foreground == expected.foreground || !look.attributes.contains(.reverse))
    }

    private mutating func look(_ role: StyleRole, _ overlay: StyleRole?) -> VirtualScreen.Look {
        if let look = looks[Meaning(role: role, overlay: overlay)] { return look }
        let style = styleSheet.resolve(role, overlay: overlay, depth: depth)
        var attributes: Attributes = []
        if style.bold { attributes.insert(.bold) }
        if style.dim { attributes.insert(.dim) }
        if style.italic { attributes.insert(.italic) }
        if style.underline { attributes.insert(.underline) }
        if style.reverse { attributes.insert(.reverse) }
        let look = VirtualScreen.Look(
            foreground: number(style.foreground),
            background: number(style.background),
            attributes: attributes
        )
        looks[Meaning(role: role, overlay: overlay)] = look
        return look
    }

    private func number(_ color: Color?) -> Int? {
        switch color {
        case .ansi(let index), .indexed(let index): Int(index)
        case .rgb(let red, let green, let blue):
            VirtualScreen.Look.direct + (Int(red) << 16 | Int(green) << 8 | Int(blue))
        case .terminalDefault, nil: nil
        }
    }
}
