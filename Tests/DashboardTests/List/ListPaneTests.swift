import Bookings
import BookwatchTestSupport
import Ledger
import Testing

@testable import Dashboard

@Suite struct ListPaneTests {
    /// More bookings than any of the lists has.
    private let ledger: BookingLedger = {
        var ledger = BookingLedger()
        for record in SampleBookings.many(120) { ledger.apply(record) }
        return ledger
    }()

    /// A list of some rows, in a window of five.
    private func list(_ rows: Range<Int>) -> ListPane {
        var list = ListPane()
        list.replace(Array(rows), in: ledger)
        list.settle(visible: 5)
        return list
    }

    @Test func theNewestIsSelectedWhileFollowing() {
        var list = list(0..<20)
        #expect(list.selection == 19)
        list.update([(20, true)], in: ledger)
        #expect(list.selection == 20)
        #expect(list.top(visible: 5) == 16)
    }

    @Test func movingUpStopsFollowingAndKeepsTheLine() {
        var list = list(0..<20)
        list.move(by: -2, visible: 5)
        #expect(!list.isFollowing)
        #expect(list.selection == 17)
        #expect(list.top(visible: 5) == 15)
        for row in 20..<40 { list.update([(row, true)], in: ledger) }
        #expect(list.selection == 17)
        #expect(list.top(visible: 5) == 15)
    }

    @Test func theSelectionKeepsItsLineThroughAFilter() {
        var list = list(0..<100)
        list.move(by: -50, visible: 5)
        let line = list.offset
        list.replace((0..<100).filter { $0 % 7 == 0 }, in: ledger)
        #expect(list.selection == 49)
        #expect(list.wanted == 49)
        #expect(list.offset == line || list.top(visible: 5) == 0)
    }

    @Test func aHiddenBookingComesBackWithTheFilter() {
        var list = list(0..<10)
        list.move(by: -4, visible: 5)
        list.replace([0, 1, 9], in: ledger)
        #expect(list.selection == 1)
        list.replace(Array(0..<10), in: ledger)
        #expect(list.selection == 5)
    }

    @Test func aChangedBookingJoinsAndLeaves() {
        var list = list(0..<10)
        list.move(by: -1, visible: 5)
        list.update([(3, false)], in: ledger)
        #expect(list.rows == [0, 1, 2, 4, 5, 6, 7, 8, 9])
        #expect(list.selection == 8)
        list.update([(3, true)], in: ledger)
        list.update([(3, true)], in: ledger)
        #expect(list.rows == Array(0..<10))
        #expect(list.selection == 8)
    }

    @Test func theViewStaysWithinTheList() {
        var list = list(0..<20)
        list.move(by: -100, visible: 5)
        #expect(list.top(visible: 5) == 0)
        list.move(by: .max, visible: 5)
        #expect(list.selection == 19)
        list.scroll(by: -3, visible: 5)
        #expect(list.selection == 16)
        list.scroll(by: 100, visible: 5)
        #expect(list.top(visible: 5) == 15)
        #expect(list.top(visible: 500) == 0)
    }

    @Test func followingForgetsWhatCame() {
        var list = list(0..<3)
        list.move(by: -1, visible: 5)
        list.countArrival(at: .init(milliseconds: 5), matches: true)
        list.countArrival(at: .init(milliseconds: 6), matches: false)
        #expect(list.arrived == ListPane.Arrivals(count: 2, matching: 1, oldest: .init(milliseconds: 5)))
        list.follow(in: ledger)
        #expect(list.arrived == ListPane.Arrivals())
        #expect(list.selection == 2)
    }

    @Test func theFirstBookingOfAnEmptyListIsKept() {
        var list = ListPane()
        list.stopFollowing()
        list.update([(0, true)], in: ledger)
        list.update([(1, true)], in: ledger)
        #expect(list.selection == 0)
    }

    @Test func anEmptyListSelectsNothing() {
        var list = ListPane()
        list.move(by: 1, visible: 5)
        list.scroll(by: -1, visible: 5)
        list.follow(in: ledger)
        #expect(list.selection == nil)
    }
}
