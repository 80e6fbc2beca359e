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
    private var ledger: BookingLedger { context.ledger }

    init(row: Int, _ context: RenderContext) {
        self.row = row
        self.context = context
        let ledger = context.ledger
        status = ledger.text(.status, at: row) ?? "scheduled"
        isNew = context.clock.isFresh(ledger.receivedAt(row))
        isChanged = !isNew && context.clock.isFresh(ledger.changedAt(row))
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

    func cell(_ kind: ListColumns.Kind, hasStatusColumn: Bool) -> (text: String, role: StyleRole) {
        switch kind {
        case .received: (received, .muted)
        case .customer: (customer, nameRole)
        case .company: (text(.company), .muted)
        case .eventType: eventType
        case .masterPage: (text(.masterPage), isOver ? .muted : .text)
        case .product: (ProductText.short(ledger.product(row)), .muted)
        case .status:
            status == "scheduled" ? ("", .text) : (StatusText.word(status), StatusText.role(status))
        case .starts:
            isOver && !hasStatusColumn ? (StatusText.word(status), StatusText.role(status)) : starts
        }
    }

    /// The time alone, for narrow screens.
    var shortReceived: String {
        let civil = ClockText.civil(ledger.receivedAt(row), in: context.clock.zone)
        let today = context.clock.today
        return civil.dayNumber == today.dayNumber ? ClockText.time(civil) : ClockText.received(civil, today: today)
    }

    private var isOver: Bool { StatusText.isOver(status) }

    private var nameRole: StyleRole {
        if isNew { return .bookingNew }
        if isChanged { return .bookingChanged }
        return isOver ? .muted : .text
    }

    private var received: String {
        ClockText.received(
            ClockText.civil(ledger.receivedAt(row), in: context.clock.zone),
            today: context.clock.today
        )
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
