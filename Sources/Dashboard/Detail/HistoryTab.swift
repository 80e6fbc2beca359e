import Bookings
import Ledger
import Screen

/// Each sighting with what it told for the first time, oldest first.
enum HistoryTab {
    static func lines(_ view: BookingView, _ context: RenderContext, width: Int) -> [StyledLine] {
        var writer = DetailWriter(width: width, labelWidth: 22)
        var known: [BookingField] = []
        if view.sightings.count > DetailPane.sightingLimit {
            writer.text("The last \(DetailPane.sightingLimit) of \(view.sightings.count) sightings.", .muted)
        }
        for sighting in view.sightings.suffix(DetailPane.sightingLimit) {
            writer.blank()
            writer.add(RawTab.title(of: sighting, context))
            writer.text(sighting.event, .detailText, indent: 2)
            guard let record = view.records.first(where: { $0.sequence == sighting.sequence }) else {
                writer.text("not here yet", .muted, indent: 2)
                continue
            }
            let fields = BookingField.all(of: record.sighting.booking)
            let news = changes(from: known, to: fields, arrow: context.typography.arrow)
            if news.isEmpty { writer.text("nothing new", .muted, indent: 2) }
            for change in news { writer.text(change.text, change.role, indent: 2) }
            for field in fields {
                if let place = known.firstIndex(where: { $0.name == field.name }) {
                    known[place] = field
                } else {
                    known.append(field)
                }
            }
        }
        return writer.lines
    }

    /// What a sighting tells that was not known, or was otherwise.
    private static func changes(
        from known: [BookingField],
        to fields: [BookingField],
        arrow: String
    ) -> [(text: String, role: StyleRole)] {
        guard !known.isEmpty else { return [("first seen, with \(fields.count) fields", .muted)] }
        return fields.compactMap { field in
            guard let before = known.first(where: { $0.name == field.name }) else {
                return ("+ \(field.name) \(field.value)", .statusScheduled)
            }
            guard !before.value.utf8.elementsEqual(field.value.utf8) else { return nil }
            return ("\(field.name) \(before.value) \(arrow) \(field.value)", .bookingChanged)
        }
    }
}
