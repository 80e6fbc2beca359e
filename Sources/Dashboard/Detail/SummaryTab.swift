import Bookings
import Ledger
import Screen

/// The booking at a glance.
struct SummaryTab {
    let view: BookingView
    let context: RenderContext
    private var clock: DashboardClock { context.clock }
    private var booking: Booking { view.booking }

    init(_ view: BookingView, _ context: RenderContext) {
        self.view = view
        self.context = context
    }

    /// One column, or two where the pane is wide and low.
    func lines(width: Int) -> [StyledLine] {
        var head = DetailWriter(width: width)
        addName(to: &head)
        guard width >= SummaryTab.columnsForTwo else {
            var writer = DetailWriter(width: width)
            for add in [addContact, addTimes, addPlace, addAnswers, addLinks, addSightings] {
                add(&writer)
                writer.blank()
            }
            return head.lines + writer.lines
        }
        let leftWidth = max(43, (width - 4) / 2)
        var left = DetailWriter(width: leftWidth, labelWidth: 12)
        var right = DetailWriter(width: width - leftWidth - 4, labelWidth: 12)
        addContact(to: &left)
        left.blank()
        addTimes(to: &left)
        addSightings(to: &left)
        addPlace(to: &right)
        var below = DetailWriter(width: width)
        addAnswers(to: &below)
        addLinks(to: &below)
        return head.lines + StyledLine.side(left.lines, right.lines, width: leftWidth, gap: 4) + below.lines
    }

    private static let columnsForTwo = 76

    private func addSightings(to writer: inout DetailWriter) {
        writer.field("sightings", SightingsLine.line(view.sightings, context))
        if booking.isCutOff {
            writer.field(
                "cut off",
                "the redirect\(context.typography.apostrophe)s URL was cut; more may have been said",
                role: .warning
            )
        }
    }

    private func addName(to writer: inout DetailWriter) {
        let name = VisibleText.of(booking.name ?? booking.email ?? "no name")
        let status = StatusText.word(booking.status ?? "scheduled")
        let room = max(1, writer.width - DisplayWidth.of(status) - 2)
        // Of a longer one the screen cuts the last line; the fields have it whole.
        let lines = TextWrap.lines(name, width: room, limit: 3)
        var line = StyledLine(String(lines[0]), .detailTitle)
        line.append(String(repeating: " ", count: max(2, writer.width - line.width - DisplayWidth.of(status))), .text)
        line.append(status, StatusText.role(booking.status ?? "scheduled"))
        writer.add(line)
        for line in lines.dropFirst() { writer.add(StyledLine(String(line), .detailTitle)) }
        if view.isMarked { writer.add(StyledLine(context.glyphs.text(.marked) + " marked", .mark)) }
        if let remark = view.remark {
            writer.text(context.glyphs.text(.remark) + " " + remark, .detailText)
        }
    }

    private func addContact(to writer: inout DetailWriter) {
        let contact = [booking.company, booking.email, booking.phone].compactMap(\.self)
        let joined = contact.joined(separator: " \(context.typography.dot) ")
        if DisplayWidth.of(joined) <= writer.width {
            if !contact.isEmpty { writer.text(joined, .detailText) }
        } else {
            for part in contact { writer.text(part, .detailText) }
        }
    }

    private func addTimes(to writer: inout DetailWriter) {
        let today = clock.today
        if let start = booking.startsAt {
            if booking.startIsUncertain {
                addUncertainStart(start, to: &writer)
            } else {
                addStart(start, to: &writer)
            }
        }
        guard let created = booking.createdAt ?? view.sightings.first?.receivedAt else { return }
        var booked = ClockText.recent(ClockText.civil(created, in: clock.zone), today: today)
        booked += " " + clock.abbreviation(at: created)
        if let start = booking.startsAt, start > created {
            booked += ", \(RelativeTime.span(from: created, to: start)) before"
        }
        writer.field(booking.createdAt == nil ? "received" : "booked", booked)
    }

