/// A regular expression that takes time linear in the text, whatever it says: all its states run side by side, none goes
/// back (Thompson's construction).
///
/// It knows `.`, `[…]`, `[^…]`, `\d \w \s` and their opposites, `* + ?`, `|`, `( )`, `^` and `$`. It works on folded text,
/// byte by byte; `.` and classes stand for one byte, so a letter beyond ASCII is written as itself.
struct LinearRegex: Equatable, Sendable {
    struct Fault: Error {
        var offset: Int
        var message: String
    }

    private enum Step: Equatable, Sendable {
        case byte(Set256)
        case split(Int, Int)
        case jump(Int)
        case start
        case end
        case match
    }

    private var steps: [Step] = []

    /// More states than any filter needs; each is looked at once a byte.
    private static let stepLimit = 1_000

    init(_ pattern: String) throws(Fault) {
        var parser = Parser(bytes: SearchText.folded(pattern), original: Array(pattern.utf8))
        let node = try parser.alternatives()
        guard parser.isAtEnd else { throw Fault(offset: parser.index, message: "a “)” without its “(”") }
        emit(node)
        steps.append(.match)
        guard steps.count <= LinearRegex.stepLimit else {
            throw Fault(offset: 0, message: "the expression is too long")
        }
    }

    /// Whether it matches somewhere in the text.
    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var current = StateList(capacity: steps.count)
        var next = StateList(capacity: steps.count)
        for index in 0...text.count {
            if add(0, to: &current, at: index, of: text.count) { return true }
            guard index < text.count else { return false }
            for state in current.states {
                guard case .byte(let set) = steps[state], set.contains(text[index]) else { continue }
                if add(state + 1, to: &next, at: index + 1, of: text.count) { return true }
            }
            swap(&current, &next)
            next.clear()
        }
        return false
    }

    /// Adds a state and those that follow it without a byte; true if one of them is the match.
    private func add(_ state: Int, to list: inout StateList, at index: Int, of count: Int) -> Bool {
        var open = [state]
        while let state = open.popLast() {
            guard list.insert(state) else { continue }
            switch steps[state] {
            case .match: return true
            case .byte: break
            case .jump(let target): open.append(target)
            case .split(let first, let second): open += [second, first]
            case .start: if index == 0 { open.append(state + 1) }
            case .end: if index == count { open.append(state + 1) }
            }
        }
        return false
    }

    private mutating func emit(_ node: Node) {
        switch node {
        case .empty: break
        case .byte(let set): steps.append(.byte(set))
        case .start: steps.append(.start)
        case .end: steps.append(.end)
        case .sequence(let nodes): nodes.forEach { emit($0) }
        case .either(let first, let second):
            let split = steps.count
            steps.append(.match)
            emit(first)
            let jump = steps.count
            steps.append(.match)
            steps[split] = .split(split + 1, steps.count)
            emit(second)
            steps[jump] = .jump(steps.count)
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

    /// The states reached after a byte, each once.
    private struct StateList {
        private(set) var states: [Int] = []
        private var isIn: [Bool]

        init(capacity: Int) { isIn = Array(repeating: false, count: capacity) }

        mutating func insert(_ state: Int) -> Bool {
            guard !isIn[state] else { return false }
            isIn[state] = true
            states.append(state)
            return true
        }

        mutating func clear() {
            for state in states { isIn[state] = false }
            states.removeAll(keepingCapacity: true)
        }
    }

    /// A set of bytes.
    struct Set256: Equatable, Sendable {
        private var bits: SIMD4<UInt64> = .zero

        func contains(_ byte: UInt8) -> Bool { bits[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1 }
        mutating func insert(_ byte: UInt8) { bits[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }
        mutating func invert() { bits = ~bits }
        mutating func formUnion(_ other: Set256) { bits |= other.bits }

        static func of(_ isIn: (UInt8) -> Bool) -> Set256 {
            var set = Set256()
            for byte in UInt8.min...UInt8.max where isIn(byte) { set.insert(byte) }
            return set
        }
    }

    private indirect enum Node {
        case empty, start, end
        case byte(Set256)
        case sequence([Node])
        case either(Node, Node)
        case optional(Node)
        case oneOrMore(Node)
    }

    private struct Parser {
        let bytes: [UInt8]
        let original: [UInt8]
        var index = 0
        private var depth = 0

        init(bytes: [UInt8], original: [UInt8]) {
            self.bytes = bytes
            // Folding may change lengths; then classes like \W are looked up in the folded text and mean \w.
            self.original = original.count == bytes.count ? original : bytes
        }

        var isAtEnd: Bool { index == bytes.count }

        mutating func alternatives() throws(Fault) -> Node {
            depth += 1
            defer { depth -= 1 }
            guard depth < 32 else { throw Fault(offset: index, message: "nested too deep") }
            var node = try sequence()
            while take("|") { node = .either(node, try sequence()) }
            return node
        }

        private mutating func sequence() throws(Fault) -> Node {
            var nodes: [Node] = []
            while !isAtEnd, bytes[index] != UInt8(ascii: "|"), bytes[index] != UInt8(ascii: ")") {
                nodes.append(try repeated())
            }
            return nodes.isEmpty ? .empty : .sequence(nodes)
        }

        private mutating func repeated() throws(Fault) -> Node {
            var node = try single()
            var count = 0
            while !isAtEnd, count < 8 {
                if take("*") {
                    node = .optional(.oneOrMore(node))
                } else if take("+") {
                    node = .oneOrMore(node)
                } else if take("?") {
                    node = .optional(node)
                } else {
                    break
                }
                count += 1
            }
            return node
        }

        private mutating func single() throws(Fault) -> Node {
            let start = index
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "."):
                return .byte(Set256.of { !(SearchText.fieldSeparator...SearchText.nameSeparator).contains($0) })
            case UInt8(ascii: "^"): return .start
            case UInt8(ascii: "$"): return .end
            case UInt8(ascii: "["): return .byte(try set(from: start))
            case UInt8(ascii: "\\"): return .byte(try escape(from: start))
            case UInt8(ascii: "("):
                let inner = try alternatives()
                guard take(")") else { throw Fault(offset: start, message: "this “(” has no “)”") }
                return inner
            case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
                throw Fault(offset: start, message: "nothing stands before this sign to repeat")
            default: return .byte(Set256.of { $0 == byte })
            }
        }

        private mutating func escape(from start: Int) throws(Fault) -> Set256 {
            guard index < bytes.count else { throw Fault(offset: start, message: "something must follow the “\\”") }
            let kind = original[index]
            let byte = bytes[index]
            index += 1
            var set: Set256
            switch kind | 0x20 {
            case UInt8(ascii: "d"): set = .of { $0 &- UInt8(ascii: "0") < 10 }
            case UInt8(ascii: "s"): set = .of { $0 == 0x20 || (0x09...0x0D).contains($0) }
            case UInt8(ascii: "w"):
                set = .of { byte in
                    byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "_") || byte >= 0x80
                        || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
                }
            default: return .of { $0 == byte }
            }
            if kind & 0x20 == 0 { set.invert() }
            return set
        }

        private mutating func set(from start: Int) throws(Fault) -> Set256 {
            let isNegated = take("^")
            var set = Set256()
            var isFirst = true
            while true {
                guard index < bytes.count else { throw Fault(offset: start, message: "this “[” has no “]”") }
                if bytes[index] == UInt8(ascii: "]"), !isFirst { break }
                isFirst = false
                let byte = bytes[index]
                index += 1
                if byte == UInt8(ascii: "\\") {
                    set.formUnion(try escape(from: index - 1))
                } else if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "-"),
                    bytes[index + 1] != UInt8(ascii: "]")
                {
                    let last = bytes[index + 1]
                    set.formUnion(.of { $0 >= byte && $0 <= last })
                    index += 2
                } else {
                    set.insert(byte)
                }
            }
            index += 1
            if isNegated { set.invert() }
            return set
        }

        private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
            guard index < bytes.count, bytes[index] == UInt8(ascii: scalar) else { return false }
            index += 1
            return true
        }
    }
}
