import Bookings
import Ledger
import Screen

/// The line above a sighting: when it came, how, and from where.
enum SightingTitle {
    static func line(of sighting: SightingSummary, _ context: RenderContext) -> StyledLine {
        let civil = ClockText.civil(sighting.receivedAt, in: context.clock.zone)
        var line = StyledLine(ClockText.moment(civil, today: context.clock.today), .detailTitle)
        line.append("  \(sighting.channel.rawValue)", .accent)
        if sighting.channel == .webhook {
            let isLate = sighting.isSigned && sighting.isStale
            line.append(
                isLate ? " signed late" : sighting.isSigned ? " signed" : " unsigned",
                isLate ? .warning : .muted
            )
        }
        if let source = sighting.source { line.append("  " + source, .muted) }
        line.append("  #\(sighting.sequence)", .muted)
        return line
    }
}
