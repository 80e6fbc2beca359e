import Bookings
import Ledger
import Screen

/// By which channels a booking was seen, and when first: `R 17:03:11  E 17:03:12  W –`.
enum SightingsLine {
    static func line(_ sightings: [SightingSummary], _ context: RenderContext) -> StyledLine {
        var line = StyledLine()
        for channel in Channel.allCases {
            if !line.spans.isEmpty { line.append("  ", .text) }
            guard let first = sightings.first(where: { $0.channel == channel }) else {
                line.append("\(letter(channel)) \(context.typography.dash)", .muted)
                continue
            }
            let civil = ClockText.civil(first.receivedAt, in: context.clock.zone)
            line.append(letter(channel), .accent)
            line.append(" " + ClockText.received(civil, today: context.clock.today), .detailText)
            let more = sightings.count { $0.channel == channel } - 1
            if more > 0 { line.append(" +\(more)", .muted) }
        }
        return line
    }

    static func letter(_ channel: Channel) -> String {
        switch channel {
        case .redirect: "R"
        case .embed: "E"
        case .webhook: "W"
        }
    }
}
