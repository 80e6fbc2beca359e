/// A key with what is held down with it.
public struct KeyChord: Hashable, Sendable {
    /// The key.
    public let key: Key
    /// What is held down with it.
    public let modifiers: Modifiers

    /// Makes a chord in its one form: control takes letters in lower case, and shift with a character is its capital.
    public init(_ key: Key, _ modifiers: Modifiers = []) {
        guard case .character(let character) = key else {
            self.key = key
            self.modifiers = modifiers
            return
        }
        if modifiers.contains(.control) {
            self.key = .character(character.lowercased().first ?? character)
            self.modifiers = modifiers
        } else if modifiers.contains(.shift) {
            self.key = .character(character.uppercased().first ?? character)
            self.modifiers = modifiers.subtracting(.shift)
        } else {
            self.key = key
            self.modifiers = modifiers
        }
    }

    /// A key of the keyboard.
    public enum Key: Hashable, Sendable {
        /// A key that writes a character; the space bar writes a space.
        case character(Character)
        /// Function key 1 to 24.
        case function(Int)
        case enter, escape, tab, backspace, insert, delete
        case up, down, left, right, home, end, pageUp, pageDown
    }

    /// The keys held down with another.
    public struct Modifiers: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: UInt8

        /// Makes a set of bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Control.
        public static let control = Modifiers(rawValue: 1)
        /// Alt, or what a terminal sends Esc before a key for.
        public static let alt = Modifiers(rawValue: 2)
        /// Shift; with a character it is part of the character.
        public static let shift = Modifiers(rawValue: 4)
    }

    /// The character that this chord types into a text line; nil for any other chord.
    public var typedCharacter: Character? {
        guard case .character(let character) = key, modifiers.isEmpty else { return nil }
        return character
    }
}
