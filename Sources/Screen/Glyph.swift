/// What stands in one cell, or in two: a base scalar and at most four marks over it.
///
/// Sixteen bytes, and never on the heap, so that a frame is one block of memory.
public struct Glyph: Hashable, Sendable {
    /// The most marks that a cell holds; ncurses has room for a base and four.
    public static let maximumMarks = 4

    /// An empty cell.
    public static let blank = Glyph(" ")
    /// The second column of a wide glyph: nothing of its own.
    public static let continuation = Glyph(head: 0)
    /// The mark that a text was cut.
    public static let ellipsis = Glyph("…")

    // From the lowest bit: base (21), fourth mark (21), width (2), stand-in (1).
    private var head: UInt64
    // The first three marks, 21 bits each; a mark is never U+0000, so zero is none.
    private var marks: UInt64 = 0

    private static let fieldBits: UInt64 = 21
    private static let fieldMask: UInt64 = (1 << fieldBits) - 1
    private static let widthShift: UInt64 = 42
    private static let standInFlag: UInt64 = 1 << 44

    private init(head: UInt64) { self.head = head }

    init(base: Unicode.Scalar, width: Int) {
        head = UInt64(base.value) | UInt64(width == 2 ? 2 : 1) << Glyph.widthShift
    }

    /// The glyph of one scalar.
    ///
    /// For the program's own signs; text from outside goes through ``SafeText``. A mark gets a base, and a scalar that must
    /// not reach a terminal becomes its stand-in.
    public init(_ scalar: Unicode.Scalar) {
        switch ScalarClass(scalar) {
        case .shown, .privateUse: self.init(base: scalar, width: DisplayWidth.of(scalar))
        case .mark: self = Glyph.baseOfLoneMark.adding(scalar)
        case .joiner, .selector: self.init(standIn: ScalarClass.invisibleStandIn)
        case .hidden(let sign): self.init(standIn: sign)
        }
    }

    /// A glyph that stands for something that must not reach a terminal, or cannot be seen there.
    public init(standIn sign: Unicode.Scalar) {
        self.init(base: sign, width: DisplayWidth.of(sign))
        head |= Glyph.standInFlag
    }

    /// A dotted circle: what a mark stands on that follows nothing.
    static let baseOfLoneMark = Glyph(base: "\u{25CC}", width: 1)

    /// The columns it takes: 1 or 2; 0 for the continuation of a wide one.
    public var width: Int { Int(head >> Glyph.widthShift & 3) }

    /// Whether it stands for something that is not shown itself.
    public var isStandIn: Bool { head & Glyph.standInFlag != 0 }

    /// Whether it is the second column of a wide glyph.
    public var isContinuation: Bool { width == 0 }

    /// The scalar in the cell; a space in a continuation.
    public var base: Unicode.Scalar {
        isContinuation ? " " : Glyph.scalar(head & Glyph.fieldMask)
    }

    /// How many marks are over the base: 0 to 4.
    public var markCount: Int {
        if marks == 0 { return 0 }
        if head >> Glyph.fieldBits & Glyph.fieldMask != 0 { return Glyph.maximumMarks }
        return (64 - marks.leadingZeroBitCount + 20) / 21
    }

    /// The mark at an index below `markCount`.
    public func mark(_ index: Int) -> Unicode.Scalar {
        let field = index < 3 ? marks >> (UInt64(index) * Glyph.fieldBits) : head >> Glyph.fieldBits
        return Glyph.scalar(field & Glyph.fieldMask)
    }

    /// The glyph with one more mark; unchanged when it holds four already, or is a continuation.
    func adding(_ mark: Unicode.Scalar) -> Glyph {
        var result = self
        let count = markCount
        guard !isContinuation, count < Glyph.maximumMarks, mark.value != 0 else { return result }
        if count < 3 {
            result.marks |= UInt64(mark.value) << (UInt64(count) * Glyph.fieldBits)
        } else {
            result.head |= UInt64(mark.value) << Glyph.fieldBits
        }
        return result
    }

    private static func scalar(_ value: UInt64) -> Unicode.Scalar {
        Unicode.Scalar(UInt32(truncatingIfNeeded: value)) ?? ScalarClass.unknownStandIn
    }
}

extension Glyph: CustomStringConvertible {
    /// Its scalars as text; empty for a continuation.
    public var description: String {
        guard !isContinuation else { return "" }
        var text = String.UnicodeScalarView()
        text.append(base)
        for index in 0..<markCount { text.append(mark(index)) }
        return String(text)
    }
}
