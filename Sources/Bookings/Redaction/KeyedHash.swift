/// SipHash-2-4 (Aumasson and Bernstein, 2012): a hash that tells nothing of a text to whoever lacks the key.
struct KeyedHash: Sendable {
    private let key: (UInt64, UInt64)

    init(_ first: UInt64, _ second: UInt64) {
        key = (first, second)
    }

    /// A key that is the same for the same text.
    init(seed: String) {
        let fixed = KeyedHash(0, 0)
        self.init(fixed.of(Array(seed.utf8)), fixed.of([0xFF] + Array(seed.utf8)))
    }

    /// A key that nobody knows.
    static func random() -> KeyedHash { KeyedHash(.random(in: .min ... .max), .random(in: .min ... .max)) }

    /// The hash of some bytes; O(n).
    func of(_ bytes: [UInt8]) -> UInt64 {
        var state = State(key)
        var index = 0
        while index + 8 <= bytes.count {
            var word: UInt64 = 0
            for place in 0..<8 { word |= UInt64(bytes[index + place]) << UInt64(place * 8) }
            state.take(word)
            index += 8
        }
        var last = UInt64(truncatingIfNeeded: bytes.count) << 56
        for place in index..<bytes.count { last |= UInt64(bytes[place]) << UInt64((place - index) * 8) }
        state.take(last)
        return state.finish()
    }

    private struct State {
        private var words: (UInt64, UInt64, UInt64, UInt64)

        init(_ key: (UInt64, UInt64)) {
            words = (
                key.0 ^ 0x736f_6d65_7073_6575, key.1 ^ 0x646f_7261_6e64_6f6d,
                key.0 ^ 0x6c79_6765_6e65_7261, key.1 ^ 0x7465_6462_7974_6573
            )
        }

        mutating func take(_ word: UInt64) {
            words.3 ^= word
            round()
            round()
            words.0 ^= word
        }

        mutating func finish() -> UInt64 {
            words.2 ^= 0xFF
            for _ in 0..<4 { round() }
            return words.0 ^ words.1 ^ words.2 ^ words.3
        }

        private mutating func round() {
            words.0 &+= words.1
            words.1 = State.rotated(words.1, 13) ^ words.0
            words.0 = State.rotated(words.0, 32)
            words.2 &+= words.3
            words.3 = State.rotated(words.3, 16) ^ words.2
            words.0 &+= words.3
            words.3 = State.rotated(words.3, 21) ^ words.0
            words.2 &+= words.1
            words.1 = State.rotated(words.1, 17) ^ words.2
            words.2 = State.rotated(words.2, 32)
        }

        private static func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 { word << count | word >> (64 - count) }
    }
}
