/// One line of text with a cursor in it.
struct LineEditor: Equatable, Sendable {
    /// The most characters that a line takes.
    static let limit = 1_000

    private(set) var characters: [Character] = []
    /// The cursor stands before the character of this index, or after the last.
    private(set) var cursor = 0
    /// What was last deleted by the word or the line.
    private var deleted = ""

    init(_ text: String = "") { set(text) }

    var text: String { String(characters) }

    mutating func set(_ text: String) {
        characters = Array(text.prefix(LineEditor.limit))
        cursor = characters.count
    }

    /// Puts text in at the cursor; line breaks and tabs become blanks.
    mutating func insert(_ text: String) {
        let added = text.prefix(LineEditor.limit - characters.count).map { $0.isNewline || $0 == "\t" ? " " : $0 }
        let before = String(characters[..<cursor]) + String(added)
        let after = String(characters[cursor...])
        // A mark joins the character before it, so what is there now is counted, not what was added.
        characters = Array(before + after)
        cursor = min(Array(before).count, characters.count)
    }

    /// Puts text in the place of some characters; the cursor stands behind it.
    mutating func replace(_ range: Range<Int>, with text: String) {
        let range = range.clamped(to: 0..<characters.count)
        characters.removeSubrange(range)
        cursor = range.lowerBound
        insert(text)
    }

    /// Does an editing action.
    ///
    /// - Returns: whether it was one.
    mutating func perform(_ action: Action) -> Bool {
        switch action {
        case .cursorLeft: cursor = max(0, cursor - 1)
        case .cursorRight: cursor = min(characters.count, cursor + 1)
        case .wordLeft: cursor = wordStart
        case .wordRight: cursor = wordEnd
        case .lineStart: cursor = 0
        case .lineEnd: cursor = characters.count
        case .deleteBackward: delete(max(0, cursor - 1)..<cursor)
        case .deleteForward: delete(cursor..<min(characters.count, cursor + 1))
        case .deleteWord: cut(wordStart..<cursor)
        case .deleteWordForward: cut(cursor..<wordEnd)
        case .deleteToStart: cut(0..<cursor)
        case .deleteToEnd: cut(cursor..<characters.count)
        case .yank: insert(deleted)
        default: return false
        }
        return true
    }

    /// Deletes what can be put back.
    private mutating func cut(_ range: Range<Int>) {
        if !range.isEmpty { deleted = String(characters[range]) }
        delete(range)
    }

    private mutating func delete(_ range: Range<Int>) {
        characters.removeSubrange(range)
        cursor = range.lowerBound
    }

    private var wordStart: Int {
        var place = cursor
        while place > 0, characters[place - 1].isWhitespace { place -= 1 }
        while place > 0, !characters[place - 1].isWhitespace { place -= 1 }
        return place
    }

    private var wordEnd: Int {
        var place = cursor
        while place < characters.count, characters[place].isWhitespace { place += 1 }
        while place < characters.count, !characters[place].isWhitespace { place += 1 }
        return place
    }
}
