/// A strict reader of the tokens of a JSON text (RFC 8259), within limits.
///
/// It builds nothing: strings are ranges of the text. Callers step through objects and arrays themselves, or skip what they have no use for.
struct JSONScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    let limits: JSONParser.Limits
    private(set) var index = 0
    private var depth = 0
    /// Where the member that was stepped to last begins: at the comma before it, or at the key of the first.
    private(set) var memberStart = 0

    /// Starts at the beginning, behind a byte order mark.
    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: JSONParser.Limits) {
        self.bytes = bytes
        self.limits = limits
        index = bytes.count - bytes.withoutByteOrderMark.count
    }

    /// The first byte of the next token.
    @inline(__always)
    mutating func next() throws(JSONError) -> UInt8 {
        skipWhiteSpace()
        return try peek()
    }

    @inline(__always)
    func peek() throws(JSONError) -> UInt8 {
        guard index < bytes.count else { throw JSONError(.unexpectedEnd, at: index) }
        return bytes[index]
    }

    mutating func advance(to index: Int) {
        self.index = index
    }

    /// Passes a key that was looked at already.
    mutating func stepIntoMember(valueAt index: Int) {
        memberStart = self.index
        self.index = index
    }

    /// Makes sure that nothing but white space follows.
    mutating func end() throws(JSONError) {
        skipWhiteSpace()
        guard index == bytes.count else { throw JSONError(.trailingText, at: index) }
    }

    /// Passes the opening bracket of an object or array, unless that would be too deep.
    mutating func open() throws(JSONError) {
        guard depth < limits.depth else { throw JSONError(.tooDeep, at: index) }
        depth += 1
        index += 1
    }

    /// Steps to the value of the next member and gives its key; nil at the closing brace, which is passed.
    mutating func nextKey(isFirst: inout Bool) throws(JSONError) -> JSONStringToken? {
        skipWhiteSpace()
        memberStart = index
        guard try step(closing: UInt8(ascii: "}"), isFirst: &isFirst) else { return nil }
        guard try next() == UInt8(ascii: "\"") else { throw JSONError(.unexpectedCharacter, at: index) }
        let key = try string()
        guard try next() == UInt8(ascii: ":") else { throw JSONError(.unexpectedCharacter, at: index) }
        index += 1
        return key
    }

    /// Steps to the next element; false at the closing bracket, which is passed.
    mutating func nextElement(isFirst: inout Bool) throws(JSONError) -> Bool {
        try step(closing: UInt8(ascii: "]"), isFirst: &isFirst)
    }

    private mutating func step(closing: UInt8, isFirst: inout Bool) throws(JSONError) -> Bool {
        let byte = try next()
        if byte == closing {
            depth -= 1
            index += 1
            return false
        }
        if isFirst {
            isFirst = false
            return true
        }
        guard byte == UInt8(ascii: ",") else { throw JSONError(.unexpectedCharacter, at: index) }
        index += 1
        guard try next() != closing else { throw JSONError(.unexpectedCharacter, at: index) }
        return true
    }

    /// Passes `true`, `false` or `null`.
    mutating func literal(_ text: StaticString) throws(JSONError) {
        let end = index + text.utf8CodeUnitCount
        guard end <= bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
        let expected = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard bytes[index..<end].elementsEqual(expected) else { throw JSONError(.unexpectedCharacter, at: index) }
        index = end
    }

    /// Passes a number and gives its range.
    mutating func number() throws(JSONError) -> Range<Int> {
        let start = index
        if bytes[index] == UInt8(ascii: "-") { index += 1 }
        let whole = digits()
        let isOctal = whole > 1 && bytes[index - whole] == UInt8(ascii: "0")
        guard whole > 0, !isOctal else { throw JSONError(.malformedNumber, at: start) }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            guard digits() > 0 else { throw JSONError(.malformedNumber, at: start) }
        }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
                index += 1
            }
            guard digits() > 0 else { throw JSONError(.malformedNumber, at: start) }
        }
        return start..<index
    }

    private mutating func digits() -> Int {
        let start = index
        while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 { index += 1 }
        return index - start
    }

    @inline(__always)
    private mutating func skipWhiteSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The bytes behind a byte order mark, if there is one.
    var withoutByteOrderMark: Self {
        starts(with: [0xEF, 0xBB, 0xBF]) ? Self(rebasing: self[3...]) : self
    }
}
