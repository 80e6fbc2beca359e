import CTerminal
import Screen

/// The characters of a row as Unicode counts them, and whether terminals agree how wide they are.
///
/// Some terminals add up the widths of the scalars, as the C library does; others put what Unicode takes for one character into
/// one or two places: flags, the vowel signs of Indic scripts. Of pictures the old ones do not know that they are wide, and of
/// those that are meant as text the new ones do not agree.
struct Clusters<Glyphs: Sequence<Glyph>>: Sequence, IteratorProtocol {
    private var rest: Glyphs.Iterator
    private var upcoming: Glyph?
    private var index = 0

    init(_ glyphs: Glyphs) {
        rest = glyphs.makeIterator()
        upcoming = rest.next()
    }

    /// The places of a character among the glyphs.
    mutating func next() -> (range: Range<Int>, isDisputed: Bool)? {
        guard let first = upcoming else { return nil }
        let start = index
        advance()
        guard let follower = upcoming, first.mayCluster || follower.mayCluster else {
            return (start..<index, first.hasDisputedWidth)
        }
        var text = first.description
        var mayJoin = first.mayCluster
        while let glyph = upcoming, mayJoin || glyph.mayCluster, (text + glyph.description).count == 1 {
            text += glyph.description
            mayJoin = glyph.mayCluster
            advance()
        }
        return (start..<index, index > start + 1 || first.hasDisputedWidth)
    }

    private mutating func advance() {
        upcoming = rest.next()
        index += 1
    }
}

extension Glyph {
    /// Whether it may have a width that terminals do not agree on, or be one character with the glyph before it.
    var mayCluster: Bool {
        switch base.value {
        // Latin to Hebrew, signs for drawing, and East Asian writing.
        case 0..<0x0600, 0x2500..<0x25A0, 0x2E80..<0x302A, 0x3030..<0x9FD6, 0xAC00..<0xD7A4, 0xFF00..<0xFF9E:
            markCount > 0 || isUnknown
        default: true
        }
    }

    /// Whether terminals disagree about its width, whatever stands before it.
    fileprivate var hasDisputedWidth: Bool {
        switch base.value {
        case 0x1F000..<0x20000: true
        case 0x2000..<0x3300 where base.properties.isEmoji: true
        // A digit on a key, which is a picture too.
        case 0..<0x0600: markCount > 0 && mark(0) == "\u{20E3}" || isUnknown
        default: markCount > 0 || isUnknown || isYoung
        }
    }

    /// Whether it came with Unicode 11 of 2018 or later, which not every terminal knows.
    private var isYoung: Bool { base.properties.age.map { $0.major > 10 } ?? true }

    /// Whether the C library would give it another width, or none at all.
    private var isUnknown: Bool {
        base.value >= 0x300 && bw_wcwidth(base.value) != Int32(width)
            || (0..<markCount).contains { bw_wcwidth(mark($0).value) != 0 }
    }
}
