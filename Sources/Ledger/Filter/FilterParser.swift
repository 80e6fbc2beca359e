/// Parses the filter language by recursive descent.
///
/// It reads scalars, not characters: a mark that combines with a quote must not hide the quote. Its errors count scalars too.
struct FilterParser {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var depth = 0
    /// Whether OR stands outside of all parentheses.
    private(set) var isAlternative = false

    /// Parentheses deeper than anyone writes by hand.
    private static let depthLimit = 64

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    mutating func expression() throws(FilterError) -> FilterCondition {
        skipBlanks()
        guard !isAtEnd else { throw FilterError(position: 0, message: "nothing to look for") }
        let condition = try alternatives()
        guard isAtEnd else { throw FilterError(position: index, message: "a “)” without its “(”") }
        return condition
    }

    private var isAtEnd: Bool { index == scalars.count }

    private mutating func alternatives() throws(FilterError) -> FilterCondition {
        var conditions = [try conjunction()]
        while takeOr() { conditions.append(try conjunction()) }
        guard conditions.count > 1 else { return conditions[0] }
        if depth == 0 { isAlternative = true }
        return .any(conditions)
    }

    private mutating func conjunction() throws(FilterError) -> FilterCondition {
        var conditions: [FilterCondition] = []
        while true {
            skipBlanks()
            guard !isAtTermsEnd else { break }
            if takeWord("AND") { continue }
            conditions.append(try negation())
        }
        guard !conditions.isEmpty else { throw missing }
        return conditions.count == 1 ? conditions[0] : .all(conditions)
    }

    /// Any number of `-` and `NOT`, then a term.
    private mutating func negation() throws(FilterError) -> FilterCondition {
        var isNegated = false
        while true {
            if takeWord("NOT") {
                skipBlanks()
                guard !isAtTermsEnd else { throw missing }
            } else if take("-") {
                guard !isAtEnd, scalars[index] != ")", scalars[index] != "|",
                    !scalars[index].properties.isWhitespace
                else {
                    throw FilterError(
                        position: index - 1,
                        message: "“-” stands right before what is not wanted"
                    )
                }
            } else {
                break
            }
            isNegated.toggle()
        }
        let condition = try term()
        return isNegated ? .not(condition) : condition
    }

    private mutating func term() throws(FilterError) -> FilterCondition {
        if scalars[index] == "(" { return try group() }
        if scalars[index] == "\"" || scalars[index] == "/" { return .anywhere(try value().pattern) }
        if let comparison = try comparison() { return comparison }
        let start = index
        let word = takeWordScalars(stoppingAt: ":")
        guard take(":") else { return .anywhere(FilterValue(.plain(word), position: start).pattern) }
        guard !word.isEmpty else {
            throw FilterError(position: start, message: "a qualifier is missing before “:”")
        }
        let qualifier = try Qualifier(word, position: start)
        guard !isAtTermsEnd, !scalars[index].properties.isWhitespace else {
            throw FilterError(position: index, message: "a value is missing after “\(word):”")
        }
        return try qualifier.condition(try value())
    }

    /// A qualifier with an operator instead of the colon: `starts<2h`, `lead>=7d`, `name~/^O'/`, `status!=canceled`.
    ///
    /// Nil where a word stands here that has nothing to do with it: only a known qualifier makes a sign an operator.
    private mutating func comparison() throws(FilterError) -> FilterCondition? {
        let start = index
        var end = index
        while end < scalars.count, FilterParser.isQualifierScalar(scalars[end]) { end += 1 }
        guard end > start, end < scalars.count, let sign = comparisonSign(at: end) else { return nil }
        var word = String.UnicodeScalarView()
        word.append(contentsOf: scalars[start..<end])
        let name = String(word)
        let isOrder = sign.hasPrefix("<") || sign.hasPrefix(">")
        let isKnown = Qualifier.kinds[name.lowercased()] != nil || name.lowercased().hasPrefix("field.")
        guard isKnown || isOrder && Spelling.nearest(to: name, among: Qualifier.ordered) != nil else { return nil }
        let qualifier = try Qualifier(name, position: start)
        guard !isOrder || qualifier.isOrdered else {
            throw FilterError(
                position: end,
                message: "“\(name)” is a text: write \(name):x, \(name)=x, \(name)!=x or \(name)~/x/"
            )
        }
        index = end + sign.count
        guard !isAtTermsEnd, !scalars[index].properties.isWhitespace else {
            throw FilterError(position: index, message: "a value is missing after “\(name)\(sign)”")
        }
        switch sign {
        case "<", "<=", ">", ">=":
            let bare = takeWordScalars()
            return try qualifier.condition(FilterValue(.plain(sign + bare), position: end))
        case "~":
            return try qualifier.condition(try value())
        default:
            let exact = try value(isExact: true)
            let condition = try qualifier.condition(qualifier.isOrdered ? exact.plain : exact)
            return sign == "!=" ? .not(condition) : condition
        }
    }

