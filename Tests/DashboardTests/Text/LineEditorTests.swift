import Testing

@testable import Dashboard

@Suite struct LineEditorTests {
    /// The text with `|` at the cursor.
    private func marked(_ editor: LineEditor) -> String {
        var characters = editor.characters
        characters.insert("|", at: editor.cursor)
        return String(characters)
    }

    @Test(arguments: [
        ([Action.lineStart], "|type:demo  -sales"),
        ([.lineStart, .cursorRight], "t|ype:demo  -sales"),
        ([.wordLeft], "type:demo  |-sales"),
        ([.wordLeft, .wordLeft], "|type:demo  -sales"),
        ([.lineStart, .wordRight], "type:demo|  -sales"),
        ([.deleteWord], "type:demo  |"),
        ([.deleteWord, .deleteWord], "|"),
        ([.deleteToStart], "|"),
        ([.wordLeft, .deleteToStart], "|-sales"),
        ([.wordLeft, .deleteToEnd], "type:demo  |"),
        ([.deleteBackward], "type:demo  -sale|"),
        ([.lineStart, .deleteForward], "|ype:demo  -sales"),
        ([.lineStart, .deleteBackward, .cursorLeft], "|type:demo  -sales"),
        ([.cursorRight, .deleteForward], "type:demo  -sales|"),
    ])
    func actionsEdit(actions: [Action], expected: String) {
        var editor = LineEditor("type:demo  -sales")
        for action in actions { _ = editor.perform(action) }
        #expect(marked(editor) == expected)
    }

    @Test func textGoesInAtTheCursor() {
        var editor = LineEditor("ac")
        _ = editor.perform(.cursorLeft)
        editor.insert("b\n")
        #expect(marked(editor) == "ab |c")
    }

    @Test func aMarkJoinsTheCharacterBeforeIt() {
        var editor = LineEditor("e")
        editor.insert("\u{301}")
        #expect(editor.characters.count == 1)
        #expect(editor.cursor == 1)
        _ = editor.perform(.deleteBackward)
        #expect(editor.text.isEmpty)
    }

    @Test func aLineEndsSomewhere() {
        var editor = LineEditor()
        editor.insert(String(repeating: "x", count: 5_000))
        editor.insert("y")
        #expect(editor.characters.count == LineEditor.limit)
    }

    @Test func otherActionsAreNotItsOwn() {
        var editor = LineEditor("a")
        let isItsOwn = editor.perform(.quit)
        #expect(!isItsOwn)
    }
}
