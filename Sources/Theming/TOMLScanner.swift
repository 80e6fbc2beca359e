/// Walks over TOML text once, before it is parsed: finds what is nested too deeply, and where each key stands.
///
/// It takes valid text apart rightly. On invalid text it may see things that are not there, which does no harm: the parser
/// refuses that text too, at the same place or before.
struct TOMLScanner {
    /// A place in the text, from 1.
    struct Position: Equatable {
        var line: Int
        var column: Int
    }

    /// Why a text is not handed to the parser.
    struct Refusal: Error {
        var line: Int
        var column: Int
        var reason: String
    }

    /// Where each key stands; where it stands more than once (`[[list]]`), the first place.
    private(set) var positions: [[String]: Position] = [:]
    /// Where each element of the outermost list under a key stands.
    private(set) var elements: [[String]: [Position]] = [:]

    private enum Bracket {
        case list(path: [String])
        case table(path: [String])

        var path: [String] {
            switch self {
            case .list(let path), .table(let path): path
            }
        }
    }

    private let bytes: [UInt8]
    private var offset = 0
    private var line = 1
    private var lineStart = 0
    private var section: [String] = []
    private var path: [String] = []
    private var brackets: [Bracket] = []
    /// Where each of them stands.
    private var openings: [Position] = []
    private var expectsKey = true

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            offset = 3
            lineStart = 3
        }
    }

    /// How many lines the text has; a newline at its end starts no other.
    var lineCount: Int {
        let breaks = bytes.dropLast().count { $0 == UInt8(ascii: "\n") }
        return breaks + 1
    }

    mutating func scan() throws(Refusal) {
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\n"): newLine()
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): offset += 1
            case _ where expectsKey: try scanKey(byte)
            default: try scanValue(byte)
            }
        }
        if let opening = openings.last {
            throw Refusal(line: opening.line, column: opening.column, reason: "this bracket is never closed")
        }
    }

    private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private func peek(_ distance: Int) -> UInt8? {
        offset + distance < bytes.count ? bytes[offset + distance] : nil
    }

    private var position: Position {
        let scalars = bytes[lineStart..<offset].count { $0 & 0xC0 != 0x80 }
        return Position(line: line, column: scalars + 1)
    }

    private func refusal(_ reason: String) -> Refusal {
        Refusal(line: position.line, column: position.column, reason: reason)
    }

    private mutating func newLine() {
        offset += 1
        line += 1
        lineStart = offset
        if brackets.isEmpty { expectsKey = true }
    }

    private mutating func skipLine() {
        while let byte = current, byte != UInt8(ascii: "\n") { offset += 1 }
    }
}

extension TOMLScanner {
    private mutating func scanKey(_ byte: UInt8) throws(Refusal) {
        let start = position
        switch byte {
        case UInt8(ascii: "[") where brackets.isEmpty:
            try scanSection()
            note(section, at: start)
        case UInt8(ascii: "}"):
            try close(byte)
            return
        default:
            path = (brackets.last?.path ?? section) + (try keyParts())
            note(path, at: start)
            guard take(UInt8(ascii: "=")) else { throw refusal("an = is wanted after a key") }
        }
        expectsKey = false
    }

    private mutating func scanSection() throws(Refusal) {
        let count = peek(1) == UInt8(ascii: "[") ? 2 : 1
        offset += count
        section = try keyParts()
        for _ in 0..<count {
            guard take(UInt8(ascii: "]")) else { throw refusal("a ] is wanted after the name of a section") }
        }
    }

    /// Notes a key and, where they are not known yet, what its dots open.
    private mutating func note(_ path: [String], at position: Position) {
        for count in stride(from: path.count, to: 0, by: -1) {
            let part = Array(path.prefix(count))
            if positions[part] != nil { return }
            positions[part] = position
        }
    }

