import Bookings
import BookwatchTestSupport
import Ledger
import Screen
import Testing

@testable import Dashboard

/// Whole screens of the list sorted, grouped, marked, and of what changes that.
@Suite struct ListScreenTests {
    static let sizes = [(140, 40), (120, 40), (80, 24), (40, 12), (40, 10), (20, 5)].map {
        Size(columns: $0.0, rows: $0.1)
    }

    private func play(_ size: Size) -> Playbook {
        var play = Playbook(SampleBookings.records, .fixture(size: size))
        play.annotate(Annotation(of: 2, isMarked: true, remark: "call before noon"))
        play.annotate(Annotation(of: 4, remark: "which zone?"))
        return play
    }

    @Test(arguments: sizes, ["sorted", "grouped", "folded", "columns", "sort-menu", "chosen", "imminent"])
    func theList(size: Size, name: String) {
        var play = play(size)
        switch name {
        case "sorted": play.keys("s e s S l")
        case "grouped": play.keys("B m k k")
        case "folded": play.keys("B d W g j")
        case "columns": play.keys("C j j a t J")
        case "sort-menu": play.keys("s s s")
        case "imminent": play.keys("s i")
        default: play.keys("C G space K K K K esc h")
        }
        assertFrame(play.frame, named: "\(name)-\(size.columns)x\(size.rows)")
    }
}
