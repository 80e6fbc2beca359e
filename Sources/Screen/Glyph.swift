/// What stands in one cell, or in two: a character with its marks. It never holds a control or anything invisible.
public struct Glyph: Hashable, Sendable {
    /// The character itself.
    public let base: Unicode.Scalar
    /// Up to four marks on it; 0 where there is none. ncurses has room for no more.
    var marks: SIMD4<UInt32> = .zero
    /// 1 or 2; 0 for the second column of a wide glyph.
    public let width: Int
    /// Whether it stands for something that must not be shown as it is.
    public let isStandIn: Bool

    /// A blank.
    public static let blank = Glyph(base: " ", width: 1)

    /// What fills the second column of a wide glyph.
    static let continuation = Glyph(base: " ", width: 0)

    init(base: Unicode.Scalar, width: Int, isStandIn: Bool = false) {
        self.base = base
        self.width = width
        self.isStandIn = isStandIn
    }

    /// A glyph of one printable scalar; what cannot be shown becomes a stand-in.
    public init(_ scalar: Unicode.Scalar) {
        self = Glyph.safe(String(Character(scalar))).first ?? .blank
    }

    /// The character and its marks, as a terminal gets them.
    public var scalars: [Unicode.Scalar] {
        [base] + (0..<4).compactMap { marks[$0] == 0 ? nil : Unicode.Scalar(marks[$0]) }
    }

    /// The glyph as text.
    public var text: String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    /// Puts a mark on it; a fifth is left away.
    mutating func add(mark: Unicode.Scalar) {
        for index in 0..<4 where marks[index] == 0 {
            marks[index] = mark.value
            return
        }
    }
}
