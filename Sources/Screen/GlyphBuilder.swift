/// Turns the scalars of one text into glyphs.
///
/// What a scalar becomes may hang on its neighbours: a joiner is part of a Persian word, the glue of an emoji sequence, or
/// hidden text.
struct GlyphBuilder {
    private var rest: Substring.UnicodeScalarView
    private var previous: Unicode.Scalar?
    private var glyphs: [Glyph] = []
    private var columns = 0

    init(_ text: String) {
        rest = text[...].unicodeScalars
    }

    /// The glyphs of the text, or of as much of it as is wider than a limit.
    mutating func build(columns limit: Int) -> [Glyph] {
        while columns <= limit, let scalar = rest.popFirst() {
            add(scalar)
            previous = scalar
        }
        return glyphs
    }

    private mutating func add(_ scalar: Unicode.Scalar) {
        switch ScalarClass(scalar) {
        case .shown: addShown(scalar)
        case .mark: addMark(scalar)
        case .joiner: addJoiner(scalar)
        case .selector: addSelector(scalar)
        case .privateUse: append(Glyph(standIn: ScalarClass.unknownStandIn))
        case .hidden(let sign): if !skipFlagTags(from: scalar) { append(Glyph(standIn: sign)) }
        }
    }

    private mutating func addShown(_ scalar: Unicode.Scalar) {
        if scalar.isRegionalIndicator {
            addRegionalIndicator(scalar)
        } else if scalar.properties.isEmojiModifier, scalar.value > 0x7F {
            // A skin tone is drawn by some terminals in the cells of the emoji before it, by others beside it.
            let hasBase = glyphs.last?.base.properties.isEmojiModifierBase ?? false
            if !hasBase { append(Glyph(standIn: ScalarClass.unknownStandIn)) }
        } else {
            append(Glyph(base: scalar, width: DisplayWidth.of(scalar)))
        }
    }

    /// Two make a flag of two columns; of one alone no two terminals think the same.
    private mutating func addRegionalIndicator(_ scalar: Unicode.Scalar) {
        guard let second = rest.first, second.isRegionalIndicator else {
            return append(Glyph(standIn: ScalarClass.unknownStandIn))
        }
        rest.removeFirst()
        append(Glyph(base: scalar, width: 1))
        append(Glyph(base: second, width: 1))
    }

    private mutating func addMark(_ scalar: Unicode.Scalar) {
        if let last = glyphs.last, !last.isStandIn {
            glyphs[glyphs.count - 1] = last.adding(scalar)
        } else {
            append(Glyph.baseOfLoneMark.adding(scalar))
        }
    }

    private mutating func addJoiner(_ joiner: Unicode.Scalar) {
        if let previous, let last = glyphs.last, !last.isStandIn {
            let isAfterVirama = previous.properties.canonicalCombiningClass == .virama
            if isAfterVirama || previous.isJoined && rest.first?.isJoined ?? false {
                glyphs[glyphs.count - 1] = last.adding(joiner)
                return
            }
            if joiner == "\u{200D}", last.base.isPictograph, rest.first?.isPictograph ?? false {
                skipJoinedEmoji()
                return
            }
        }
        append(Glyph(standIn: ScalarClass.invisibleStandIn))
    }

    /// Passes over the emoji after a joiner: some terminals draw it in the cells of the first, others beside it.
    private mutating func skipJoinedEmoji() {
        rest.removeFirst()
        while let next = rest.first, next.properties.isEmojiModifier && next.value > 0x7F || next == "\u{FE0F}" {
            rest.removeFirst()
        }
    }

    /// One selector after an emoji or an ideograph chooses its look, which a terminal decides by itself; any other is
    /// hidden text.
    private mutating func addSelector(_ selector: Unicode.Scalar) {
        if let previous, let last = glyphs.last, !last.isStandIn, ScalarClass(previous) != .selector {
            let choosesEmoji = 0xFE0E...0xFE0F ~= selector.value
            if choosesEmoji, last.base.isPictograph || rest.first == "\u{20E3}" { return }
            if last.base.properties.isIdeographic { return }
        }
        append(Glyph(standIn: ScalarClass.invisibleStandIn))
    }

    /// Passes over the tags that make a black flag that of a region (`gbeng`): 3 to 6 letters and digits, and an end.
    private mutating func skipFlagTags(from first: Unicode.Scalar) -> Bool {
        guard first.isFlagTag, previous == "\u{1F3F4}" else { return false }
        var end = rest
        var count = 1
        while let tag = end.first, tag.isFlagTag, count <= 6 {
            end = end.dropFirst()
            count += 1
        }
        guard 3...6 ~= count, end.first == "\u{E007F}" else { return false }
        rest = end.dropFirst()
        return true
    }

    private mutating func append(_ glyph: Glyph) {
        glyphs.append(glyph)
        columns += glyph.width
    }
}

extension Unicode.Scalar {
    /// Whether it is one half of a flag.
    var isRegionalIndicator: Bool { 0x1F1E6...0x1F1FF ~= value }

    /// Whether it is a picture that variation selectors and joiners belong to.
    fileprivate var isPictograph: Bool { value > 0x7F && properties.isEmoji }

    /// Whether it is of a script whose letters join, or do not, by a joiner: Arabic to Nko, and the Indic ones.
    fileprivate var isJoined: Bool { 0x0600...0x0DFF ~= value }

    /// Whether it is a tag letter or digit in the name of a region.
    fileprivate var isFlagTag: Bool { 0xE0030...0xE0039 ~= value || 0xE0061...0xE007A ~= value }
}
