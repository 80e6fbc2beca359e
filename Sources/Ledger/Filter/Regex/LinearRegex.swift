/// A regular expression that takes time linear in the text, whatever it says: all its states run side by side, none goes
/// back (Thompson's construction).
///
/// It knows `.`, `[…]`, `[^…]`, `\d \w \s` and their opposites, `* + ?`, `|`, `( )`, `^` and `$`, and works on folded text.
/// `^` and `$` stand at the ends of each field; nothing matches across fields.
struct LinearRegex: Equatable, Sendable {
    /// Why a pattern is not a regular expression; `offset` counts scalars of the pattern.
    struct Fault: Error {
        var offset: Int
        var message: String
    }

    enum Step: Equatable, Sendable {
        /// A scalar of the set of a place.
        case scalar(place: Int)
        case split(Int, Int)
        case jump(Int)
        case start
        case end
        case match
    }

    /// A place in the expression where a scalar is taken, in order.
    struct Place: Equatable, Sendable {
        var set: ScalarSet
        var step: Int
    }

    private(set) var steps: [Step] = []
    private(set) var places: [Place] = []

    /// More than any filter needs; the work at one scalar of a text grows with it.
    static let placeLimit = 510
    private static let lengthLimit = 400

    init(_ pattern: ArraySlice<Unicode.Scalar>) throws(Fault) {
        guard pattern.count <= LinearRegex.lengthLimit else {
            throw Fault(
                offset: LinearRegex.lengthLimit,
                message: "a regular expression has at most 400 characters"
            )
        }
        var parser = RegexParser(pattern)
        emit(try parser.expression())
        steps.append(.match)
        guard places.count <= LinearRegex.placeLimit else {
            throw Fault(offset: 0, message: "the regular expression is too long")
        }
    }

    /// The ASCII letters and signs that every match begins with; empty where it may begin otherwise.
    var beginning: [UInt8] {
        var bytes: [UInt8] = []
        for case .scalar(let place) in steps.prefix(while: { if case .scalar = $0 { true } else { false } }) {
            guard let byte = places[place].set.onlyByte else { break }
            bytes.append(byte)
        }
        return bytes
    }

    private mutating func emit(_ node: RegexNode) {
        switch node {
        case .scalar(let set):
            places.append(Place(set: set, step: steps.count))
            steps.append(.scalar(place: places.count - 1))
        case .start: steps.append(.start)
        case .end: steps.append(.end)
        case .sequence(let nodes): for node in nodes { emit(node) }
        case .alternatives(let nodes): emit(alternatives: nodes)
        case .optional(let inner):
            let split = steps.count
            steps.append(.match)
            emit(inner)
            steps[split] = .split(split + 1, steps.count)
        case .oneOrMore(let inner):
            let start = steps.count
            emit(inner)
            steps.append(.split(start, steps.count + 1))
        }
    }

    private mutating func emit(alternatives nodes: [RegexNode]) {
        var jumps: [Int] = []
        for (index, node) in nodes.enumerated() {
            guard index < nodes.count - 1 else {
                emit(node)
                continue
            }
            let split = steps.count
            steps.append(.match)
            emit(node)
            jumps.append(steps.count)
            steps.append(.match)
            steps[split] = .split(split + 1, steps.count)
        }
        for jump in jumps { steps[jump] = .jump(steps.count) }
    }
}

/// A regular expression as a tree, no deeper than `RegexParser` lets it grow.
indirect enum RegexNode {
    case scalar(ScalarSet)
    case start, end
    case sequence([RegexNode])
    case alternatives([RegexNode])
    case optional(RegexNode)
    case oneOrMore(RegexNode)
}
