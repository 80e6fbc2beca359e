import Bookings
import Ledger
import Screen

/// Whether what the screen shows is live: a sign, a word, and how old the newest booking is.
struct LinkIndicator {
    var link: LinkState
    /// Whether everything that the endpoint has is here.
    var isCaughtUp: Bool
    var replay: ReplayProgress?
    /// When the feed delivered the last booking.
    var lastEvent: Timestamp?

    func line(_ context: RenderContext) -> StyledLine {
        if let replay { return replayLine(replay, context) }
        var line = shortLine(context)
        let dot = " \(context.typography.dot) "
        if case .lost(_, let retryAt) = link {
            let wait = retryAt.milliseconds - context.clock.minute.milliseconds
            line.append(
                dot
                    + (wait < 120_000
                        ? "retrying" : "retry \(RelativeTime.text(of: retryAt, at: context.clock.minute))"),
                .muted
            )
        }
        if case .connecting(let attempt) = link, attempt > 1 { line.append(", attempt \(attempt)", .muted) }
        if let lastEvent {
            let age = RelativeTime.age(of: lastEvent, at: context.clock.minute)
            let isOld = link != .live
            line.append(dot + (age == "now" ? "just now" : "\(age) \(isOld ? "old" : "ago")"), .muted)
        }
        return line
    }

    /// The sign and the word alone.
    func shortLine(_ context: RenderContext) -> StyledLine {
        let (sign, word, role) = state
        return StyledLine(context.glyphs.text(sign) + " " + word, role)
    }

    private var state: (GlyphName, String, StyleRole) {
        switch link {
        case .connecting: (.connecting, "connecting", .headerStale)
        case .reading(let percent): (.connecting, "reading \(percent) %", .headerStale)
        case .live where !isCaughtUp: (.connecting, "catching up", .headerStale)
        case .live: (.live, "live", .headerLive)
        case .lost: (.lost, "lost", .headerLost)
        case .ended: (.lost, "ended", .headerStale)
        case .replaying:
            if let replay, replay.isFinished {
                (.paused, "end of the log", .headerStale)
            } else if let replay, replay.isPaused {
                (.paused, "paused", .headerStale)
            } else {
                (.replaying, "replaying", .headerStale)
            }
        }
    }

    private func replayLine(_ replay: ReplayProgress, _ context: RenderContext) -> StyledLine {
        var line = shortLine(context)
        if !replay.isFinished { line.append(" " + ReplayText.speed(replay.speed, context.typography.times), .header) }
        let clock = context.clock
        line.append("  " + ClockText.dayAndTime(clock.today, today: clock.today), .muted)
        let length = replay.end.milliseconds - replay.start.milliseconds
        if length > 0 {
            let done = min(max(0, replay.position.milliseconds - replay.start.milliseconds), length)
            line.append("  \(done * 100 / length) %", .muted)
        }
        return line
    }
}
