/// The answer to a shell that asks what may follow: a line each, with what it means after a tab; `:files` where a file may
/// follow, `:nospace` where the word goes on.
enum CompletionAnswer {
    /// What a command line begins with that is such a question.
    static let mark = "---complete"

    /// The answer to what stands after the mark: the shell, and the words, which bash gives as one line.
    static func text(_ arguments: some Collection<String>) -> String {
        let words = Array(arguments.dropFirst())
        guard arguments.first == "bash" else {
            // fish gives the last word as it was written.
            let last = words.last.map { $0.hasPrefix("'") || $0.hasPrefix("\"") ? String($0.dropFirst()) : $0 }
            return lines(Completion(words.dropLast() + [last ?? ""])) { $0 }
        }
        let line = ShellLine(words.first ?? "")
        let typed = line.words.last ?? ""
        // bash looks at what stands after a colon as a word of its own, unless it is in quotes.
        let cut = line.isQuoted ? nil : typed.lastIndex { ":=".contains($0) }
        let head = cut.map { typed.distance(from: typed.startIndex, to: $0) + 1 } ?? 0
        return lines(Completion(Array(line.words.dropFirst()))) { text in
            line.isQuoted ? text : ShellLine.escaped(text.dropFirst(head))
        }
    }

    private static func lines(_ completion: Completion, _ form: (String) -> String) -> String {
        var lines: [String] = []
        if completion.goesOn { lines.append(":nospace") }
        lines += completion.candidates.map { form($0.text) + ($0.help.isEmpty ? "" : "\t" + $0.help) }
        if completion.takesFile, completion.candidates.isEmpty { lines.append(":files") }
        return lines.map { $0 + "\n" }.joined()
    }
}

/// A command line as it is written in bash, up to the cursor.
struct ShellLine {
    /// The words without their quotes; the last one is being written.
    private(set) var words: [String] = [""]
    /// Whether the last word is in quotes that are still open.
    private(set) var isQuoted = false

    init(_ line: String) {
        var quote: Character?
        var isEscaped = false
        var isInWord = false
        for character in line {
            if isEscaped {
                append(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                (isEscaped, isInWord) = (true, true)
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                (quote, isInWord) = (character, true)
            } else if quote == nil, character == " " || character == "\t" {
                if isInWord { words.append("") }
                isInWord = false
            } else {
                append(character)
                isInWord = true
            }
        }
        isQuoted = quote != nil
    }

    private mutating func append(_ character: Character) {
        words[words.count - 1].append(character)
    }

    /// A text so that a shell takes it for one word.
    static func escaped(_ text: some StringProtocol) -> String {
        text.reduce(into: "") { escaped, character in
            if " \t\\'\"`$&|;<>()*?[]{}!#~".contains(character) { escaped.append("\\") }
            escaped.append(character)
        }
    }
}
