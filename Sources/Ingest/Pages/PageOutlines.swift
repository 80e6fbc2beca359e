import Mustache
import Synchronization

/// The pages that a template makes, but for the texts of a booking.
///
/// Which parts of a page are shown depends on which variables hold something, not on what they hold. So a page is rendered
/// once for all bookings that know the same things, with marks in the place of texts; from then on the texts are put in.
final class PageOutlines: Sendable {
    /// What is known of a booking: the texts that are there, the conditions that hold, the number of custom fields.
    fileprivate struct Shape: Hashable {
        var known: UInt32 = 0
        var fieldCount = 0
    }

    fileprivate struct Outline {
        /// What stands before each mark, and behind the last.
        var parts: [[UInt8]] = [[]]
        /// The texts in the places of the marks, by their numbers.
        var marks: [Int] = []
    }

    fileprivate static let texts = TemplateVariables.texts.sorted()
    fileprivate static let conditions = TemplateVariables.conditions.sorted()
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
    func render(_ facts: [String: Any]) -> [UInt8] {
        let shape = Shape(of: facts)
        guard let outline = outline(shape, facts) else { return Array(template.render(facts).utf8) }
        let fields = facts[TemplateVariables.list] as? [[String: String]] ?? []
        var page: [UInt8] = []
        page.reserveCapacity(outline.parts.reduce(256) { $0 + $1.count })
        for (place, mark) in outline.marks.enumerated() {
            page += outline.parts[place]
            page += HTMLEscaping().escapeText(PageOutlines.text(mark, facts, fields)).utf8
        }
        return page + (outline.parts.last ?? [])
    }

    private func outline(_ shape: Shape, _ facts: [String: Any]) -> Outline? {
        if isMarkTaken { return nil }
        let (known, isFull) = outlines.withLock { ($0[shape], $0.count >= PageOutlines.limit) }
        if let known { return known }
        guard !isFull else { return nil }
        let outline = Outline(of: Array(template.render(PageOutlines.marked(facts)).utf8))
        outlines.withLock { $0[shape] = outline }
        return outline
    }

    /// The facts with marks in the place of texts.
    private static func marked(_ facts: [String: Any]) -> [String: Any] {
        let sign = String(decoding: mark, as: UTF8.self)
        var marked = facts
        for (number, name) in texts.enumerated() where facts[name] != nil { marked[name] = "\(sign)\(number)\(sign)" }
        if let fields = facts[TemplateVariables.list] as? [[String: String]] {
            marked[TemplateVariables.list] = fields.indices.map { index in
                let number = texts.count + index * 2
                return ["name": "\(sign)\(number)\(sign)", "value": "\(sign)\(number + 1)\(sign)"]
            }
        }
        return marked
    }

    /// The text of a mark.
    private static func text(_ mark: Int, _ facts: [String: Any], _ fields: [[String: String]]) -> String {
        if mark < texts.count { return facts[texts[mark]] as? String ?? "" }
        let (index, isValue) = (mark - texts.count).quotientAndRemainder(dividingBy: 2)
        return fields[index][isValue == 1 ? "value" : "name"] ?? ""
    }
}

extension PageOutlines.Shape {
    fileprivate init(of facts: [String: Any]) {
        for (place, name) in PageOutlines.texts.enumerated() where facts[name] != nil { known |= 1 << UInt32(place) }
        for (place, name) in PageOutlines.conditions.enumerated() where facts[name] as? Bool == true {
            known |= 1 << UInt32(PageOutlines.texts.count + place)
        }
        fieldCount = (facts[TemplateVariables.list] as? [Any])?.count ?? 0
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
