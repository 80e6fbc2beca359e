/// SplitMix64: small, fast, and the same on every machine for one seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// One of the elements, the earlier ones more often: real pages are not equally popular.
    mutating func skewed<Element>(_ elements: [Element]) -> Element {
        let uniform = Double.random(in: 0..<1, using: &self)
        return elements[Int(uniform * uniform * Double(elements.count))]
    }

    /// True in that share of the calls.
    mutating func chance(_ share: Double) -> Bool {
        Double.random(in: 0..<1, using: &self) < share
    }

    /// That many upper-case letters and digits, as OnceHub's ids have after their dash.
    mutating func identifier(_ prefix: String, length: Int) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        return prefix + "-"
            + String((0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &self)] })
    }
}
