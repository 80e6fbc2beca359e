import Bookings
import Ledger

/// What groups are called on the screen.
enum GroupText {
    /// The name of a group; text from outside.
    static func name(of group: GroupKey, by grouping: Grouping, _ context: RenderContext) -> String {
        if let day = context.ledger.dayNumber(of: group, by: grouping) { return self.day(day, context) }
        guard let name = context.ledger.name(of: group, by: grouping) else {
            return "no \(word(for: grouping))"
        }
        switch grouping {
        case .product: return ProductText.name(name)
        case .status: return StatusText.word(name)
        default: return VisibleText.of(name)
        }
    }

    /// What bookings are grouped by, in words.
    static func word(for grouping: Grouping) -> String {
        switch grouping {
        case .masterPage: "master page"
        case .eventType: "event type"
        case .startDay: "day of start"
        case .host: "host"
        case .status: "status"
        case .product: "product"
        }
    }

    private static func day(_ number: Int, _ context: RenderContext) -> String {
        let milliseconds = Int64(number).multipliedReportingOverflow(by: 86_400_000).partialValue
        let civil = ClockText.civil(WallTime(milliseconds: milliseconds))
        let today = context.clock.today
        let day = ClockText.day(civil, today: today)
        return switch number - today.dayNumber {
        case 0: "today, " + day
        case 1: "tomorrow, " + day
        case -1: "yesterday, " + day
        default: day
        }
    }
}
