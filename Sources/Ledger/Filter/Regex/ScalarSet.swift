/// A set of Unicode scalars, as a class of a regular expression names it.
struct ScalarSet: Equatable, Sendable {
    private var ascii: SIMD2<UInt64> = .zero
    /// Beyond ASCII; in no order.
    private var ranges: [ClosedRange<UInt32>] = []
    private var isInverted = false

    /// What `.` means.
    static let any = ScalarSet().inverted
    /// What `\d` means.
    static let digits = ScalarSet { (0x30...0x39).contains($0) }
    /// What `\s` means.
    static let blanks = ScalarSet { $0 == 0x20 || (0x09...0x0D).contains($0) }
    /// What `\w` means: beyond ASCII everything is taken for a letter.
    static let letters = {
        var set = ScalarSet { byte in
            (0x30...0x39).contains(byte) || byte == 0x5F || (0x61...0x7A).contains(byte)
                || (0x41...0x5A).contains(byte)
        }
        set.ranges = [0x80...0x10_FFFF]
        return set
    }()

    init() {}

    init(_ scalar: Unicode.Scalar) { insert(scalar.value...scalar.value) }

    private init(where isIn: (UInt32) -> Bool) {
        for value in UInt32(0)..<128 where isIn(value) { insert(value...value) }
    }

    func contains(_ value: UInt32) -> Bool {
        if value < 128 { return (ascii[Int(value >> 6)] >> UInt64(value & 63) & 1 == 1) != isInverted }
        return ranges.contains { $0.contains(value) } != isInverted
    }

    /// The scalar that it is made of, where that is a single one, in ASCII, in lower case.
    var onlyByte: UInt8? {
        guard !isInverted, ranges.isEmpty, ascii[0].nonzeroBitCount + ascii[1].nonzeroBitCount == 1 else { return nil }
        let byte = UInt8(ascii[0] != 0 ? ascii[0].trailingZeroBitCount : 64 + ascii[1].trailingZeroBitCount)
        return SearchText.folded(byte) == byte ? byte : nil
    }

    mutating func insert(_ range: ClosedRange<UInt32>) {
        for value in range.clamped(to: 0...127) where range.contains(value) {
            ascii[Int(value >> 6)] |= 1 << UInt64(value & 63)
        }
        if range.upperBound >= 128 { ranges.append(max(128, range.lowerBound)...range.upperBound) }
    }

    /// What is in either; `other` may be inverted, this set not.
    mutating func formUnion(_ other: ScalarSet) {
        let plain = other.isInverted ? other.spelledOut : other
        ascii |= plain.ascii
        ranges += plain.ranges
    }

    var inverted: ScalarSet {
        var set = self
        set.isInverted.toggle()
        return set
    }

    /// The same scalars without inversion.
    private var spelledOut: ScalarSet {
        var set = ScalarSet()
        set.ascii = ~ascii
        var next: UInt32 = 128
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > next { set.ranges.append(next...range.lowerBound - 1) }
            next = max(next, range.upperBound + 1)
        }
        if next <= 0x10_FFFF { set.ranges.append(next...0x10_FFFF) }
        return set
    }
}
