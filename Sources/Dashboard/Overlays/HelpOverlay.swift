import Ledger
import Screen

/// The help: every key of the key map, the filter language, and what the signs of the screen mean.
struct HelpOverlay: Sendable {
    private(set) var scroll = 0
    /// What is looked for; only sections and lines with all of its words are shown.
    var query = "" { didSet { scroll = 0 } }

    mutating func scroll(by distance: Int, lines: Int, visible: Int) {
        scroll = min(max(0, scroll + distance), max(0, lines - visible))
    }

    /// All lines for a width, what is wanted most often first: list, detail, filters; two columns where they fit.
    func lines(width: Int, glyphs: GlyphSet, keyMap: KeyMap) -> [StyledLine] {
        let words = query.lowercased().split(whereSeparator: \.isWhitespace)
        guard !words.isEmpty else { return HelpOverlay.lines(width: width, glyphs: glyphs, keyMap: keyMap) }
        let sections =
            HelpOverlay.sections(keyMap) + [HelpOverlay.signs(glyphs), HelpOverlay.filterReference(width: width)]
        let found = sections.compactMap { HelpOverlay.matching(words, in: $0) }
        return found.isEmpty ? [StyledLine("nothing in the help has this", .muted)] : HelpOverlay.joined(found)
    }

    /// The lines of a section that have all words, under its title; all of it where the title has them.
    private static func matching(_ words: [Substring], in section: [StyledLine]) -> [StyledLine]? {
        func has(_ line: StyledLine) -> Bool {
            let text = line.spans.map(\.text).joined().lowercased()
            return words.allSatisfy { text.contains($0) }
        }
        guard let title = section.first else { return nil }
        if has(title) { return section }
        let found = section.dropFirst().filter(has)
        return found.isEmpty ? nil : [title] + found
    }

    private static func lines(width: Int, glyphs: GlyphSet, keyMap: KeyMap) -> [StyledLine] {
        let keys = sections(keyMap)
        let (first, rest) = (Array(keys.prefix(2)), [signs(glyphs)] + keys.dropFirst(2))
        let filters = filterReference(width: width)
        guard width >= 96 else { return joined(first + [filters] + rest) }
        return joined([sideBySide(first, width: width), filters, sideBySide(rest, width: width)])
    }

    /// The sections in two columns, each under the shorter one.
    private static func sideBySide(_ sections: [[StyledLine]], width: Int) -> [StyledLine] {
        var columns: (left: [StyledLine], right: [StyledLine]) = ([], [])
        for section in sections {
            if columns.left.count <= columns.right.count {
                columns.left += (columns.left.isEmpty ? [] : [StyledLine()]) + section
            } else {
                columns.right += (columns.right.isEmpty ? [] : [StyledLine()]) + section
            }
        }
        return StyledLine.side(columns.left, columns.right, width: (width - 4) / 2, gap: 4)
    }

    /// Where the lines stand within the overlay.
    static func inner(_ rect: Rect) -> Rect {
        rect.columns > 30 ? rect.inset(left: 2, right: 2) : rect
    }

    /// Draws the lines that `lines` gave for the width of its place.
    func render(_ lines: [StyledLine], into frame: inout Frame, in rect: Rect) {
        frame.fill(rect, role: .overlayText)
        let inner = HelpOverlay.inner(rect)
        let top = min(scroll, max(0, lines.count - rect.rows))
        for line in 0..<rect.rows where top + line < lines.count {
            frame.write(lines[top + line], row: rect.row + line, column: inner.column, width: inner.columns)
        }
    }

    private static func sections(_ keyMap: KeyMap) -> [[StyledLine]] {
        Focus.allCases.filter { $0 != .help }.map { focus in
            [StyledLine(focus.title, .overlayTitle)]
                + (keyMap.bindings[focus] ?? []).map { binding in
                    let keys = binding.keys.map { KeyText.short($0) }.joined(separator: " ")
                    let padding = String(repeating: " ", count: max(1, 14 - keys.count))
                    return StyledLine(keys + padding, .hintKey)
                        .appending(binding.action.summary(in: focus), .overlayText)
                }
        }
    }

    private static func signs(_ glyphs: GlyphSet) -> [StyledLine] {
        let meanings: [(sign: String, meaning: String)] = [
            (glyphs.text(.new), "New: came within the last minute"),
            (glyphs.text(.changed), "Rescheduled, or changed within the last minute"),
            (glyphs.text(.canceled), "Canceled"),
            (glyphs.text(.completed), "Completed"),
            (glyphs.text(.noShow), "The customer did not come"),
            (glyphs.text(.uncertain), "A start that is not settled yet"),
            ("R E W", "Seen by redirect, embed, webhook"),
        ]
        return [StyledLine("Signs", .overlayTitle)]
            + meanings.map { sign, meaning in
                let padding = String(repeating: " ", count: max(1, 14 - DisplayWidth.of(sign)))
                return StyledLine(sign + padding, .hintKey).appending(meaning, .overlayText)
            }
    }

    private static func filterReference(width: Int) -> [StyledLine] {
        [StyledLine("Filter language", .overlayTitle)]
            + Filter.reference.flatMap { entry in
                let label = width >= 60 ? 26 : 0
                let parts = TextWrap.lines(entry.meaning, width: max(10, width - max(2, label)), limit: 8)
                let padding = String(repeating: " ", count: max(1, label - DisplayWidth.of(entry.syntax)))
                guard label > 0 else {
                    return [StyledLine(entry.syntax, .hintKey)]
                        + parts.map { StyledLine("  " + $0, .overlayText) }
                }
                return parts.enumerated().map { index, part in
                    index == 0
                        ? StyledLine(entry.syntax + padding, .hintKey).appending(String(part), .overlayText)
                        : StyledLine(String(repeating: " ", count: label) + part, .overlayText)
                }
            }
    }

    private static func joined(_ sections: [[StyledLine]]) -> [StyledLine] {
        Array(sections.joined(separator: [StyledLine()]))
    }
}
