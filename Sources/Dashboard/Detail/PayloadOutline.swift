import Bookings
import Ledger
import Screen

/// What arrived for a booking as a tree of lines, newest payload first: of each payload, object and array what is under it can
/// be folded away.
struct PayloadOutline: Sendable {
    /// A line of the tree.
    struct Item: Sendable {
        var subject: DetailSubject
        var line: StyledLine
        /// The line where what is under it is hidden; nil where nothing is.
        var folded: StyledLine?
        /// How many objects and arrays it is in.
        var depth: Int
        /// The item after all that is under it.
        var end: Int
        /// The columns that what goes on below is moved in by.
        var hang: Int
        /// What is copied from it.
        var value: JSONValue
    }

    private(set) var items: [Item] = []
    private(set) var places: [DetailSubject: Int] = [:]
    /// The sequence number of the payload that lines are added to.
    private var sequence: UInt64 = 0
    private var count = 0
    private let ellipsis: String

    /// The deepest object or array that is moved in.
    private static let deepest = 16
    /// The columns of the names of a query's parameters.
    private static let nameWidth = 20

    /// Makes the outline of all payloads of a booking.
    ///
    /// Linear in the size of the payloads; it does not depend on the width, on wrapping or on what is folded.
    init(_ view: BookingView, _ context: RenderContext) {
        ellipsis = context.glyphs.text(.ellipsis)
        for sighting in view.sightings.suffix(DetailPane.sightingLimit).reversed() {
            (sequence, count) = (sighting.sequence, 0)
            let title = SightingTitle.line(of: sighting, context)
            let head = add(title, depth: 0, value: .null)
            if let record = view.records.first(where: { $0.sequence == sighting.sequence }) {
                items[head].value = add(record.sighting.raw)
            } else {
                add(StyledLine("not here yet", .muted), depth: 0, value: .null)
            }
            close(head, folded: title.appending("  " + ellipsis, .muted))
        }
        for (index, item) in items.enumerated() { places[item.subject] = index }
    }

    /// The items around one, the outermost first.
    func ancestors(of index: Int) -> [Int] {
        items.indices.prefix(index).filter { items[$0].folded != nil && items[$0].end > index }
    }

    /// What folds when a line is told to: itself, else the nearest around it.
    func foldable(at index: Int) -> Int? {
        guard items.indices.contains(index) else { return nil }
        return items[index].folded != nil ? index : ancestors(of: index).last
    }

    /// All that folds into one line a member: objects and arrays within others; where there are none, the payloads.
    var branches: Set<DetailSubject> {
        let inner = items.filter { $0.folded != nil && $0.depth > 0 }.map(\.subject)
        return Set(inner.isEmpty ? items.filter { $0.folded != nil && $0.depth == 0 }.map(\.subject) : inner)
    }

    /// The lines as they are shown.
    func lines(folded: Set<DetailSubject>, width: Int, wraps: Bool) -> [DetailLine] {
        var lines: [DetailLine] = []
        var index = 0
        while index < items.count {
            let item = items[index]
            // A blank between one payload and the next.
            if case .payload(_, 0) = item.subject, index > 0 { lines.append(DetailLine(line: StyledLine())) }
            let short = folded.contains(item.subject) ? item.folded : nil
            let parts = wraps ? (short ?? item.line).wrapped(to: width, hang: item.hang) : [short ?? item.line]
            for (part, line) in parts.enumerated() {
                lines.append(
                    DetailLine(line: line, subject: item.subject, isFolded: short != nil && part == 0)
                )
            }
            index = short == nil ? index + 1 : item.end
        }
        return lines
    }

    /// Adds a payload.
    ///
    /// - Returns: the whole of it.
    private mutating func add(_ raw: RawPayload) -> JSONValue {
        switch raw {
        case .query(let text):
            for (name, value) in raw.parameters { addParameter(name, value, role: .detailText) }
            addParameter("as it came", text, role: .muted)
            return .string(text)
        case .json(let bytes):
            guard let value = try? JSONParser.parse(bytes, limits: .payload) else {
                let text = String(decoding: bytes, as: UTF8.self)
                add(StyledLine(text, .detailText), depth: 0, value: .string(text))
                return .string(text)
            }
            add(value, name: nil, depth: 0, end: "")
            return value
        }
    }

