import Bookings
import BookwatchTestSupport
import Ledger
import Screen
import Testing

@testable import Dashboard

@Suite struct ReplayTests {
    private static func progress(_ change: (inout ReplayProgress) -> Void = { _ in }) -> ReplayProgress {
        var progress = ReplayProgress(
            position: SampleBookings.at("2026-02-03T17:00:00Z"),
            start: SampleBookings.at("2026-02-03T16:00:00Z"),
            end: SampleBookings.at("2026-02-03T20:00:00Z"),
            speed: 8,
            isPaused: false,
            isFinished: false
        )
        progress.secondsLeft = 192
        progress.density = (0..<960).map { $0 < 480 ? 2 : $0 < 720 ? 0 : 1 }
        change(&progress)
        return progress
    }

    private static func bar(_ columns: Int, _ progress: ReplayProgress, glyphs: GlyphSet = .unicode) -> String {
        let play = Playbook(SampleBookings.records, .fixture(mode: .replay, size: Size(columns: columns, rows: 24)))
        var frame = Screen.Frame(size: Size(columns: columns, rows: 1))
        var context = play.state.renderContext
        context.glyphs = glyphs
        context.typography = Typography(glyphs)
        ReplayBar(progress: progress, context: context)
            .render(into: &frame, in: Rect(row: 0, column: 0, columns: columns, rows: 1))
        return frame.text.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) ?? ""
    }

    @Test func theBarShowsTheArrivalsAndThePlace() {
        #expect(Self.bar(40, Self.progress()) == " 18:00:00 ×8 ████▶███▁▁▁▁▄▄▄▄ 3:12 left ")
        #expect(Self.bar(40, Self.progress(), glyphs: .ascii) == " 18:00:00 x8 ####>###....:::: 3:12 left ")
        #expect(Self.bar(40, Self.progress { $0.isPaused = true }).contains("‖"))
        #expect(Self.bar(40, Self.progress { $0.isFinished = true }).hasSuffix(" end "))
        #expect(Self.bar(40, Self.progress { $0.loaded = 0.34 }).hasSuffix(" 34 % read "))
        #expect(Self.bar(40, Self.progress { $0.isSearching = true }).hasSuffix(" searching… "))
    }

    @Test func theBarShowsMarkersAndTheLoop() {
        let bar = Self.bar(
            60,
            Self.progress {
                $0.markers = [SampleBookings.at("2026-02-03T18:00:00Z")]
                $0.loop = .init(start: $0.start, end: SampleBookings.at("2026-02-03T19:00:00Z"), isOn: true)
            }
        )
        #expect(bar.contains(" loop ["))
        #expect(bar.contains(/\[[^\]]*▶[^\]]*◆[^\]]*\]/))
    }

    @Test(arguments: [1, 5, 20, 40, 57, 80, 100, 140])
    func theBarFitsEveryWidth(columns: Int) {
        let progress = Self.progress {
            $0.markers = [$0.start, $0.end]
            $0.speed = 1_000
        }
        let bar = Self.bar(columns, progress)
        #expect(bar.count <= columns)
        if columns >= 40 { #expect(bar.contains("▶") && bar.contains("3:12 left")) }
    }

    @Test func aLogOfOneInstantHasABar() {
        let bar = Self.bar(60, Self.progress { ($0.start, $0.end) = ($0.position, $0.position) })
        #expect(bar.contains("▶"))
    }

    @Test(arguments: [(0.1, "×0.1"), (0.125, "×0.125"), (1, "×1"), (1_000, "×1000"), (.infinity, "max")])
    func speedsAreWrittenShort(speed: Double, text: String) {
        #expect(ReplayText.speed(speed, "×") == text)
    }

    @Test(arguments: [(0, "0:00"), (59, "0:59"), (192, "3:12"), (3_723, "1:02:03"), (172_800, "2 d")])
    func durationsAreWrittenShort(seconds: Int64, text: String) {
        #expect(ReplayText.duration(seconds) == text)
    }

    private func play() -> Playbook {
        var play = Playbook(SampleBookings.records, .fixture(mode: .replay))
        play.feed(.replay(Self.progress()))
        return play
    }

    private func snapshot(_ count: Int, found: UInt64? = nil) -> FeedEvent {
        var ledger = BookingLedger()
        for record in SampleBookings.records.prefix(count) { ledger.apply(record) }
        let progress = Self.progress { $0.position = SampleBookings.records[count - 1].sighting.receivedAt }
        return .snapshot(ReplaySnapshot(ledger: ledger, progress: progress, found: found))
    }

    @Test func aSnapshotTakesThePlaceOfEverything() {
        var play = play()
        play.feed(snapshot(2))
        #expect(play.state.ledger.sightingCount == 2)
        #expect(play.state.list.rows == Array(0..<play.state.ledger.count))
        #expect(play.state.replay?.position == SampleBookings.records[1].sighting.receivedAt)
        play.feed(.records(Array(SampleBookings.records.dropFirst(2))))
        #expect(play.state.ledger.sightingCount == SampleBookings.records.count)
    }

    @Test func theSelectionStaysWithItsBookingAsLongAsThatIsThere() {
        var play = play()
        play.keys("g j")
        let row = play.state.selection
        #expect(row == 1)
        play.feed(snapshot(SampleBookings.records.count - 1))
        #expect(play.state.selection == row)
        #expect(!play.state.list.isFollowing)
        play.feed(snapshot(1))
        #expect(play.state.selection == 0)
        play.keys("m")
    }

    @Test func whatWasFoundIsSelected() {
        var play = play()
        let first = SampleBookings.records[0].sequence
        play.feed(snapshot(SampleBookings.records.count, found: first))
        #expect(play.state.selection == 0)
    }

    @Test func whatAsksAboutABookingThatIsGoneCloses() {
        var play = play()
        play.keys("G ;")
        #expect(play.state.prompt != nil)
        play.feed(snapshot(1))
        #expect(play.state.prompt == nil)
        #expect(play.state.focus == .list)
    }

    @Test(arguments: [
        ("30%", ReplayPlace.share(0.3)), ("2026-02-03 12:04", .time(SampleBookings.at("2026-02-03T11:04:00Z"))),
        ("-1h", .time(SampleBookings.at("2026-02-03T16:00:00Z"))),
    ])
    func goingToATimeMovesTheReplay(text: String, place: ReplayPlace) {
        var play = play()
        play.feed(snapshot(1))
        play.feed(.replay(Self.progress()))
        play.keys("alt+g")
        play.type(text)
        play.keys("enter")
        #expect(play.effects == [.replay(.jump(place))])
        play.keys(":")
        play.type("goto " + text)
        play.keys("enter")
        #expect(play.effects == [.replay(.jump(place))])
    }

    @Test func theSpeedCanBeTyped() {
        var play = play()
        play.keys(":")
        play.type("speed 20")
        play.keys("enter")
        #expect(play.effects == [.replay(.speed(20))])
    }

    @Test func whatIsSearchedElseFilteredIsLookedFor() throws {
        var play = play()
        play.keys("ctrl+n")
        #expect(play.effects.isEmpty && !play.state.notices.isEmpty)
        play.keys("f")
        play.type("type:demo")
        play.keys("enter ctrl+n")
        #expect(play.effects == [.replay(.find(try Filter("type:demo"), isForward: true))])
        play.keys("/")
        play.type("ada b")
        play.keys("enter ctrl+p")
        #expect(play.effects == [.replay(.find(try Filter("\"ada b\""), isForward: false))])
    }
}
