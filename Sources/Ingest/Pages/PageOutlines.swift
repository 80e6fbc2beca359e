import Bookings
import Mustache
import Synchronization

/// The pages that a template makes, but for the texts of a booking.
///
/// Which parts of a page are shown depends on which variables hold something, not on what they hold. So a page is rendered
/// once for all bookings that know the same things, with marks in the place of texts; from then on the texts are put in.
final class PageOutlines: Sendable {
    /// What is known of a booking: the texts that are there, the conditions that hold, the number of custom fields.
    fileprivate struct Shape: Hashable {
        var texts: UInt32 = 0
        var conditions: UInt32
        var fieldCount: Int

        init(of facts: PageFacts) {
            (conditions, fieldCount) = (facts.conditions, facts.fields.count)
            for place in facts.texts.indices where facts.texts[place] != nil { texts |= 1 << UInt32(place) }
        }
    }

    fileprivate struct Outline {
        /// What stands before each mark, and behind the last.
        var parts: [[UInt8]] = [[]]
        /// The texts in the places of the marks, by their numbers.
        var marks: [Int] = []
    }

    /// A character of private use, which no template has, on either side of a number.
    fileprivate static let mark: [UInt8] = [0xEF, 0xA3, 0xBF]
    /// Redirects that are made up could have any shape; those beyond these are rendered as they are.
    private static let limit = 256

    private let template: MustacheTemplate
    /// Whether the template has the character that marks are made of.
    private let isMarkTaken: Bool
    private let outlines = Mutex<[Shape: Outline]>([:])

    init(of template: MustacheTemplate, source: [UInt8]) {
        self.template = template
        isMarkTaken = source.firstRange(of: PageOutlines.mark) != nil
    }

    /// The page with the texts of its variables, all of them escaped.
    func render(_ facts: PageFacts) -> [UInt8] {
        let shape = Shape(of: facts)
        guard let outline = outline(shape, facts) else { return Array(template.render(facts.values()).utf8) }
        var page: [UInt8] = []
        page.reserveCapacity(outline.parts.reduce(512) { $0 + $1.count })
        for (place, mark) in outline.marks.enumerated() {
            page += outline.parts[place]
            HTMLText.appendEscaped(facts.text(mark), to: &page)
        }
        page += outline.parts[outline.marks.count]
        return page
    }

    private func outline(_ shape: Shape, _ facts: PageFacts) -> Outline? {
        if isMarkTaken { return nil }
        let (known, isFull) = outlines.withLock { ($0[shape], $0.count >= PageOutlines.limit) }
        if let known { return known }
        guard !isFull else { return nil }
        let sign = String(decoding: PageOutlines.mark, as: UTF8.self)
        let marked = facts.values { number, _ in "\(sign)\(number)\(sign)" }
        let outline = Outline(of: Array(template.render(marked).utf8))
        outlines.withLock { $0[shape] = outline }
        return outline
    }
}

extension PageOutlines.Outline {
    /// Takes a page with marks apart.
    fileprivate init(of page: [UInt8]) {
        var rest = page[...]
        while let start = rest.firstRange(of: PageOutlines.mark),
            let end = rest[start.upperBound...].firstRange(of: PageOutlines.mark)
        {
            let number = Int(String(decoding: rest[start.upperBound..<end.lowerBound], as: UTF8.self))
            parts[parts.count - 1] += rest[..<start.lowerBound]
            if let number {
                marks.append(number)
                parts.append([])
            }
            rest = rest[end.upperBound...]
        }
        parts[parts.count - 1] += rest
    }
}
