public import Screen

/// One key, or two pressed one after the other, as `g g`.
public struct KeySequence: Hashable, Sendable {
    /// One chord or two.
    public let chords: [KeyChord]

    /// Makes a sequence of a single key.
    public init(_ chord: KeyChord) { chords = [chord] }
}

extension KeySequence: LosslessStringConvertible {
    /// Reads one or two chords as `KeyChord` reads them, with a blank between.
    public init?(_ description: String) {
        let words = description.split(separator: " ")
        chords = words.compactMap { KeyChord(String($0)) }
        guard chords.count == words.count, 1...2 ~= chords.count else { return nil }
    }

    /// The sequence as key maps write it.
    public var description: String { chords.map(\.description).joined(separator: " ") }
}
