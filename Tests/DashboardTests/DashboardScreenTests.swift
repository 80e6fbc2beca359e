import Bookings
import BookwatchTestSupport
import Dashboard
import Ledger
import Screen
import Testing

/// Whole screens, at the sizes that matter.
@Suite struct DashboardScreenTests {
    static let sizes = [(140, 40), (120, 40), (80, 24), (60, 20), (40, 12), (20, 5)].map {
        Size(columns: $0.0, rows: $0.1)
    }

    private func play(_ size: Size, _ records: [SightingRecord] = SampleBookings.records) -> Playbook {
        Playbook(records, .fixture(size: size))
    }

    private func assert(_ play: Playbook, _ name: String, _ size: Size) {
        assertFrame(play.frame, named: "\(name)-\(size.columns)x\(size.rows)")
    }

    @Test(arguments: sizes)
    func bookings(size: Size) {
        assert(play(size), "bookings", size)
    }

    @Test(arguments: sizes)
    func empty(size: Size) {
        assert(play(size, []), "empty", size)
    }

    @Test(arguments: sizes)
    func filterWithAnError(size: Size) {
        var play = play(size)
        play.keys("f")
        play.type("type:demo mastr:sales")
        assert(play, "filter-error", size)
    }

    @Test(arguments: sizes)
    func filterWithChoices(size: Size) {
        var play = play(size)
        play.keys("f")
        play.type("demo")
        play.keys("enter e tab space esc")
        assert(play, "filter-choices", size)
    }

    @Test(arguments: sizes)
    func aFilterThatHidesAll(size: Size) {
        var play = play(size)
        play.keys("f")
        play.type("name:nobody")
        play.keys("enter")
        assert(play, "hidden", size)
    }

    @Test(arguments: sizes)
    func facetPicker(size: Size) {
        var play = play(size)
        play.keys("e space j")
        assert(play, "facet-picker", size)
    }

    @Test(arguments: sizes)
    func facetsWithDroppedValues(size: Size) {
        var play = play(size)
        play.keys("e ! j space tab tab ! /")
        play.type("c")
        assert(play, "facets-dropped", size)
    }

    @Test(arguments: sizes)
    func completion(size: Size) {
        var play = play(size)
        play.keys("f")
        play.type("type:")
        play.keys("tab tab")
        assert(play, "completion", size)
    }

    @Test(arguments: sizes)
    func viewsWithNews(size: Size) {
        var configuration = DashboardConfiguration.fixture(size: size)
        configuration.views = [
            SavedView(key: 1, name: "demos", filter: "type:demo"),
            SavedView(key: 2, name: "onboarding", filter: "type:onboarding"),
            SavedView(
                key: 3,
                name: "Asien 山田",
                choices: [.masterPage: FacetChoice(kept: ["apac-hub"]), .status: FacetChoice(dropped: ["canceled"])]
            ),
        ]
        var play = Playbook(SampleBookings.records, configuration)
        play.arrive("Grace Okafor", eventType: "Onboarding call")
        play.keys("3")
        assert(play, "views", size)
    }

    @Test(arguments: sizes)
    func whichFieldIsMeant(size: Size) {
        var play = play(size)
        play.keys("!")
        assert(play, "field-menu", size)
    }

    @Test(arguments: sizes)
    func help(size: Size) {
        var play = play(size)
        play.keys("?")
        assert(play, "help", size)
    }

    @Test(arguments: sizes)
    func summaryOfAnUncertainBooking(size: Size) {
        var play = play(size)
        play.keys("k k k enter")
        assert(play, "uncertain", size)
    }

    @Test(arguments: sizes, ["fields", "raw", "history"])
    func detailTabs(size: Size, tab: String) {
        var play = play(size)
        play.keys("enter " + (tab == "fields" ? "2" : tab == "raw" ? "3" : "4"))
        assert(play, tab, size)
    }

