import Screen

/// Which key a terminal means by a sequence; nil where it means none.
enum KeySequence {
    /// A byte below 0x80, as typed: a character, or Control and a letter.
    static func typed(_ byte: UInt8) -> KeyChord? {
        switch byte {
        case 0x0D, 0x0A: KeyChord(.enter)
        case 0x09: KeyChord(.tab)
        case 0x7F, 0x08: KeyChord(.backspace)
        case 0x1B: KeyChord(.escape)
        case 0x00: KeyChord(.character(" "), .control)
        case 0x01...0x1A: KeyChord(.character(Character(Unicode.Scalar(byte + 0x60))), .control)
        case 0x1C...0x1F: KeyChord(.character(Character(Unicode.Scalar(byte + 0x40))), .control)
        default: KeyChord(.character(Character(Unicode.Scalar(byte))))
        }
    }

    /// After `ESC O`, with the digit of a modifier that rare terminals put before the last byte.
    static func single(_ byte: UInt8, modifier: UInt8?) -> KeyChord? {
        let modifiers = modifiers(modifier.map { Int($0) - 0x30 } ?? 1)
        if let key = letter(byte) { return KeyChord(key, modifiers) }
        switch byte {
        case UInt8(ascii: "M"): return KeyChord(.enter, modifiers)
        // The number pad in its own mode.
        case UInt8(ascii: "j")...UInt8(ascii: "y"):
            return KeyChord(.character(Character(Unicode.Scalar(byte - 0x40))), modifiers)
        default: return nil
        }
    }

    /// After `ESC [`: parameters and the last byte.
    static func control(_ parameters: ArraySlice<UInt8>, final: UInt8) -> KeyChord? {
        guard let numbers = numbers(parameters) else { return nil }
        let first = numbers.first ?? 1
        let modifiers = modifiers(numbers.count > 1 ? numbers[1] : 1)
        switch final {
        case UInt8(ascii: "~"):
            return key(number: first).map { KeyChord($0, modifiers) }
        // rxvt's way to say Control, Shift, or both.
        case UInt8(ascii: "^"): return key(number: first).map { KeyChord($0, .control) }
        case UInt8(ascii: "$"): return key(number: first).map { KeyChord($0, .shift) }
        case UInt8(ascii: "@"): return key(number: first).map { KeyChord($0, [.control, .shift]) }
        case UInt8(ascii: "Z"):
            return numbers.isEmpty ? KeyChord(.tab, .shift) : nil
        case UInt8(ascii: "u"):
            return numbers.isEmpty ? nil : character(first, modifiers)
        default:
            // A letter with other numbers is a report, such as that of the cursor's place.
            guard numbers.isEmpty || first == 1 && numbers.count == 2 else { return nil }
            return letter(final).map { KeyChord($0, modifiers) }
        }
    }

    /// After `ESC [ [`.
    static func linuxFunction(_ byte: UInt8) -> KeyChord? {
        guard UInt8(ascii: "A")...UInt8(ascii: "E") ~= byte else { return nil }
        return KeyChord(.function(Int(byte - 0x40)))
    }

    private static func letter(_ byte: UInt8) -> KeyChord.Key? {
        switch byte {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(byte - 0x4F))
        default: nil
        }
    }

    private static func key(number: Int) -> KeyChord.Key? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23...26: .function(number - 12)
        case 28, 29: .function(number - 13)
        case 31...34: .function(number - 14)
        default: nil
        }
    }

    /// A key that is told by its character (`CSI 99;5u`).
    private static func character(_ code: Int, _ modifiers: KeyChord.Modifiers) -> KeyChord? {
        if let byte = UInt8(exactly: code), byte < 0x20 || byte == 0x7F {
            return typed(byte).map { KeyChord($0.key, modifiers) }
        }
        guard code > 0x9F || code < 0x7F, let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
            return nil
        }
        return KeyChord(.character(Character(scalar)), modifiers)
    }

    /// The numbers between semicolons; nil if there is anything else.
    static func numbers(_ parameters: ArraySlice<UInt8>) -> [Int]? {
        guard !parameters.isEmpty else { return [] }
        var numbers = [0]
        for byte in parameters {
            switch byte {
            case UInt8(ascii: ";"): numbers.append(0)
            case 0x30...0x39:
                let last = numbers.count - 1
                numbers[last] = min(numbers[last] * 10 + Int(byte - 0x30), 0x110000)
            default: return nil
            }
        }
        return numbers
    }

    /// The number is one more than the sum of 1 for shift, 2 for alt, 4 for control and 8 for meta.
    private static func modifiers(_ number: Int) -> KeyChord.Modifiers {
        let bits = max(0, number - 1)
        var modifiers: KeyChord.Modifiers = []
        if bits & 1 != 0 { modifiers.insert(.shift) }
        if bits & 10 != 0 { modifiers.insert(.alt) }
        if bits & 4 != 0 { modifiers.insert(.control) }
        return modifiers
    }
}
