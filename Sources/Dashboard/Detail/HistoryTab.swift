import Bookings
import Ledger
import Screen

/// Each sighting with what it changed, oldest first; then the booking that took its place.
enum HistoryTab {
    static func lines(_ view: BookingView, _ context: RenderContext, width: Int) -> [StyledLine] {
        var writer = DetailWriter(width: width, labelWidth: 22)
        if view.sightings.count > DetailPane.sightingLimit {
            writer.text("The last \(DetailPane.sightingLimit) of \(view.sightings.count) sightings.", .muted)
        }
        let zone = view.sightings.last.map { context.clock.abbreviation(at: $0.receivedAt) } ?? ""
        writer.text("Times are yours (\(zone)).", .muted)
        for sighting in view.sightings.suffix(DetailPane.sightingLimit) {
            writer.blank()
            writer.add(SightingTitle.line(of: sighting, context))
            guard let place = view.records.firstIndex(where: { $0.sequence == sighting.sequence }) else {
                writer.text(sighting.event, .detailText, indent: 2)
                writer.text("not here yet", .muted, indent: 2)
                continue
            }
            addEvent(view.records[place].sighting, to: &writer, context)
            add(view.states[place], before: place == 0 ? nil : view.states[place - 1], to: &writer, context)
        }
        if let replacement = view.replacement {
            writer.blank()
            writer.text("replaced by \(replacement)", .bookingChanged)
            if view.booking.status == "canceled", view.states.last?.status != "canceled" {
                writer.text("so it counts as canceled", .muted, indent: 2)
            }
        }
        return writer.lines
    }

    /// What happened, and when, where it was told some time after.
    private static func addEvent(_ sighting: Sighting, to writer: inout DetailWriter, _ context: RenderContext) {
        writer.text(sighting.event, .detailText, indent: 2)
        guard let occurredAt = sighting.occurredAt,
            (sighting.receivedAt.milliseconds &- occurredAt.milliseconds).magnitude >= 60_000
        else { return }
        let civil = ClockText.civil(occurredAt, in: context.clock.zone)
        writer.text("happened \(ClockText.recent(civil, today: context.clock.today))", .muted, indent: 2)
    }

    /// What a sighting changed; status, start and host first.
    private static func add(
        _ state: Booking,
        before: Booking?,
        to writer: inout DetailWriter,
        _ context: RenderContext
    ) {
        let fields = BookingField.all(of: state)
        guard let before else {
            writer.text("first seen, with \(fields.count) fields", .muted, indent: 2)
            return
        }
        let arrow = context.typography.arrow
        // A name that becomes known is no other host.
        let isSameHost = state.details.hostID != nil && state.details.hostID == before.details.hostID
        var changes = important(state, context).filter { $0.name != "host" || !isSameHost }.compactMap {
            field -> (text: String, role: StyleRole)? in
            change(from: important(before, context), to: field, arrow: arrow)
        }
        let known = BookingField.all(of: before)
        changes += fields.filter { $0.isAnswer || !importantNames.contains($0.name) }
            .compactMap { change(from: known, to: $0, arrow: arrow) }
        if changes.isEmpty { writer.text("nothing new", .muted, indent: 2) }
        for change in changes { writer.text(change.text, change.role, indent: 2) }
    }

    /// The fields that are told in words of their own.
    private static let importantNames: Set<String> = ["status", "starts_at", "host_id", "host_name"]

    private static func important(_ booking: Booking, _ context: RenderContext) -> [BookingField] {
        let start = booking.startsAt.map { start in
            let civil = ClockText.civil(start, in: context.clock.zone)
            let text = ClockText.dayAndTime(civil, today: context.clock.today)
            return booking.startIsUncertain ? context.glyphs.text(.uncertain) + text : text
        }
        let values = [
            ("status", booking.status.map(StatusText.word)), ("starts", start),
            ("host", booking.details.hostName ?? booking.details.hostID),
        ]
        return values.compactMap { name, value in value.map { BookingField(name: name, value: $0) } }
    }

    private static func change(
        from known: [BookingField],
        to field: BookingField,
        arrow: String
    ) -> (text: String, role: StyleRole)? {
        guard let before = known.first(where: { $0.isSame(as: field) }) else {
            return ("+ \(field.name) \(field.value)", .statusScheduled)
        }
        guard !before.value.utf8.elementsEqual(field.value.utf8) else { return nil }
        return ("\(field.name) \(before.value) \(arrow) \(field.value)", .bookingChanged)
    }
}
