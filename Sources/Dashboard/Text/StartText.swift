import Bookings
import Ledger

/// The start of a booking as the list shows it.
struct StartText {
    var text: String
    var isUncertain: Bool
    var isPast: Bool

    init?(row: Int, _ context: RenderContext) {
        let (ledger, clock) = (context.ledger, context.clock)
        guard let start = ledger.startsAt(row) else { return nil }
        isUncertain = ledger.startIsUncertain(row)
        isPast = start < clock.minute
        if isUncertain, let wall = ledger.pageTime(row) {
            // Which instant it is, is open by hours; the wall clock of the page is what is known.
            let civil = ClockText.civil(wall)
            text =
                context.timeDisplay == .relative
                ? StartText.short(civil, today: clock.today) : ClockText.column(civil, today: clock.today)
            return
        }
        switch context.timeDisplay {
        case .relative:
            text = RelativeTime.text(of: start, at: clock.minute)
        case .mine:
            text = ClockText.column(ClockText.civil(start, in: clock.zone), today: clock.today)
        case .utc:
            text = ClockText.column(ClockText.civil(start, in: .utc), today: clock.today)
        case .customer:
            text = ClockText.column(StartText.customerTime(row, start, context), today: clock.today)
        }
    }

    /// The customer's clock, where the zone is known; else the wall clock that came with the booking, else the viewer's.
    private static func customerTime(_ row: Int, _ start: Timestamp, _ context: RenderContext) -> CivilTime {
        if let name = context.ledger.text(.timeZone, at: row), let zone = context.zones.rules(for: name) {
            return ClockText.civil(start, in: zone)
        }
        return context.ledger.pageTime(row).map(ClockText.civil) ?? ClockText.civil(start, in: context.clock.zone)
    }

    /// `Thu 15:30` within a week, else the date alone; at most 10 columns.
    private static func short(_ civil: CivilTime, today: CivilTime) -> String {
        let distance = civil.dayNumber - today.dayNumber
        let day = ClockText.day(civil, today: civil)
        if (-6...6).contains(distance) { return day.prefix(3) + " " + ClockText.time(civil) }
        return civil.year == today.year
            ? String(day.dropFirst(4))
            : "\(civil.year)-\(NumberText.twoDigits(civil.month))-\(NumberText.twoDigits(civil.day))"
    }
}
