import Bookings
import Ledger
import Screen

/// What arrived, as it arrived: JSON over several lines, a query decoded parameter by parameter.
enum RawTab {
    static func lines(_ view: BookingView, _ context: RenderContext, width: Int, wraps: Bool) -> [StyledLine] {
        var writer = DetailWriter(width: width, wraps: wraps, labelWidth: 20)
        for sighting in view.sightings.suffix(DetailPane.sightingLimit).reversed() {
            writer.blank()
            writer.add(title(of: sighting, context))
            guard let record = view.records.first(where: { $0.sequence == sighting.sequence }) else {
                writer.text("not here yet", .muted)
                continue
            }
            switch record.sighting.raw {
            case .query:
                for (name, value) in record.sighting.raw.parameters { writer.field(name, value) }
            case .json(let bytes):
                guard let value = try? JSONParser.parse(bytes, limits: .init(depth: 64, keys: 4_096)) else {
                    writer.text(String(decoding: bytes, as: UTF8.self), .detailText)
                    continue
                }
                JSONLines.add(value, to: &writer)
            }
        }
        return writer.lines
    }

    static func title(of sighting: SightingSummary, _ context: RenderContext) -> StyledLine {
        let civil = ClockText.civil(sighting.receivedAt, in: context.clock.zone)
        var line = StyledLine(ClockText.received(civil, today: context.clock.today), .detailTitle)
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