    /// The three clocks: the customer's, the viewer's and UTC, and how far off it is.
    private func addStart(_ start: Timestamp, to writer: inout DetailWriter) {
        let today = clock.today
        var label = "starts"
        func add(_ civil: CivilTime, _ zone: String, _ role: StyleRole) {
            writer.field(
                label,
                StyledLine(ClockText.dayAndTime(civil, today: today), role).appending("  " + zone, .muted)
            )
            label = ""
        }
        if let name = booking.timeZone {
            if let zone = context.zones.rules(for: name) {
                add(ClockText.civil(start, in: zone), name, .detailText)
            } else if let wall = booking.details.customerTime ?? booking.details.pageTime {
                add(ClockText.civil(wall), name, .detailText)
            }
        }
        let here = clock.abbreviation(at: start)
        add(ClockText.civil(start, in: clock.zone), here == "UTC" ? here : "here (\(here))", .detailText)
        if here != "UTC" { add(ClockText.civil(start, in: .utc), "UTC", .detailText) }
        var distance = StyledLine(RelativeTime.text(of: start, at: clock.minute), .accent)
        if let minutes = booking.details.durationMinutes { distance.append(", \(minutes) min long", .muted) }
        writer.field("", distance)
    }

    private func addUncertainStart(_ start: Timestamp, to writer: inout DetailWriter) {
        let sign = context.glyphs.text(.uncertain) + " "
        let today = clock.today
        let wall = booking.details.pageTime.map(ClockText.civil) ?? ClockText.civil(start, in: .utc)
        let zone =
            booking.timeZone
            ?? (booking.details.pageTime == nil ? "UTC" : "the page\(context.typography.apostrophe)s zone")
        writer.field(
            "starts",
            StyledLine(sign, .warning).appending(ClockText.dayAndTime(wall, today: today), .detailText)
                .appending("  " + zone, .muted)
        )
        let here = ClockText.dayAndTime(ClockText.civil(start, in: clock.zone), today: today)
        writer.field("", "perhaps \(here) \(clock.abbreviation(at: start))", role: .muted)
        writer.field(
            "",
            "the page\(context.typography.apostrophe)s clock; an embed or a webhook settles it",
            role: .muted
        )
    }

    private func addPlace(to writer: inout DetailWriter) {
        writer.field("product", ProductText.name(booking.product))
        func add(_ label: String, _ value: String?, _ column: TextColumn? = nil) {
            guard let value else { return }
            let isLabelled = column.map(view.labelled.contains) ?? false
            let role: StyleRole = WebLink(value) == nil ? .detailText : .link
            writer.field(label, value, role: role, remark: isLabelled ? "from source" : nil)
        }
        add("subject", booking.subject)
        add("event type", booking.eventType, .eventType)
        add("master page", booking.masterPage, .masterPage)
        add("page", booking.bookingPage, .bookingPage)
        writer.field("calendar", booking.bookingCalendar, named: booking.details.bookingCalendarName)
        writer.field("host", booking.details.hostID, named: booking.details.hostName)
        add("location", booking.details.location)
        if booking.details.conferencingURL != booking.details.location { add("join", booking.details.conferencingURL) }
        add("source", view.source)
        add("booking id", booking.id)
        add("package", booking.details.packageID)
        if let old = booking.details.rescheduledFrom { writer.field("replaces", old) }
        if let new = view.replacement { writer.field("replaced by", new, role: .bookingChanged) }
        if booking.details.isInTrash { writer.field("in trash", "yes", role: .warning) }
    }

    private func addAnswers(to writer: inout DetailWriter) {
        if let note = booking.note { writer.field("note", note) }
        for field in booking.customFields { writer.field(field.name, field.value.joined) }
        if !booking.details.guests.isEmpty { writer.field("guests", booking.details.guests.joined(separator: ", ")) }
        if let reason = booking.details.cancelReason {
            writer.field("reason", reason, remark: booking.details.canceledBy.map { "by the \($0)" })
        }
        if let payment = booking.details.payment {
            writer.field("paid", MoneyText.text(payment))
        }
    }

    private func addLinks(to writer: inout DetailWriter) {
        if let url = booking.details.icsURL { writer.field("calendar file", url, role: .link) }
        if let url = booking.details.rescheduleURL { writer.field("reschedule", url, role: .link) }
        if let url = booking.details.cancelURL { writer.field("cancel", url, role: .link) }
        if let url = booking.details.cancelRescheduleURL { writer.field("change", url, role: .link) }
    }
}
