import Bookings
import Ledger
import Screen

/// What the cells of one booking say, and how.
struct RowLook {
    let row: Int
    let context: RenderContext
    let status: String
    let isNew: Bool
    let isChanged: Bool
    /// How fresh it still looks.
    let fading: RowFading.Step?
    private var ledger: BookingLedger { context.ledger }

    init(row: Int, _ context: RenderContext) {
        self.row = row
        self.context = context
        let ledger = context.ledger
        status = ledger.text(.status, at: row) ?? "scheduled"
        isNew = context.clock.isFresh(ledger.receivedAt(row))
        isChanged = !isNew && context.clock.isFresh(ledger.changedAt(row))
        fading = context.fading.step(of: row, at: context.now)
    }

    /// The sign before the row: what became of the booking, else whether it is new.
    var sign: String {
        if let name = StatusText.sign(status) { return context.glyphs.text(name) }
        return isNew ? context.glyphs.text(.new) : isChanged ? context.glyphs.text(.changed) : ""
    }

    var signRole: StyleRole {
        if isNew, StatusText.sign(status) == nil { return .bookingNew }
        if isChanged { return .bookingChanged }
        return StatusText.role(status)
    }

    /// The sign of what a viewer added: a mark, else a remark.
    var annotation: String {
        if ledger.isMarked(row) { return context.glyphs.text(.marked) }
        return ledger.remark(of: row) == nil ? "" : context.glyphs.text(.remark)
    }

    func cell(_ field: ListField, hasStatusColumn: Bool) -> (text: String, role: StyleRole) {
        switch field {
        case .received: (time(ledger.receivedAt(row)), .muted)
        case .created: (ledger.createdAt(row).map(time) ?? "", .muted)
        case .changed: (time(ledger.changedAt(row)), .muted)
        case .customer: (customer, nameRole)
        case .name: (text(.name), nameRole)
        case .eventType: eventType
        case .masterPage: (text(.masterPage), isOver ? .muted : .text)
        case .product: (ProductText.short(ledger.product(row)), .muted)
        case .status:
            status == "scheduled" ? ("", .text) : (StatusText.word(status), StatusText.role(status))
        case .starts:
            isOver && !hasStatusColumn ? (StatusText.word(status), StatusText.role(status)) : starts
        case .remark: (remark, .text)
        default: (plain(field), .muted)
        }
    }

    /// What a viewer remarked; empty for nothing.
    var remark: String { ledger.remark(of: row).map(VisibleText.of) ?? "" }

    /// The fields that are shown as they stand.
    private func plain(_ field: ListField) -> String {
        switch field {
        case .company: text(.company)
        case .email: text(.email)
        case .phone: text(.phone)
        case .subject: text(.subject)
        case .note: text(.note)
        case .host: text(.host)
        case .bookingPage: text(.bookingPage)
        case .bookingCalendar: text(.bookingCalendar)
        case .source: text(.source)
        case .timeZone: text(.timeZone)
        case .id: text(.id)
        case .channels: ledger.channels(row).map(\.rawValue).joined(separator: " ")
        case .duration: ledger.durationMinutes(row).map { "\($0) min" } ?? ""
        case .location: ledger.location(row).map(VisibleText.of) ?? ""
        case .rescheduledFrom: ledger.rescheduledFrom(row).map(VisibleText.of) ?? ""
        case .answer(let name): ledger.answer(to: name, at: row).map(VisibleText.of) ?? ""
        default: ""
        }
    }

    /// The time alone, for narrow screens.
    var shortReceived: String {
        let civil = ClockText.civil(ledger.receivedAt(row), in: context.clock.zone)
        let today = context.clock.today
        return civil.dayNumber == today.dayNumber ? ClockText.time(civil) : ClockText.received(civil, today: today)
    }

    private var isOver: Bool { StatusText.isOver(status) }

    /// News is bold, then coloured, then plain; its sign stays longer.
    private var nameRole: StyleRole {
        switch fading {
        case .strong?: isNew ? .bookingNew : .bookingChanged
        case .fading?: isNew ? .bookingNewFading : .bookingChangedFading
        case nil: isOver ? .muted : .text
        }
    }

    private func time(_ instant: Timestamp) -> String {
        ClockText.received(ClockText.civil(instant, in: context.clock.zone), today: context.clock.today)
    }

    /// The event type; where none is known the subject stands in for it, dimmer.
    private var eventType: (text: String, role: StyleRole) {
        let type = text(.eventType)
        return type.isEmpty ? (text(.subject), .muted) : (type, isOver ? .muted : .text)
    }

    private var customer: String {
        let name = text(.name)
        guard name.isEmpty else { return name }
        let email = text(.email)
        return email.isEmpty ? context.typography.dash : email
    }

    /// A text of the row; empty where it has none.
    private func text(_ column: TextColumn) -> String {
        ledger.text(column, at: row).map(VisibleText.of) ?? ""
    }

    private var starts: (text: String, role: StyleRole) {
        guard let start = StartText(row: row, context) else { return (context.typography.dash, .muted) }
        let sign = start.isUncertain ? context.glyphs.text(.uncertain) : ""
        return (sign + start.text, start.isPast || isOver ? .muted : .text)
    }
}
