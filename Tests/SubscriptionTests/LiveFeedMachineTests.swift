import Bookings
import BookwatchTestSupport
import Ledger
import Testing

@testable import Subscription

/// The live feed's decisions, as plays: what happens, and what it does then.
@Suite struct LiveFeedMachineTests {
    private func records(_ sequences: ClosedRange<UInt64>) -> [LogRecord] {
        sequences.map { .sighting(.fixture(sequence: $0)) }
    }

    /// A machine that is connected to a log of three records and has had them.
    private func caughtUp() -> LiveFeedMachine {
        var machine = LiveFeedMachine(after: 0, jitter: 0.5)
        _ = machine.start()
        _ = machine.hello(log: "aa", last: 3)
        _ = machine.received(records(1...3), identity: "aa")
        return machine
    }

    @Test func itConnectsAndSaysWhenEverythingIsThere() {
        var machine = LiveFeedMachine(after: 0, jitter: 0.5)
        #expect(machine.start() == [.deliver(.connecting(attempt: 1)), .connect(after: 0)])
        #expect(machine.hello(log: "aa", last: 3) == [.deliver(.live)])
        #expect(machine.received(records(1...2), identity: "aa") == [.deliver(.records(records(1...2)))])
        #expect(
            machine.received(records(3...3), identity: nil) == [
                .deliver(.records(records(3...3))), .deliver(.caughtUp(last: 3)),
            ]
        )
    }

    @Test func anEmptyLogIsCaughtUpAtOnce() {
        var machine = LiveFeedMachine(after: 0, jitter: 0.5)
        _ = machine.start()
        #expect(machine.hello(log: "", last: 0) == [.deliver(.live), .deliver(.caughtUp(last: 0))])
    }

    @Test func aLongLogIsGatheredAndTheNewsOfTheMeantimeFollow() {
        var machine = LiveFeedMachine(after: 0, jitter: 0.5, gatheringFrom: 4)
        _ = machine.start()
        #expect(machine.hello(log: "aa", last: 4) == [.deliver(.reading(percent: 0))])
        #expect(machine.gathered(upTo: 2) == [.deliver(.reading(percent: 50))])
        #expect(machine.received(.notice("news")) == [])
        #expect(machine.gathered(upTo: 2) == [])
        #expect(
            machine.gathered(upTo: 4) == [
                .deliver(.gathered), .deliver(.live), .deliver(.notice("news")), .deliver(.caughtUp(last: 4)),
            ]
        )
        #expect(!machine.isGathering)
        #expect(machine.received(records(5...5), identity: nil) == [.deliver(.records(records(5...5)))])
    }

    @Test func gatheringGoesOnAfterALossAndBeginsAnewWithAnotherLog() {
        var machine = LiveFeedMachine(after: 0, jitter: 0.5, gatheringFrom: 4)
        _ = machine.start()
        _ = machine.hello(log: "aa", last: 8)
        _ = machine.gathered(upTo: 2)
        _ = machine.disconnected(reason: "gone")
        #expect(machine.start().last == .connect(after: 2))
        #expect(machine.hello(log: "aa", last: 8) == [.deliver(.reading(percent: 25))])
        #expect(machine.isGathering)
        _ = machine.disconnected(reason: "gone")
        _ = machine.start()
        #expect(machine.hello(log: "bb", last: 8).first == .deliver(.reset))
        #expect(!machine.isGathering)
        #expect(machine.start().last == .connect(after: 0))
        #expect(machine.hello(log: "bb", last: 8) == [.deliver(.reading(percent: 0))])
    }

    @Test func aShortLogIsToldOneByOne() {
        var machine = LiveFeedMachine(after: 0, jitter: 0.5, gatheringFrom: 4)
        _ = machine.start()
        #expect(machine.hello(log: "aa", last: 3) == [.deliver(.live)])
    }

    @Test func itResumesAfterTheLastRecordItHad() {
        var machine = caughtUp()
        #expect(machine.disconnected(reason: "gone").contains(.retry(milliseconds: 500)))
        #expect(machine.start().last == .connect(after: 3))
        #expect(machine.hello(log: "aa", last: 5) == [.deliver(.live)])
    }

    @Test func aRecordIsDeliveredOnce() {
        var machine = caughtUp()
        #expect(machine.received(records(2...4), identity: nil) == [.deliver(.records(records(4...4)))])
    }

    @Test func anErasureStartsFromTheBeginningAtOnce() {
        var machine = caughtUp()
        #expect(machine.hello(log: "aa-2", last: 3) == [.deliver(.reset), .disconnect, .retry(milliseconds: 0)])
        #expect(machine.start().last == .connect(after: 0))
    }

    @Test(arguments: [true, false])
    func whoKeepsNothingGoesOnAfterAnErasure(wasLost: Bool) {
        var machine = LiveFeedMachine(after: 0, jitter: 0.5, keepsBookings: false)
        _ = machine.start()
        _ = machine.hello(log: "aa-1", last: 3)
        _ = machine.received(records(1...3), identity: "aa")
        if wasLost {
            _ = machine.disconnected(reason: "gone")
            _ = machine.start()
        }
        #expect(machine.hello(log: "aa-2", last: 4) == [.deliver(.live)])
        #expect(machine.received(records(4...4), identity: nil).count == 2)
    }

    @Test func anotherLogStartsFromTheBeginning() {
        var machine = caughtUp()
        _ = machine.disconnected(reason: "gone")
        _ = machine.start()
        let actions = machine.hello(log: "bb", last: 9)
        #expect(actions == [.deliver(.reset), .disconnect, .retry(milliseconds: 0)])
        #expect(machine.received(records(4...4), identity: nil) == [])
        #expect(machine.start().last == .connect(after: 0))
        #expect(machine.hello(log: "bb", last: 9) == [.deliver(.live)])
    }

    @Test func newsOfALogThatIsBeingLeftAreDropped() {
        var machine = caughtUp()
        let news = LiveFeedMachine.Delivery.funnel(FunnelUpdate(since: nil, isComplete: true, counts: []))
        #expect(machine.received(news) == [.deliver(news)])
        _ = machine.hello(log: "bb", last: 9)
        #expect(machine.received(news) == [])
    }

    @Test func aLogThatLostRecordsStartsFromTheBeginning() {
        var machine = caughtUp()
        #expect(machine.hello(log: "aa", last: 1).first == .deliver(.reset))
    }

    @Test func itWaitsLongerAfterEachFailureAndNeverOverLong() {
        var machine = LiveFeedMachine(after: 0, jitter: 0.5)
        var delays: [Int64] = []
        for _ in 0..<12 {
            _ = machine.start()
            for case .retry(let milliseconds) in machine.disconnected(reason: "nobody answers") {
                delays.append(milliseconds)
            }
        }
        #expect(delays == delays.sorted())
        #expect(delays.first == 1_000)
        #expect(delays.last == 30_000)
    }
}