    private mutating func addParameter(_ name: String, _ value: String, role: StyleRole) {
        let shown = String(TextWrap.prefix(of: name, width: PayloadOutline.nameWidth - 1))
        var line = StyledLine(shown, .detailLabel)
        line.append(String(repeating: " ", count: PayloadOutline.nameWidth - DisplayWidth.of(shown)), .text)
        let isBlank = SafeText.isBlank(value)
        line.append(isBlank ? VisibleText.blank : value, isBlank ? .muted : WebLink(value) == nil ? role : .link)
        add(line, depth: 0, hang: PayloadOutline.nameWidth, value: .string(value))
    }

    private mutating func add(_ value: JSONValue, name: String?, depth: Int, end: String) {
        var line = StyledLine(String(repeating: " ", count: min(depth, PayloadOutline.deepest) * 2), .text)
        if let name { line.append(PayloadOutline.quoted(name), .jsonKey) }
        if name != nil { line.append(": ", .muted) }
        switch value {
        case .object(let members) where !members.isEmpty:
            add(line, brackets: ("{", "}" + end), count: members.count, depth: depth, value: value) { outline in
                for (index, member) in members.enumerated() {
                    let comma = index < members.count - 1 ? "," : ""
                    outline.add(member.value, name: member.name, depth: depth + 1, end: comma)
                }
            }
        case .array(let elements) where !elements.isEmpty:
            add(line, brackets: ("[", "]" + end), count: elements.count, depth: depth, value: value) { outline in
                for (index, element) in elements.enumerated() {
                    outline.add(element, name: nil, depth: depth + 1, end: index < elements.count - 1 ? "," : "")
                }
            }
        default:
            let (text, role) = PayloadOutline.scalar(value)
            line.append(text, role)
            if !end.isEmpty { line.append(end, .muted) }
            add(line, depth: depth, value: value)
        }
    }

    /// Adds an object or an array with all that is in it.
    private mutating func add(
        _ head: StyledLine,
        brackets: (open: String, close: String),
        count: Int,
        depth: Int,
        value: JSONValue,
        _ addInner: (inout PayloadOutline) -> Void
    ) {
        let index = add(head.appending(brackets.open, .muted), depth: depth, value: value)
        addInner(&self)
        let indent = String(repeating: " ", count: min(depth, PayloadOutline.deepest) * 2)
        add(StyledLine(indent + brackets.close, .muted), depth: depth, value: value)
        let folded = head.appending(brackets.open + ellipsis + brackets.close, .muted)
        close(index, folded: folded.appending("  \(NumberText.grouped(count))", .muted))
    }

    @discardableResult
    private mutating func add(_ line: StyledLine, depth: Int, hang: Int? = nil, value: JSONValue) -> Int {
        let hang = hang ?? min(depth, PayloadOutline.deepest) * 2 + 2
        let subject = DetailSubject.payload(sequence, count)
        items.append(
            Item(subject: subject, line: line, depth: depth, end: items.count + 1, hang: hang, value: value)
        )
        count += 1
        return items.count - 1
    }

    /// Ends what is under an item.
    private mutating func close(_ index: Int, folded: StyledLine) {
        items[index].folded = folded
        items[index].end = items.count
    }

    private static func scalar(_ value: JSONValue) -> (text: String, role: StyleRole) {
        switch value {
        case .null: ("null", .muted)
        case .bool(let isTrue): (isTrue ? "true" : "false", .jsonNumber)
        case .number(let digits): (digits, .jsonNumber)
        case .string(let text): (quoted(text), WebLink(text) == nil ? .jsonString : .link)
        case .array: ("[]", .muted)
        case .object: ("{}", .muted)
        }
    }

    private static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        JSONWriter.appendString(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension JSONParser.Limits {
    /// What payloads are read with: they were taken in with no more.
    static var payload: JSONParser.Limits { JSONParser.Limits(depth: 64, keys: 4_096, string: .max) }
}
