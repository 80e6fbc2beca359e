/// Runs a regular expression over many texts.
///
/// At each scalar of a text it holds the set of all the places in the expression that could come next. Which set follows
/// which is remembered, up to a limit; an expression with more sets than that is run without, ten times slower.
struct RegexMatcher {
    /// One bit a place, and two for what is known already.
    private typealias Places = SIMD8<UInt64>

    private let regex: LinearRegex
    /// The places that accept an ASCII scalar.
    private var accepting = [Places](repeating: .zero, count: 128)
    /// The places that come after each place.
    private var after: [Places] = []
    private var start = Places.zero
    /// The places that an attempt to match anew at any scalar begins with.
    private var restart = Places.zero

    private var sets: [Places] = []
    private var numbers: [Places: Int32] = [:]
    /// The number of the set that follows each set at an ASCII scalar, 128 a set.
    private var table: [Int32] = []

    private static let unknown: Int32 = -1
    private static let tooMany: Int32 = -2
    private static let setLimit = 512

    init(_ regex: LinearRegex) {
        self.regex = regex
        start = reach(0, isAtStart: true)
        restart = reach(0, isAtStart: false)
        for place in regex.places {
            after.append(reach(place.step + 1, isAtStart: false))
            for value in 0..<128 where place.set.contains(UInt32(value)) {
                accepting[value].insert(after.count - 1)
            }
        }
        for upper in UInt8(ascii: "A")...UInt8(ascii: "Z") {
            accepting[Int(upper)] = accepting[Int(SearchText.folded(upper))]
        }
        _ = number(of: start)
    }

    /// Whether it matches somewhere in a text whose case beyond ASCII is lower, within one of its fields.
    mutating func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var number: Int32 = 0
        var index = 0
        while !sets[Int(number)].isMatch {
            guard index < text.count else { return sets[Int(number)].isMatchAtEnd }
            let byte = text[index]
            if byte < 0x80 {
                var next = table[Int(number) << 7 | Int(byte)]
                if next == RegexMatcher.unknown {
                    next = self.number(of: following(sets[Int(number)], byte))
                    if next >= 0 { table[Int(number) << 7 | Int(byte)] = next }
                }
                guard next >= 0 else { return matches(text, from: index, sets[Int(number)]) }
                number = next
                index += 1
            } else if SearchText.isSeparator(byte) {
                if sets[Int(number)].isMatchAtEnd { return true }
                number = 0
                index += 1
            } else {
                let (scalar, length) = RegexMatcher.scalar(in: text, at: index)
                let next = self.number(of: following(sets[Int(number)], scalar: scalar))
                guard next >= 0 else { return matches(text, from: index, sets[Int(number)]) }
                number = next
                index += length
            }
        }
        return true
    }

    /// The same without remembering.
    private func matches(_ text: UnsafeBufferPointer<UInt8>, from start: Int, _ set: Places) -> Bool {
        var set = set
        var index = start
        while !set.isMatch {
            guard index < text.count else { return set.isMatchAtEnd }
            let byte = text[index]
            if byte < 0x80 {
                set = following(set, byte)
                index += 1
            } else if SearchText.isSeparator(byte) {
                if set.isMatchAtEnd { return true }
                set = self.start
                index += 1
            } else {
                let (scalar, length) = RegexMatcher.scalar(in: text, at: index)
                set = following(set, scalar: scalar)
                index += length
            }
        }
        return true
    }

    private func following(_ set: Places, _ byte: UInt8) -> Places {
        var next = restart
        (set & accepting[Int(byte)]).visit { next |= after[$0] }
        return next
    }

    private func following(_ set: Places, scalar: UInt32) -> Places {
        var next = restart
        set.visit { place in
            if place < after.count, regex.places[place].set.contains(scalar) { next |= after[place] }
        }
        return next
    }

    private mutating func number(of set: Places) -> Int32 {
        if let number = numbers[set] { return number }
        guard sets.count < RegexMatcher.setLimit else { return RegexMatcher.tooMany }
        let number = Int32(sets.count)
        sets.append(set)
        numbers[set] = number
        table += repeatElement(RegexMatcher.unknown, count: 128)
        return number
    }

    /// The places that are reached from a step without a scalar.
    private func reach(_ step: Int, isAtStart: Bool) -> Places {
        var reached = Places.zero
        // Whether a step was reached by way of `$`: then what follows holds at the end of a field only.
        var isSeen = [[Bool]](repeating: [false, false], count: regex.steps.count)
        var open = [(step, false)]
        while let (step, isAtEnd) = open.popLast() {
            guard !isSeen[step][isAtEnd ? 1 : 0] else { continue }
            isSeen[step][isAtEnd ? 1 : 0] = true
            switch regex.steps[step] {
            case .match: isAtEnd ? reached.setMatchAtEnd() : reached.setMatch()
            case .scalar(let place): if !isAtEnd { reached.insert(place) }
            case .jump(let target): open.append((target, isAtEnd))
            case .split(let first, let second): open += [(first, isAtEnd), (second, isAtEnd)]
            case .start: if isAtStart { open.append((step + 1, isAtEnd)) }
            case .end: open.append((step + 1, true))
            }
        }
        return reached
    }

    /// The scalar that begins at a byte beyond ASCII, and its length; the text is UTF-8.
    private static func scalar(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> (
        value: UInt32, length: Int
    ) {
        let lead = text[index]
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        guard lead >= 0xC0, index + length <= text.count else { return (0xFFFD, 1) }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for byte in text[(index + 1)..<(index + length)] { value = value << 6 | UInt32(byte & 0x3F) }
        return (value, length)
    }
}

extension SIMD8<UInt64> {
    fileprivate mutating func insert(_ bit: Int) { self[bit >> 6] |= 1 << UInt64(bit & 63) }

    fileprivate func contains(_ bit: Int) -> Bool { self[bit >> 6] >> UInt64(bit & 63) & 1 == 1 }

    fileprivate func visit(_ body: (Int) -> Void) {
        for word in indices {
            var bits = self[word]
            while bits != 0 {
                body(word << 6 + bits.trailingZeroBitCount)
                bits &= bits - 1
            }
        }
    }

    /// The two bits beyond all places.
    fileprivate var isMatch: Bool { contains(LinearRegex.placeLimit) }
    fileprivate var isMatchAtEnd: Bool { contains(LinearRegex.placeLimit + 1) }
    fileprivate mutating func setMatch() {
        insert(LinearRegex.placeLimit)
        setMatchAtEnd()
    }
    fileprivate mutating func setMatchAtEnd() { insert(LinearRegex.placeLimit + 1) }
}