    private mutating func scanValue(_ byte: UInt8) throws(Refusal) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            noteElement()
            _ = try string(byte)
            return
        case UInt8(ascii: "["):
            noteElement()
            try open(.list(path: enclosedPath))
        case UInt8(ascii: "{"):
            noteElement()
            try open(.table(path: enclosedPath))
            expectsKey = true
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            try close(byte)
            return
        case UInt8(ascii: ","):
            if case .table = brackets.last { expectsKey = true }
        default:
            noteElement()
            try scanWord()
            return
        }
        offset += 1
    }

    /// Notes a value that starts here, if it is an element of a list that is not in a list itself.
    private mutating func noteElement() {
        guard case .list(let path) = brackets.last else { return }
        if case .list = brackets.dropLast().last { return }
        elements[path, default: []].append(position)
    }

    /// Passes over a value without quotes.
    ///
    /// The parser takes for granted that its first letters say what it is.
    private mutating func scanWord() throws(Refusal) {
        let start = offset
        while let byte = current, byte != UInt8(ascii: ","), byte != UInt8(ascii: "]"), byte != UInt8(ascii: "}"),
            byte != UInt8(ascii: "#"), byte > UInt8(ascii: " ")
        {
            offset += 1
        }
        guard TOMLScalar.isValue(bytes[start..<offset]) else {
            offset = start
            throw refusal("this is no value: text stands in quotes, and times have no place here")
        }
    }

    /// The path of a value that starts here: its key's, or that of the list it is in.
    private var enclosedPath: [String] {
        if case .list(let path) = brackets.last { return path }
        return path
    }

    private mutating func open(_ bracket: Bracket) throws(Refusal) {
        guard brackets.count < BoundedTOML.maximumDepth else {
            throw refusal("more than \(BoundedTOML.maximumDepth) brackets in each other")
        }
        brackets.append(bracket)
        openings.append(position)
    }

    /// The parser takes for granted that what closes a bracket is its counterpart.
    private mutating func close(_ byte: UInt8) throws(Refusal) {
        openings.removeLast(min(1, openings.count))
        switch (brackets.popLast(), byte) {
        case (.list, UInt8(ascii: "]")), (.table, UInt8(ascii: "}")): break
        default: throw refusal("this bracket closes nothing")
        }
        expectsKey = false
        offset += 1
    }

    /// Reads `a."b c".d`; stands behind it afterwards.
    private mutating func keyParts() throws(Refusal) -> [String] {
        var parts: [String] = []
        repeat {
            guard parts.count < BoundedTOML.maximumDepth else {
                throw refusal("a key of more than \(BoundedTOML.maximumDepth) parts")
            }
            skipBlanks()
            if let quote = current, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                parts.append(try string(quote))
            } else {
                let part = bareKey()
                // The parser takes for granted that a section's name begins as one.
                guard !part.isEmpty else { throw refusal("a key is wanted here") }
                parts.append(part)
            }
            skipBlanks()
        } while take(UInt8(ascii: "."))
        return parts
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        offset += 1
        return true
    }

    private mutating func skipBlanks() {
        while let byte = current, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { offset += 1 }
    }

    private mutating func bareKey() -> String {
        let start = offset
        while let byte = current {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                offset += 1
            default:
                return String(decoding: bytes[start..<offset], as: UTF8.self)
            }
        }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }
}

extension TOMLScanner {
    /// Passes over a string of any of the four forms and returns what is between its quotes, escapes and all.
    ///
    /// A key with escapes is therefore not found again, and takes the line of the table it is in.
    private mutating func string(_ quote: UInt8) throws(Refusal) -> String {
        let isLong = peek(1) == quote && peek(2) == quote
        let opening = position
        offset += isLong ? 3 : 1
        let start = offset
        while let byte = current {
            if byte == quote, !isLong || closesLong(quote) {
                let content = String(decoding: bytes[start..<offset], as: UTF8.self)
                offset += isLong ? 3 : 1
                // A long string may have one or two quotes of its own at its end.
                while isLong, current == quote { offset += 1 }
                return content
            }
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                if isEscapedZero { throw refusal("a NUL character; TOML is text") }
                offset += 1
            }
            guard let passed = current else { break }
            if passed == UInt8(ascii: "\n") {
                // A short string ends with its line; the parser would call it a control character.
                guard isLong else { break }
                newLine()
            } else {
                offset += 1
            }
        }
        throw Refusal(line: opening.line, column: opening.column, reason: "this string is never closed")
    }

    private func closesLong(_ quote: UInt8) -> Bool {
        peek(1) == quote && peek(2) == quote
    }

    /// The parser hands strings on as C strings, which such an escape would cut.
    private var isEscapedZero: Bool {
        let digits: Int
        switch peek(1) {
        case UInt8(ascii: "u"): digits = 4
        case UInt8(ascii: "U"): digits = 8
        default: return false
        }
        return (0..<digits).allSatisfy { peek(2 + $0) == UInt8(ascii: "0") }
    }
}
