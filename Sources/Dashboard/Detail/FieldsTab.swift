import Bookings
import Ledger
import Screen

/// Every field of the merged booking, under the name that the log gives it.
enum FieldsTab {
    static func lines(_ view: BookingView, width: Int) -> [StyledLine] {
        var writer = DetailWriter(width: width, labelWidth: 22)
        for field in BookingField.all(of: view.booking) {
            let isLabelled = field.column.map(view.labelled.contains) ?? false
            writer.field(field.name, field.value, remark: isLabelled ? "from source" : nil)
        }
        if let source = view.source { writer.field("source", source) }
        if let first = view.sightings.first { writer.field("received_at", first.receivedAt.iso8601) }
        writer.field("sightings", view.sightings.map { "\($0.sequence)" }.joined(separator: ", "))
        if !view.isComplete {
            writer.blank()
            writer.text("More is in the records, which are on their way.", .muted)
        }
        return writer.lines
    }
}
