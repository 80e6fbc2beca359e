import Bookings
import Ledger
import Screen

/// What every pane needs to draw itself.
struct RenderContext {
    var ledger: BookingLedger
    var clock: DashboardClock
    var zones: ZoneDirectory
    var glyphs: GlyphSet
    var timeDisplay: TimeDisplay
    var typography: Typography
    /// What is searched for; its occurrences are lit.
    var query = ""
    /// What fades, and the instant by which it does; nothing else on the screen depends on that.
    var fading = RowFading()
    var now = Timestamp(milliseconds: 0)
}

/// What "now" and "here" mean on the screen.
///
/// All that the screen derives from the time comes from the minute, so it stands still between minutes.
struct DashboardClock: Equatable {
    /// The present instant; in a replay, the instant of the log that is reached.
    var now: Timestamp
    /// The rules of the viewer's zone.
    var zone: ZoneRules

    /// The start of the present minute.
    var minute: Timestamp {
        let remainder = now.milliseconds % 60_000
        return Timestamp(milliseconds: now.milliseconds - (remainder < 0 ? remainder + 60_000 : remainder))
    }

    /// The present date and time of the viewer.
    var today: CivilTime { ClockText.civil(minute, in: zone) }

    /// How the viewer's zone is called at an instant.
    func abbreviation(at instant: Timestamp) -> String { zone == .utc ? "UTC" : zone.abbreviation(at: instant) }

    /// Whether something was received within the last minute or so.
    func isFresh(_ instant: Timestamp) -> Bool {
        instant.milliseconds > minute.milliseconds - 60_000
    }
}

/// How starts are shown in the list.
enum TimeDisplay: CaseIterable {
    case relative, mine, customer, utc

    /// The next in the cycle.
    var next: TimeDisplay {
        switch self {
        case .relative: .mine
        case .mine: .customer
        case .customer: .utc
        case .utc: .relative
        }
    }

    /// The columns that it needs.
    var width: Int { self == .relative ? 11 : 17 }
}

/// Punctuation of the screen, with stand-ins where the terminal shows ASCII only.
struct Typography {
    let dot: String
    let dash: String
    let times: String
    let apostrophe: String
    let arrow: String
    let less: String

    init(_ glyphs: GlyphSet) {
        let isASCII = glyphs[.ellipsis].base.isASCII
        dot = isASCII ? "-" : "·"
        dash = isASCII ? "-" : "–"
        times = isASCII ? "x" : "×"
        apostrophe = isASCII ? "'" : "’"
        arrow = isASCII ? "->" : "→"
        less = isASCII ? "<" : "‹"
    }
}
