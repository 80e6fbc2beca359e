import Bookings
import BookwatchTestSupport
import Ledger
import Screen
import Testing

@testable import Dashboard

@Suite struct FeedTests {
    @Test func itIsLiveOnlyWhenConnectedAndCaughtUp() {
        var play = Playbook([])
        #expect(play.screen.contains("● live"))
        let states: [LinkState] = [
            .connecting(attempt: 3), .lost(reason: "refused", retryAt: play.now), .ended, .live,
        ]
        for state in states {
            play.feed(.link(state))
            #expect(!play.screen.contains("● live"), "\(state)")
        }
        play.feed(.caughtUp(last: 0))
        #expect(play.screen.contains("● live"))
    }

    @Test func whyNothingIsConnectedIsToldWhereNothingIsListed() {
        var play = Playbook([])
        play.feed(.link(.lost(reason: "what listens there is not bookwatch", retryAt: play.now)))
        #expect(play.screen.contains("No booking yet, and not connected: what listens there is not bookwatch."))
    }

    @Test func recordsThatComeTwiceCountOnce() {
        var play = Playbook()
        play.feed(.records(SampleBookings.records))
        #expect(play.state.ledger.sightingCount == SampleBookings.records.count)
    }

    @Test func anotherLogBeginsFromNothing() {
        var play = Playbook()
        play.keys("k k")
        play.feed(.reset)
        #expect(play.state.selection == nil)
        play.feed(.records(SampleBookings.many(3)))
        #expect(play.screen.contains("3 bookings"))
        #expect(play.state.selection == 2)
    }

    @Test func anotherLogBeginsFromNothingAlsoWhileManyCome() {
        var play = Playbook([])
        play.feed(.link(.live))
        play.feed(.caughtUp(last: 0))
        let records = SampleBookings.many(200)
        for record in records { play.feed(.records([record])) }
        #expect(play.state.load.isHigh && play.state.heldDetail != nil)
        play.feed(.reset)
        #expect(play.state.detailRow == nil)
        play.feed(.records(Array(records.prefix(2))))
        #expect(play.screen.contains("2 bookings"))
    }

    @Test func manyRecordsAtOnceGiveTheSameAsOneByOne() {
        let records = SampleBookings.many(500)
        var atOnce = Playbook([], .fixture(filter: "type:demo master:sales"))
        var oneByOne = atOnce
        atOnce.feed(.records(records))
        for record in records { oneByOne.feed(.records([record])) }
        // What came one by one came fast: that has to pass.
        for _ in 0..<2 { atOnce.pass(milliseconds: 2_000) }
        for _ in 0..<2 { oneByOne.pass(milliseconds: 2_000) }
        #expect(atOnce.screen == oneByOne.screen)
        #expect(atOnce.state.list.rows == oneByOne.state.list.rows)
        #expect(atOnce.state.statistics.perBucket == oneByOne.state.statistics.perBucket)
        #expect(atOnce.state.statistics.today == oneByOne.state.statistics.today)
        #expect(atOnce.state.statistics.next == oneByOne.state.statistics.next)
    }

    @Test func recordsAreFetchedForTheSelectionOnceAndNeverTwice() throws {
        let records = SampleBookings.many(300)
        var play = Playbook(records)
        play.keys("g")
        #expect(play.effects == [.loadRecords([1])])
        play.keys("j")
        #expect(play.effects.isEmpty, "one request at a time")
        play.send(.records([records[0]]))
        #expect(play.effects == [.loadRecords([2])])
        play.send(.records([]))
        #expect(play.effects.isEmpty, "what is not to be had is not asked for again")
        play.keys("k")
        #expect(play.effects.isEmpty, "it is kept")
        play.keys("G")
        #expect(play.effects.isEmpty, "what came just now is here")
    }

    @Test func aFailedRequestIsToldAndNotRepeated() {
        var play = Playbook(SampleBookings.many(300))
        play.keys("g")
        play.send(.recordsFailed("no route to host"))
        #expect(play.screen.contains("could not be read: no route to host"))
        #expect(play.effects.isEmpty)
        #expect(play.screen.contains("Customer 1"))
    }

    @Test func nothingIsFetchedWhileTheDetailIsHidden() {
        var play = Playbook(SampleBookings.many(300), .fixture(size: Size(columns: 60, rows: 20)))
        play.keys("g")
        #expect(play.effects.isEmpty)
        play.keys("enter")
        #expect(play.effects == [.loadRecords([1])])
    }

    @Test func keysSteerAReplay() {
        var play = Playbook(SampleBookings.records, .fixture(mode: .replay))
        let expected: [(String, ReplayCommand)] = [
            ("space", .togglePause), ("+", .faster), ("-", .slower), (".", .step(by: 1)), (",", .step(by: -1)),
            ("right", .seek(by: 10_000)), ("left", .seek(by: -10_000)), ("shift+right", .seek(by: 60_000)),
            ("shift+left", .seek(by: -60_000)), ("]", .marker(isForward: true)), ("[", .marker(isForward: false)),
            ("alt+a", .loopFromHere), ("alt+b", .loopToHere), ("R", .toggleLoop),
        ]
        for (key, command) in expected {
            play.keys(key)
            #expect(play.effects == [.replay(command)], "\(key)")
        }
    }

    @Test func aReplayHasTheTimeOfItsLog() {
        var play = Playbook(SampleBookings.records, .fixture(mode: .replay))
        play.pass(milliseconds: 3_600_000)
        #expect(play.state.nextTick() == nil)
        #expect(play.screen.contains("in 11 m"))
        var progress = ReplayProgress(
            position: SampleBookings.at("2026-02-03T17:10:00Z"),
            start: SampleBookings.at("2026-02-03T16:10:00Z"),
            end: SampleBookings.at("2026-02-03T18:10:00Z"),
            speed: 0.5,
            isPaused: false,
            isFinished: false
        )
        play.feed(.replay(progress))
        #expect(
            play.screen.contains("▶ replaying ×0.5") && play.screen.contains("50 %") && play.screen.contains("in 5 m")
        )
        progress.isPaused = true
        play.feed(.replay(progress))
        #expect(play.screen.contains("‖ paused"))
        progress.isFinished = true
        play.feed(.replay(progress))
        #expect(play.screen.contains("end of the log"))
    }
}
