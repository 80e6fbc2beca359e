import Bookings

/// Parses the filter language by recursive descent; positions count characters.
struct FilterParser {
    private let characters: [Character]
    private var index = 0
    private var depth = 0

    /// Parentheses deeper than anyone writes by hand.
    private static let depthLimit = 64

    init(_ text: String) {
        characters = Array(text)
    }

    mutating func expression() throws(FilterError) -> FilterCondition {
        skipBlanks()
        guard index < characters.count else { throw FilterError(position: 0, message: "nothing to look for") }
        let condition = try alternatives()
        guard index == characters.count else {
            throw FilterError(position: index, message: "a “)” without its “(”")
        }
        return condition
    }

    private mutating func alternatives() throws(FilterError) -> FilterCondition {
        var conditions = [try conjunction()]
        while takeOr() { conditions.append(try conjunction()) }
        return conditions.count == 1 ? conditions[0] : .any(conditions)
    }

    private mutating func conjunction() throws(FilterError) -> FilterCondition {
        var conditions: [FilterCondition] = []
        while true {
            skipBlanks()
            guard index < characters.count, characters[index] != ")", !isOr else { break }
            if takeWord("AND") { continue }
            conditions.append(try negation())
        }
        guard !conditions.isEmpty else {
            throw FilterError(position: index, message: "something to look for is missing here")
        }
        return conditions.count == 1 ? conditions[0] : .all(conditions)
    }

    private mutating func negation() throws(FilterError) -> FilterCondition {
        if takeWord("NOT") {
            skipBlanks()
            return .not(try negation())
        }
        guard characters[index] == "-" else { return try primary() }
        let start = index
        index += 1
        guard index < characters.count, characters[index] != " ", characters[index] != ")" else {
            throw FilterError(position: start, message: "“-” stands right before what is not wanted")
        }
        depth += 1
        defer { depth -= 1 }
        guard depth <= FilterParser.depthLimit else { throw FilterError(position: start, message: "nested too deep") }
        return .not(try negation())
    }

    private mutating func primary() throws(FilterError) -> FilterCondition {
        if characters[index] == "(" {
            let start = index
            depth += 1
            defer { depth -= 1 }
            guard depth <= FilterParser.depthLimit else {
                throw FilterError(position: start, message: "nested too deep")
            }
            index += 1
            let inner = try alternatives()
            skipBlanks()
            guard index < characters.count else {
                throw FilterError(position: start, message: "this “(” has no “)”")
            }
            index += 1
            return inner
        }
        if characters[index] == "\"" || characters[index] == "/" { return .anywhere(try value().pattern()) }
        let start = index
        let word = takeWordCharacters(stoppingAtColon: true)
        guard index < characters.count, characters[index] == ":", !word.isEmpty else {
            guard !word.isEmpty else {
                throw FilterError(position: start, message: "a qualifier is missing before “:”")
            }
            return .anywhere(FilterValue(text: word, isQuoted: false, isExact: false, position: start).wordPattern)
        }
        index += 1
        let valueStart = index
        guard index < characters.count, characters[index] != " ", characters[index] != ")" else {
            let message = "a value is missing after “\(word):”"
            _ = try Qualifier(word, position: start)
            throw FilterError(position: valueStart, message: message)
        }
        let qualifier = try Qualifier(word, position: start)
        return try qualifier.condition(try value())
    }

    private mutating func value() throws(FilterError) -> FilterValue {
        let start = index
        var isExact = false
        if characters[index] == "=" {
            isExact = true
            index += 1
            guard index < characters.count else {
                throw FilterError(position: start, message: "a value is missing after “=”")
            }
        }
        switch characters[index] {
        case "\"": return FilterValue(text: try delimited("\""), isQuoted: true, isExact: isExact, position: start)
        case "/":
            let body = try delimited("/")
            do {
                return FilterValue(regex: try LinearRegex(body), position: start)
            } catch {
                throw FilterError(position: start + 1 + error.offset, message: error.message)
            }
        default:
            let word = takeWordCharacters(stoppingAtColon: false)
            return FilterValue(text: word, isQuoted: false, isExact: isExact, position: start)
        }
    }

    /// The text between two delimiters; a backslash keeps the delimiter.
    private mutating func delimited(_ delimiter: Character) throws(FilterError) -> String {
        let start = index
        index += 1
        var text = ""
        while index < characters.count {
            let character = characters[index]
            index += 1
            if character == delimiter { return text }
            let isEscape = character == "\\" && index < characters.count
            if isEscape, characters[index] == delimiter || (delimiter == "\"" && characters[index] == "\\") {
                text.append(characters[index])
                index += 1
            } else {
                text.append(character)
            }
        }
        throw FilterError(position: start, message: "this \(delimiter == "\"" ? "quote" : "“/”") is not closed")
    }

    private mutating func takeWordCharacters(stoppingAtColon: Bool) -> String {
        let start = index
        while index < characters.count {
            let character = characters[index]
            if character.isWhitespace || character == ")" || character == "(" { break }
            if character == "|" || (stoppingAtColon && character == ":") { break }
            index += 1
        }
        return String(characters[start..<index])
    }

    private var isOr: Bool { characters[index] == "|" || isWord("OR") || isWord("or") }

    private mutating func takeOr() -> Bool {
        skipBlanks()
        guard index < characters.count, isOr else { return false }
        index += characters[index] == "|" ? 1 : 2
        return true
    }

    private mutating func takeWord(_ word: String) -> Bool {
        guard isWord(word) else { return false }
        index += word.count
        return true
    }

    private func isWord(_ word: String) -> Bool {
        let end = index + word.count
        guard end <= characters.count, String(characters[index..<end]) == word else { return false }
        return end == characters.count || characters[end].isWhitespace || characters[end] == "("
    }

    private mutating func skipBlanks() {
        while index < characters.count, characters[index].isWhitespace { index += 1 }
    }
}
