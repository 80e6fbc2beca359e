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
    /// The number of that set.
    private var restartNumber: Int32 = 0
    /// What every match begins with: nothing before it needs a closer look.
    private let beginning: [UInt8]

    private var sets: [Places] = []
    private var numbers: [Places: Int32] = [:]
    /// The number of the set that follows each set at a byte, 256 a set; below 0 where there is none to go on with.
    private var table: [Int32] = []

    /// Not found out yet; or never, for a byte that is only a part of a scalar.
    private static let unknown: Int32 = -1
    private static let tooMany: Int32 = -2
    private static let matched: Int32 = -3
    private static let setLimit = 512

    init(_ regex: LinearRegex) {
        self.regex = regex
        beginning = regex.beginning
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
        restartNumber = number(of: restart)
    }

    /// Whether it matches somewhere in a text whose case beyond ASCII is lower, within one of its fields.
    mutating func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard !start.isMatch else { return true }
        guard var index = SearchText.place(of: beginning, in: text) else { return false }
        var number = index == 0 || SearchText.isSeparator(text[index - 1]) ? 0 : restartNumber
        while follow(text, from: &index, &number) {
            let set = sets[Int(number)]
            switch next(after: number, in: text, at: &index) {
            case RegexMatcher.matched: return true
            case RegexMatcher.tooMany: return matches(text, from: index, set)
            case let next: number = next
            }
        }
        return sets[Int(number)].isMatchAtEnd
    }

    /// Goes from set to set as far as they are remembered; says whether there is more of the text.
    private func follow(_ text: UnsafeBufferPointer<UInt8>, from index: inout Int, _ number: inout Int32) -> Bool {
        table.withUnsafeBufferPointer { table in
            var (place, set) = (index, number)
            while place < text.count {
                let next = table[Int(set) << 8 | Int(text[place])]
                if next < 0 { break }
                set = next
                place += 1
            }
            (index, number) = (place, set)
            return place < text.count
        }
    }

    /// The set that follows one at a place of the text, which goes on behind what was read unless there are too many sets.
    private mutating func next(after number: Int32, in text: UnsafeBufferPointer<UInt8>, at index: inout Int) -> Int32 {
        let byte = text[index]
        let entry = Int(number) << 8 | Int(byte)
        if table[entry] != RegexMatcher.unknown { return table[entry] }
        let set = sets[Int(number)]
        if byte < 0x80 {
            let next = self.number(of: following(set, byte))
            if next == RegexMatcher.tooMany { return next }
            table[entry] = next
            index += 1
            return next
        }
        if SearchText.isSeparator(byte) {
            table[entry] = set.isMatchAtEnd ? RegexMatcher.matched : 0
            index += 1
            return table[entry]
        }
        let (scalar, length) = RegexMatcher.scalar(in: text, at: index)
        let next = self.number(of: following(set, scalar: scalar))
        if next != RegexMatcher.tooMany { index += length }
        return next
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
        if set.isMatch { return RegexMatcher.matched }
        if let number = numbers[set] { return number }
        guard sets.count < RegexMatcher.setLimit else { return RegexMatcher.tooMany }
        let number = Int32(sets.count)
        sets.append(set)
        numbers[set] = number
        table += repeatElement(RegexMatcher.unknown, count: 256)
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
