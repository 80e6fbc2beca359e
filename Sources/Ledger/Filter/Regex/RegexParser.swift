/// Parses a regular expression by recursive descent.
struct RegexParser {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var depth = 0

    private static let depthLimit = 32
    /// Signs like `*` in a row, which say no more than one or two do.
    private static let repetitionLimit = 4
    /// A longer range in a class is taken as it stands, without the lower case of its letters.
    private static let foldedRangeLimit: UInt32 = 4_096

    init(_ pattern: ArraySlice<Unicode.Scalar>) {
        scalars = Array(pattern)
    }

    mutating func expression() throws(LinearRegex.Fault) -> RegexNode {
        guard !scalars.isEmpty else {
            throw fault(0, "a regular expression is missing between the “/”")
        }
        let node = try alternatives()
        guard index == scalars.count else { throw fault(index, "a “)” without its “(”") }
        return node
    }

    private mutating func alternatives() throws(LinearRegex.Fault) -> RegexNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= RegexParser.depthLimit else { throw fault(index, "nested too deep") }
        var nodes = [try sequence()]
        while take("|") { nodes.append(try sequence()) }
        return nodes.count == 1 ? nodes[0] : .alternatives(nodes)
    }

    private mutating func sequence() throws(LinearRegex.Fault) -> RegexNode {
        var nodes: [RegexNode] = []
        while index < scalars.count, scalars[index] != "|", scalars[index] != ")" {
            nodes.append(try repeated())
        }
        return .sequence(nodes)
    }

    private mutating func repeated() throws(LinearRegex.Fault) -> RegexNode {
        var node = try single()
        for _ in 0..<RegexParser.repetitionLimit {
            if take("*") {
                node = .optional(.oneOrMore(node))
            } else if take("+") {
                node = .oneOrMore(node)
            } else if take("?") {
                node = .optional(node)
            } else {
                break
            }
        }
        return node
    }

    private mutating func single() throws(LinearRegex.Fault) -> RegexNode {
        let start = index
        let scalar = scalars[index]
        index += 1
        switch scalar {
        case ".": return .scalar(.any)
        case "^": return .start
        case "$": return .end
        case "[": return .scalar(try set(from: start))
        case "\\": return try escape(from: start).map(RegexNode.scalar) ?? literal(scalars[index - 1])
        case "(":
            let inner = try alternatives()
            guard take(")") else { throw fault(start, "this “(” has no “)”") }
            return inner
        case "*", "+", "?": throw fault(start, "nothing stands before this sign to repeat")
        default: return literal(scalar)
        }
    }

    /// A scalar as it stands in folded text, where it may be several.
    private func literal(_ scalar: Unicode.Scalar) -> RegexNode {
        .sequence(scalar.properties.lowercaseMapping.unicodeScalars.map { .scalar(ScalarSet($0)) })
    }

    /// The class that an escape names; nil for an escaped literal.
    private mutating func escape(from start: Int) throws(LinearRegex.Fault) -> ScalarSet? {
        guard index < scalars.count else { throw fault(start, "something must follow the “\\”") }
        index += 1
        switch scalars[index - 1] {
        case "d": return .digits
        case "D": return .digits.inverted
        case "s": return .blanks
        case "S": return .blanks.inverted
        case "w": return .letters
        case "W": return .letters.inverted
        default: return nil
        }
    }

    private mutating func set(from start: Int) throws(LinearRegex.Fault) -> ScalarSet {
        let isNegated = take("^")
        var set = ScalarSet()
        var isFirst = true
        while true {
            guard index < scalars.count else { throw fault(start, "this “[” has no “]”") }
            if scalars[index] == "]", !isFirst { break }
            isFirst = false
            let scalar = scalars[index]
            index += 1
            if scalar == "\\" {
                if let named = try escape(from: index - 1) {
                    set.formUnion(named)
                } else {
                    insert(scalars[index - 1].value...scalars[index - 1].value, into: &set)
                }
            } else if index + 1 < scalars.count, scalars[index] == "-", scalars[index + 1] != "]" {
                let last = scalars[index + 1]
                guard scalar <= last else {
                    throw fault(index - 1, "a range goes from the lower to the higher")
                }
                insert(scalar.value...last.value, into: &set)
                index += 2
            } else {
                insert(scalar.value...scalar.value, into: &set)
            }
        }
        index += 1
        return isNegated ? set.inverted : set
    }

    /// Inserts a range with the lower case of its letters: the text is folded.
    private func insert(_ range: ClosedRange<UInt32>, into set: inout ScalarSet) {
        set.insert(range)
        guard range.upperBound - range.lowerBound <= RegexParser.foldedRangeLimit else { return }
        for value in range {
            let lower = Unicode.Scalar(value)?.properties.lowercaseMapping.unicodeScalars
            if let scalar = lower?.first, lower?.count == 1, scalar.value != value {
                set.insert(scalar.value...scalar.value)
            }
        }
    }

    private func fault(_ offset: Int, _ message: String) -> LinearRegex.Fault {
        LinearRegex.Fault(offset: offset, message: message)
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard index < scalars.count, scalars[index] == scalar else { return false }
        index += 1
        return true
    }
}
