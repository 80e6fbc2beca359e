import Bookings
import BookwatchTestSupport
import Ledger
import Screen
import Testing

@testable import Dashboard

/// When bookings come faster than eyes follow, the list moves in steps and the detail now and then.
@Suite struct ListLoadTests {
    private func arrive(_ play: inout Playbook, _ number: Int, after milliseconds: Int64) {
        play.pass(milliseconds: milliseconds)
        play.arrive("Customer \(number)")
    }

    @Test func theListMovesLineByLineWhileLittleComes() {
        var play = Playbook(SampleBookings.many(60))
        for number in 0..<12 {
            arrive(&play, number, after: 1_500)
            let list = play.state.list
            #expect(
                list.top(visible: play.state.layout.visibleBookings) == list.content.lineCount
                    - play.state.layout.visibleBookings
            )
        }
    }

    @Test func aFastListMovesByAThirdOfAPage() {
        var play = Playbook(SampleBookings.many(60))
        let visible = play.state.layout.visibleBookings
        var tops: [Int] = []
        for number in 0..<60 {
            arrive(&play, number, after: 20)
            tops.append(play.state.list.top(visible: visible))
            #expect(play.state.list.isAtNewest)
        }
        let steps = zip(tops, tops.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }.dropFirst(6)
        #expect(!steps.isEmpty && steps.allSatisfy { $0 == visible / 3 + 1 || $0 == visible / 3 }, "\(steps)")
        // A second later the room below is filled again.
        play.pass(milliseconds: 1_200)
        #expect(play.state.list.top(visible: visible) == play.state.list.content.lineCount - visible)
        #expect(play.state.nextTick().map { $0.milliseconds % 60_000 == 0 } ?? false)
    }

    @Test func theDetailKeepsUpFourTimesASecond() {
        var play = Playbook(SampleBookings.many(60))
        var shown: Set<Int> = []
        for number in 0..<100 {
            arrive(&play, number, after: 20)
            if number >= 50, let row = play.state.detailRow { shown.insert(row) }
        }
        #expect((3...6).contains(shown.count), "\(shown.count) in a second")
        play.pass(milliseconds: 1_200)
        #expect(play.state.detailRow == play.state.list.selection)
    }

    @Test func newsFadesInThreeStepsAndThenNothingTicks() throws {
        var play = Playbook()
        play.arrive("Grace Okafor")
        func role() throws -> StyleRole {
            let lines = play.screen.split(separator: "\n", omittingEmptySubsequences: false)
            let row = try #require(lines.firstIndex { $0.contains("▸●") })
            return play.frame[row, 15].role
        }
        #expect(try role() == .bookingNew)
        play.pass(milliseconds: 800)
        #expect(try role() == .bookingNewFading)
        play.pass(milliseconds: 1_300)
        #expect(try role() == .text)
        #expect(play.state.nextTick().map { $0.milliseconds % 60_000 == 0 } ?? false)
        #expect(play.screen.contains("▸●"))
    }

    @Test func whatWasThereAtTheStartDoesNotFade() {
        let play = Playbook()
        #expect(play.state.nextTick().map { $0.milliseconds % 60_000 == 0 } ?? false)
    }
}
