import Bookings
import Ledger
import Screen

/// Every field of the merged booking, under the name that the log gives it.
enum FieldsTab {
    static func lines(_ view: BookingView, width: Int) -> [StyledLine] {
        let fields = BookingField.all(of: view.booking)
        let longest = fields.map { DisplayWidth.of($0.name) }.max() ?? 0
        // The longest name of ours is whole where half the width is enough for it.
        let most = max(width * 2 / 5, min(width / 2, 23))
        var writer = DetailWriter(width: width, labelWidth: min(max(longest + 2, 14), most))
        for field in fields {
            let isLabelled = field.column.map(view.labelled.contains) ?? false
            writer.field(field.name, field.value, remark: isLabelled ? "from source" : nil)
        }
        if let source = view.source { writer.field("source", source) }
        if let first = view.sightings.first { writer.field("received_at", first.receivedAt.iso8601) }
        writer.field("sightings", view.sightings.map { "\($0.sequence)" }.joined(separator: ", "))
        if !view.isComplete {
            writer.blank()
            writer.text("More is in the records, which are not here yet.", .muted)
        }
        return writer.lines
    }
}
