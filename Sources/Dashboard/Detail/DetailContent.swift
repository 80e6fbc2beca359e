import Bookings
import Ledger
import Screen

/// The lines of a tab, and what they were made from: as long as that is the same, so are they.
struct DetailContent: Sendable {
    /// All that the lines of a tab depend on.
    struct Key: Equatable, Sendable {
        var row: Int
        var tab: DetailPane.Tab
        var width: Int
        var wraps: Bool
        var folded: Set<DetailSubject>
        var glyphs: GlyphSet
        /// The minute, where times are told by their distance; else the day.
        var time: Timestamp
        var facts: Facts
    }

    /// What is known of a booking.
    struct Facts: Equatable, Sendable {
        var booking: Booking
        var lastSequence: UInt64
        /// The records that are here.
        var records: [UInt64]
        var source: String?
        var isMarked: Bool
        var remark: String?
        var replacement: Int?
    }

    let key: Key
    let lines: [DetailLine]
    /// What arrived; only in the tab that shows it.
    private(set) var outline: PayloadOutline?
    /// What is copied from the fields; only in the tab that shows them.
    private(set) var values: [DetailSubject: String] = [:]
    /// The first line of each subject.
    private var places: [DetailSubject: Int] = [:]

    /// Makes the lines of a tab.
    ///
    /// - Parameters:
    ///   - key: what they depend on.
    ///   - cache: the records that are here.
    ///   - known: the lines before; what arrived is not read again where it is the same.
    ///   - context: the rest of what is needed, all of which the key tells of.
    init(_ key: Key, cache: RecordCache, after known: DetailContent?, _ context: RenderContext) {
        self.key = key
        guard key.tab != .raw else {
            let outline = known?.outline(for: key) ?? PayloadOutline(BookingView(key.row, cache, context), context)
            lines = outline.lines(folded: key.folded, width: key.width, wraps: key.wraps)
            self.outline = outline
            notePlaces()
            return
        }
        let view = BookingView(key.row, cache, context)
        switch key.tab {
        case .summary:
            lines = SummaryTab(view, context).lines(width: key.width).map { DetailLine(line: $0) }
        case .history, .raw:
            lines = HistoryTab.lines(view, context, width: key.width).map { DetailLine(line: $0) }
        case .fields:
            let tab = FieldsTab(view)
            lines = tab.lines(width: key.width, wraps: key.wraps)
            values = tab.values
        }
        notePlaces()
    }

    private mutating func notePlaces() {
        for (index, line) in lines.enumerated() {
            guard let subject = line.subject, index == 0 || lines[index - 1].subject != subject else { continue }
            places[subject] = index
        }
    }

    /// The outline, where it is the one of another key too.
    private func outline(for other: Key) -> PayloadOutline? {
        let isSame =
            key.row == other.row && key.glyphs == other.glyphs && key.time == other.time
            && key.facts.records == other.facts.records && key.facts.lastSequence == other.facts.lastSequence
        return isSame ? outline : nil
    }

    /// The places of the lines of a subject; nil where it is not shown.
    func place(of subject: DetailSubject) -> Range<Int>? {
        guard let first = places[subject] else { return nil }
        return first..<(lines[first...].firstIndex { $0.subject != subject } ?? lines.count)
    }

    /// What is copied from a subject; nil where there is nothing.
    func value(of subject: DetailSubject) -> String? {
        if let value = values[subject] { return value }
        guard let outline, let place = outline.places[subject] else { return nil }
        let value = outline.items[place].value
        if let text = value.string { return text }
        var bytes: [UInt8] = []
        JSONWriter.append(value, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension BookingView {
    fileprivate init(_ row: Int, _ cache: RecordCache, _ context: RenderContext) {
        self.init(row: row, ledger: context.ledger, cache: cache)
    }
}