    private func comparisonSign(at place: Int) -> String? {
        let next = place + 1 < scalars.count ? scalars[place + 1] : " "
        switch scalars[place] {
        case "<", ">": return String(scalars[place]) + (next == "=" ? "=" : "")
        case "=", "~": return String(scalars[place])
        case "!" where next == "=": return "!="
        default: return nil
        }
    }

    private static func isQualifierScalar(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar == "." || scalar.properties.isAlphabetic
    }

    private mutating func group() throws(FilterError) -> FilterCondition {
        let start = index
        depth += 1
        defer { depth -= 1 }
        guard depth <= FilterParser.depthLimit else {
            throw FilterError(position: start, message: "nested too deep")
        }
        index += 1
        let inner = try alternatives()
        guard take(")") else { throw FilterError(position: start, message: "this “(” has no “)”") }
        return inner
    }

    private mutating func value(isExact wasTold: Bool = false) throws(FilterError) -> FilterValue {
        let start = index
        let isExact = wasTold || take("=")
        guard !isAtEnd else {
            throw FilterError(position: start, message: "a value is missing after “=”")
        }
        switch scalars[index] {
        case "\"":
            let text = try quoted()
            return FilterValue(isExact ? .exact(text) : .quoted(text), position: start)
        case "/" where !isExact:
            return FilterValue(.regex(try regex()), position: start)
        default:
            let word = takeWordScalars()
            guard !word.isEmpty else {
                throw FilterError(position: start, message: "a value is missing after “=”")
            }
            return FilterValue(isExact ? .exact(word) : .plain(word), position: start)
        }
    }

    /// The text between two quotes; a backslash keeps a quote or a backslash.
    private mutating func quoted() throws(FilterError) -> String {
        let start = index
        index += 1
        var text = String.UnicodeScalarView()
        while !isAtEnd {
            if take("\"") { return String(text) }
            if scalars[index] == "\\", index + 1 < scalars.count,
                scalars[index + 1] == "\"" || scalars[index + 1] == "\\"
            {
                index += 1
            }
            text.append(scalars[index])
            index += 1
        }
        throw FilterError(position: start, message: "this quote is not closed")
    }

    /// The expression between two slashes; a backslash keeps a slash.
    private mutating func regex() throws(FilterError) -> LinearRegex {
        let start = index
        index += 1
        while !isAtEnd, scalars[index] != "/" {
            index += scalars[index] == "\\" && index + 1 < scalars.count ? 2 : 1
        }
        let body = scalars[(start + 1)..<index]
        guard take("/") else {
            throw FilterError(
                position: start,
                message: "this “/” is not closed; to look for a slash, put it in quotes"
            )
        }
        do {
            return try LinearRegex(body)
        } catch {
            throw FilterError(position: start + 1 + error.offset, message: error.message)
        }
    }

    private mutating func takeWordScalars(stoppingAt stop: Unicode.Scalar? = nil) -> String {
        let start = index
        while !isAtEnd {
            let scalar = scalars[index]
            if scalar == stop || scalar == "(" || scalar == ")" || scalar == "|"
                || scalar.properties.isWhitespace
            {
                break
            }
            index += 1
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[start..<index])
        return String(text)
    }
}

extension FilterParser {
    private var missing: FilterError {
        FilterError(position: index, message: "something to look for is missing here")
    }

    /// Whether no further term can begin here.
    private var isAtTermsEnd: Bool { isAtEnd || scalars[index] == ")" || isOr }

    private var isOr: Bool { scalars[index] == "|" || isWord("OR") || isWord("or") }

    private mutating func takeOr() -> Bool {
        guard !isAtEnd, isOr else { return false }
        index += scalars[index] == "|" ? 1 : 2
        return true
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard !isAtEnd, scalars[index] == scalar else { return false }
        index += 1
        return true
    }

    private mutating func takeWord(_ word: String) -> Bool {
        guard isWord(word) else { return false }
        index += word.unicodeScalars.count
        return true
    }

    /// Whether an operator stands here, and not the beginning of a longer word.
    private func isWord(_ word: String) -> Bool {
        let rest = scalars[index...]
        guard rest.starts(with: word.unicodeScalars) else { return false }
        guard let next = rest.dropFirst(word.unicodeScalars.count).first else { return true }
        return next.properties.isWhitespace || next == "(" || next == ")"
    }

    private mutating func skipBlanks() {
        while !isAtEnd, scalars[index].properties.isWhitespace { index += 1 }
    }
}
