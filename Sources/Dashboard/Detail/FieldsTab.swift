import Bookings
import Ledger
import Screen

/// Every field of the merged booking, under the name that the log gives it, and what arrived besides.
struct FieldsTab {
    /// A field with what stands beside it.
    private struct Row {
        var subject: DetailSubject
        var value: String
        var remark: String?

        var name: String {
            if case .field(_, let name, _) = subject { name } else { "" }
        }
    }

    private var rows: [Row] = []
    /// What arrived and has no field, by its path.
    private var unread: [Row] = []
    private let isComplete: Bool

    init(_ view: BookingView) {
        isComplete = view.isComplete
        let fields = BookingField.all(of: view.booking)
        for field in fields {
            let isLabelled = field.column.map(view.labelled.contains) ?? false
            add(field.isAnswer ? .answer : .known, field.name, field.value, remark: isLabelled ? "from source" : nil)
        }
        if let source = view.source { add(.known, "source", source) }
        if let first = view.sightings.first { add(.known, "received_at", first.receivedAt.iso8601) }
        add(.known, "sightings", view.sightings.map { "#\($0.sequence)" }.joined(separator: ", "))
        if view.isMarked { add(.known, "marked", "true") }
        if let remark = view.remark { add(.known, "remark", remark) }
        unread = UnreadValues.of(view, besides: fields).map { value in
            Row(subject: .field(.unread, value.path, 0), value: value.text)
        }
    }

    /// What is copied from each field.
    var values: [DetailSubject: String] {
        Dictionary((rows + unread).map { ($0.subject, $0.value) }) { first, _ in first }
    }

    func lines(width: Int, wraps: Bool) -> [DetailLine] {
        let longest = rows.map { DisplayWidth.of($0.name) }.max() ?? 0
        // The longest name of ours is whole where half the width is enough for it.
        let most = max(width * 2 / 5, min(width / 2, 23))
        let labelWidth = min(max(longest + 2, 14), most)
        var lines: [DetailLine] = []
        func add(_ row: Row) {
            var writer = DetailWriter(width: width, wraps: wraps, labelWidth: labelWidth)
            let role: StyleRole = WebLink(row.value) == nil ? .detailText : .link
            writer.field(row.name, row.value, role: role, remark: row.remark)
            lines += writer.lines.map { DetailLine(line: $0, subject: row.subject) }
        }
        func say(_ text: String) {
            var writer = DetailWriter(width: width)
            writer.text(text, .muted)
            lines += [DetailLine(line: StyledLine())] + writer.lines.map { DetailLine(line: $0) }
        }
        for row in rows { add(row) }
        if !unread.isEmpty {
            say("Arrived besides:")
            for row in unread { add(row) }
        }
        if !isComplete { say("More is in the records, which are not here yet.") }
        return lines
    }

    private mutating func add(
        _ kind: DetailSubject.FieldKind,
        _ name: String,
        _ value: String,
        remark: String? = nil
    ) {
        let count = rows.count { $0.subject.isField(kind, named: name) }
        rows.append(Row(subject: .field(kind, name, count), value: value, remark: remark))
    }
}

extension DetailSubject {
    fileprivate func isField(_ kind: FieldKind, named name: String) -> Bool {
        guard case .field(kind, let other, _) = self else { return false }
        return other.utf8.elementsEqual(name.utf8)
    }
}
