import Bookings
import BookwatchTestSupport
import Dashboard
import Screen
import Testing

/// Screens of the detail and of what one does with one booking.
@Suite struct DetailScreenTests {
    static let sizes = [(140, 40), (120, 40), (80, 24), (40, 12), (20, 5)].map { Size(columns: $0.0, rows: $0.1) }

    /// The keys that lead to each screen.
    static let screens = [
        "raw-folded": "enter 3 W", "raw-cut": "enter 3 w >", "copy-menu": "enter 2 j y", "export-menu": "x",
        "export-name": "x c", "links": "enter o", "link": "enter o 2", "marked": "m enter",
    ]

    private static let payload = #"""
        {"type":"booking.rescheduled","data":{"id":"BKNG-4T8WQ2ZP61MX","seats":2,"in_trash":false,"owner":null,\#
        "tags":["vip","renewal"],"join_url":"https://meet.example.com/abc-defg-hij","note":"Please call first, \#
        and bring the contract of last year, the one with the long appendix."}}
        """#

    /// Marta Quintela's booking, seen by redirect and moved by webhook.
    private static let records = SampleBookings.numbered([
        SampleBookings.calendars("2026-02-03T16:20:11Z", "Marta Quintela", starts: "2026-02-05T15:30:00Z") {
            $0.channel = .redirect
            $0.source = "pricing-page"
            $0.booking.timeZone = "Europe/Lisbon"
            $0.raw = .query("id=BKNG-1&name=Marta+Quintela&customer_timezone=Europe%2FLisbon")
        },
        SampleBookings.calendars("2026-02-03T16:58:03Z", "Marta Quintela", starts: "2026-02-06T10:00:00Z") {
            $0.channel = .webhook
            $0.isSigned = true
            $0.event = "booking.rescheduled"
            $0.booking.status = "rescheduled"
            $0.booking.phone = "+351 912 345 678"
            $0.booking.details.rescheduleURL = "https://go.example.com/r/4T8WQ2ZP61MX?token=0123456789abcdef0123456789"
            $0.booking.details.cancelURL = "https://оnсehub.com@evil.example.net/cancel"
            $0.booking.details.conferencingURL = "https://meet.example.com/abc-defg-hij"
            $0.raw = .json(Array(payload.utf8))
        },
    ])

    private func assert(_ play: Playbook, _ name: String, _ size: Size) {
        assertFrame(play.frame, named: "\(name)-\(size.columns)x\(size.rows)")
    }

    @Test(arguments: sizes, screens.keys.sorted())
    func oneBooking(size: Size, name: String) {
        var play = Playbook(Self.records, .fixture(size: size))
        if name == "marked" {
            play.annotate(Annotation(of: 1, isMarked: true))
            play.annotate(Annotation(of: 1, remark: "asked for a call before the demo"))
        }
        play.keys(Self.screens[name] ?? "")
        assert(play, name, size)
    }

    @Test(arguments: sizes)
    func searchInWhatArrived(size: Size) {
        var play = Playbook(Self.records, .fixture(size: size))
        play.keys("enter 3 W /")
        play.type("a")
        play.keys("enter n n n")
        assert(play, "raw-search", size)
    }

    @Test(arguments: sizes, [true, false])
    func comparison(size: Size, isWhole: Bool) {
        var play = Playbook(Self.records, .fixture(size: size))
        play.keys(isWhole ? "D space" : "D")
        assert(play, isWhole ? "comparison-whole" : "comparison", size)
    }

    @Test(arguments: sizes, ["2", "3", "4", "D"])
    func hostileTexts(size: Size, key: String) {
        let evil = "\u{1B}[31mRED\u{1B}[0m\u{7}\u{202E}txt.exe\u{0}\t\n\u{9B}2J👩‍💻e\u{301}\u{200B}山"
        let sightings = ["2026-02-05T15:30:00Z", "2026-02-06T10:00:00Z"].map { start in
            SampleBookings.calendars("2026-02-03T16:20:11Z", "Eve", starts: start) {
                $0.channel = start.contains("06") ? .webhook : .redirect
                $0.source = evil
                $0.booking.company = evil + start
                $0.booking.customFields = [CustomField(name: evil, value: .text(evil))]
                $0.booking.details.cancelURL = "https://evil.example.net/" + evil
                $0.raw = start.contains("06") ? .json(Array("{\"\(evil)\":\"\(evil)\"}".utf8)) : .query("a=\(evil)")
            }
        }
        var play = Playbook(SampleBookings.numbered(sightings), .fixture(size: size))
        play.annotate(Annotation(of: 1, remark: evil))
        play.keys("enter \(key)")
        assert(play, "hostile-\(key)", size)
    }
}
