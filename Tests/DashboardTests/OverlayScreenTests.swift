import Bookings
import BookwatchTestSupport
import Dashboard
import Ledger
import Screen
import Testing

/// The overlays of the funnel and the incidents, whole screens.
@Suite struct OverlayScreenTests {
    static let sizes = [(140, 40), (80, 24), (40, 10), (20, 5)].map { Size(columns: $0.0, rows: $0.1) }

    private func assert(_ play: Playbook, _ name: String, _ size: Size) {
        assertFrame(play.frame, named: "\(name)-\(size.columns)x\(size.rows)")
    }

    private func play(_ size: Size, glyphs: GlyphSet = .unicode) -> Playbook {
        var play = Playbook(SampleEvents.records, .fixture(size: size, glyphs: glyphs))
        play.feed(.funnel(SampleEvents.funnel))
        for incident in SampleEvents.incidents { play.feed(.incident(incident)) }
        return play
    }

    @Test(arguments: sizes)
    func theFunnel(size: Size) {
        var play = play(size)
        play.keys("U")
        assert(play, "funnel", size)
    }

    @Test(arguments: sizes)
    func anEmptyFunnel(size: Size) {
        var play = Playbook([], .fixture(size: size))
        play.keys("U")
        assert(play, "funnel-empty", size)
    }

    @Test(arguments: sizes)
    func theEvents(size: Size) {
        var play = play(size)
        play.keys("E")
        assert(play, "incidents", size)
        play.keys("g")
        assert(play, "incidents-first", size)
    }

    @Test(arguments: sizes)
    func noEvents(size: Size) {
        var play = Playbook(SampleBookings.records, .fixture(size: size))
        play.keys("E")
        assert(play, "incidents-empty", size)
    }

    @Test(arguments: sizes)
    func unseenIncidents(size: Size) {
        var play = Playbook(SampleBookings.records, .fixture(size: size))
        for incident in SampleEvents.incidents.prefix(2) { play.feed(.incident(incident)) }
        assert(play, "unseen-incidents", size)
    }

    @Test func asciiOnly() {
        let size = Size(columns: 80, rows: 24)
        var play = Playbook(SampleEvents.records, .fixture(size: size, glyphs: .ascii))
        play.feed(.funnel(SampleEvents.funnel))
        play.feed(.incident(SampleEvents.incidents[0]))
        play.keys("U")
        assert(play, "funnel-ascii", size)
        for keys in ["", "!", "u", "esc"] {
            play.keys(keys)
            let isASCII = play.screen.unicodeScalars.allSatisfy { $0.isASCII }
            #expect(isASCII, "\(keys)\n\(play.screen)")
        }
    }

    @Test func everySizeCanBeDrawn() {
        var play = play(Size(columns: 80, rows: 24))
        for keys in ["u", "!", "g", "u", "esc"] {
            play.keys(keys)
            for columns in [0, 1, 2, 3, 7, 20, 31, 59, 60, 74, 79, 80, 114, 120, 200] {
                for rows in 0...45 { _ = play.state.render(in: Size(columns: columns, rows: rows)) }
            }
        }
    }
}
