/// Tells whether a word without quotes is a value of TOML: a truth value or a number.
///
/// Dates and times are left out: nothing here has use for them, and the parser behind may end the program over a broken one.
struct TOMLScalar {
    private var rest: ArraySlice<UInt8>

    static func isValue(_ word: ArraySlice<UInt8>) -> Bool {
        if ["true", "false"].contains(where: { word.elementsEqual($0.utf8) }) { return true }
        var scalar = TOMLScalar(rest: word)
        return scalar.takesNumber() && scalar.rest.isEmpty
    }

    private mutating func takesNumber() -> Bool {
        if rest.count > 2, rest.first == UInt8(ascii: "0") {
            switch rest[rest.startIndex + 1] {
            case UInt8(ascii: "x"): return takesDigits(after: 2, base: 16)
            case UInt8(ascii: "o"):
                return takesDigits(after: 2, base: 8)
            case UInt8(ascii: "b"):
                return takesDigits(after: 2, base: 2)
            default: break
            }
        }
        takeSign()
        if rest.elementsEqual("inf".utf8) || rest.elementsEqual("nan".utf8) {
            rest = []
            return true
        }
        let startsWithZero = rest.first == UInt8(ascii: "0")
        let count = rest.count
        guard takesDigits() else { return false }
        if startsWithZero, count - rest.count > 1 { return false }
        if rest.first == UInt8(ascii: "."), !takesDigits(after: 1) { return false }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            takeSign()
            return takesDigits()
        }
        return true
    }

    private mutating func takeSign() {
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    }

    /// Takes digits, of which single underscores may stand between two.
    private mutating func takesDigits(after prefix: Int = 0, base: UInt8 = 10) -> Bool {
        func isDigit(_ byte: UInt8) -> Bool { UInt8(hexDigit: byte).map { $0 < base } ?? false }
        rest = rest.dropFirst(prefix)
        guard let first = rest.first, isDigit(first) else { return false }
        var isUnderscore = false
        while let byte = rest.first, isDigit(byte) || byte == UInt8(ascii: "_") && !isUnderscore {
            isUnderscore = byte == UInt8(ascii: "_")
            rest.removeFirst()
        }
        return !isUnderscore
    }
}