    @Test(arguments: sizes)
    func aLostConnection(size: Size) {
        var play = play(size)
        play.pass(milliseconds: 12 * 60_000)
        let retry = Timestamp(milliseconds: play.now.milliseconds + 30_000)
        play.feed(.link(.lost(reason: "connection refused", retryAt: retry)))
        assert(play, "lost", size)
    }

    @Test(arguments: sizes)
    func newBookingsWhileNobodyFollows(size: Size) {
        var play = play(size)
        play.keys("f")
        play.type("type:demo")
        play.keys("enter k")
        play.arrive("Łukasz Wójcik")
        play.arrive("Grace Okafor", eventType: "Onboarding call")
        play.pass(milliseconds: 4 * 60_000)
        assert(play, "badge", size)
    }

    @Test(arguments: sizes)
    func searchWithMatches(size: Size) {
        var play = play(size)
        play.keys("/")
        play.type("demo")
        assert(play, "search", size)
    }

    @Test(arguments: sizes)
    func aReplay(size: Size) {
        var play = Playbook(SampleBookings.records, .fixture(mode: .replay, size: size))
        play.feed(.link(.replaying))
        play.feed(
            .replay(
                ReplayProgress(
                    position: SampleBookings.at("2026-02-03T17:00:00Z"),
                    start: SampleBookings.at("2026-02-02T17:00:00Z"),
                    end: SampleBookings.at("2026-02-04T17:00:00Z"),
                    speed: 8,
                    isPaused: false,
                    isFinished: false
                )
            )
        )
        assert(play, "replay", size)
    }

    @Test(arguments: sizes)
    func aNotice(size: Size) {
        let notice = "1 line of the log could not be read"
        let play = Playbook(SampleBookings.records, .fixture(size: size, notices: [notice]))
        assert(play, "notice", size)
    }

    @Test(arguments: sizes)
    func tenThousandBookings(size: Size) {
        var play = play(size, SampleBookings.many(10_000))
        play.keys("g ctrl+d")
        assert(play, "many", size)
    }

    @Test(arguments: sizes)
    func hostileText(size: Size) {
        let names = [
            "作者の名前がとても長いので切られる必要があります作者の名前", "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}lodie",
            "👩‍👩‍👧‍👦 family 🇵🇹", "\u{1B}[31mred\u{1B}]0;pwn\u{7}", "evil\u{202E}gnp.exe\u{2066}", "tab\there\nline",
            " \u{3000} ", "\u{200B}\u{FEFF}\u{2060}", "नेहा शर्मा", "محمد العربي",
        ]
        let records = SampleBookings.numbered(
            names.enumerated().map { index, name in
                SampleBookings.calendars("2026-02-03T16:0\(index):00Z", name, starts: "2026-02-05T15:30:00Z") {
                    $0.booking.id = "BKNG-\(index)"
                    $0.booking.email = "\(index)@example.com"
                    $0.booking.eventType = name
                    $0.booking.masterPage = name
                    $0.booking.customFields = [CustomField(name: name, value: .text(name))]
                }
            }
        )
        assert(play(size, records), "hostile", size)
    }

    @Test func asciiOnly() {
        let size = Size(columns: 120, rows: 30)
        var records = SampleBookings.records
        records.removeAll { $0.sighting.booking.name?.unicodeScalars.contains { !$0.isASCII } ?? false }
        var play = Playbook(records, .fixture(size: size, glyphs: .ascii))
        play.keys("k")
        play.arrive("Grace Okafor")
        assertFrame(play.frame, named: "ascii-120x30")
        for keys in ["? pgdn", "pgdn", "pgdn", "esc e", "esc f", "esc /", "esc f ( enter"] {
            play.keys(keys)
            let isASCII = play.screen.unicodeScalars.allSatisfy { $0.isASCII }
            #expect(isASCII, "\(keys)\n\(play.screen)")
        }
    }
}
