public import Bookings
public import Dashboard
import Ledger
public import Screen

extension DashboardConfiguration {
    /// The configuration of a dashboard in Berlin that watches an endpoint.
    public static func fixture(
        mode: Mode = .live,
        size: Size = Size(columns: 120, rows: 40),
        filter: String = "",
        glyphs: GlyphSet = .unicode,
        notices: [String] = [],
        ownsEndpoint: Bool = false,
        keyMap: KeyMap = .default,
        choices: ScreenChoices = ScreenChoices()
    ) -> DashboardConfiguration {
        DashboardConfiguration(
            mode: mode,
            endpoint: mode == .live ? "127.0.0.1:8787" : "bookings.jsonl",
            now: SampleBookings.now,
            zone: Zones.berlin,
            zones: Zones.directory,
            glyphs: glyphs,
            size: size,
            filter: filter,
            redirectURL: "http://127.0.0.1:8787/confirm/my-page",
            trial: [
                #"curl -G http://127.0.0.1:8787/confirm -d booking_calendar=BKC-1 \"#,
                "  -d id=BKNG-1 -d name=Ada -d starting_time=2026-02-05T15:30:00Z",
            ],
            notices: notices,
            ownsEndpoint: ownsEndpoint,
            keyMap: keyMap,
            choices: choices
        )
    }
}

extension DashboardState {
    /// A dashboard that is live and has some bookings.
    public static func fixture(
        _ records: [SightingRecord] = SampleBookings.records,
        _ configuration: DashboardConfiguration = .fixture()
    ) -> DashboardState {
        var state = DashboardState(configuration)
        let events: [FeedEvent] = [
            .link(.live), .records(records), .caughtUp(last: records.last?.sequence ?? 0),
        ]
        for event in events { _ = state.update(.feed(event, at: configuration.now)) }
        _ = state.update(.records([]))
        return state
    }
}
