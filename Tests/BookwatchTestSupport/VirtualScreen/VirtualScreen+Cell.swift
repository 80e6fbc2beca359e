extension VirtualScreen {
    /// One place.
    public struct Cell: Hashable, Sendable {
        /// What stands there; empty in the second column of something wide.
        public var text: String
        /// How it looks.
        public var look: Look

        /// Makes a place; without arguments, a blank one.
        public init(text: String = " ", look: Look = Look()) {
            self.text = text
            self.look = look
        }
    }

    /// How a cell looks.
    public struct Look: Hashable, Sendable {
        /// An index of the palette, or red, green and blue above `Look.direct`; nil for the terminal's own.
        public var foreground: Int?
        /// The same behind the text.
        public var background: Int?
        /// Bold to reversed.
        public var attributes: Attributes

        /// Added to red, green and blue, so that they are no index.
        public static let direct = 1 << 24

        /// Makes a look; without arguments, that of plain text.
        public init(foreground: Int? = nil, background: Int? = nil, attributes: Attributes = []) {
            self.foreground = foreground
            self.background = background
            self.attributes = attributes
        }
    }

    /// The attributes; each is the bit with its number in SGR.
    public struct Attributes: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: UInt8

        /// Makes a set of bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// SGR 1.
        public static let bold = Attributes(rawValue: 1 << 1)
        /// SGR 2.
        public static let dim = Attributes(rawValue: 1 << 2)
        /// SGR 3.
        public static let italic = Attributes(rawValue: 1 << 3)
        /// SGR 4.
        public static let underline = Attributes(rawValue: 1 << 4)
        /// SGR 7.
        public static let reverse = Attributes(rawValue: 1 << 7)
    }
}
