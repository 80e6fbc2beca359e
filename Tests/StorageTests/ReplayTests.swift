import Bookings
import Foundation
import Ledger
import Synchronization
import Testing

@testable import Storage

@Suite struct ReplayTests {
    /// What a feed delivers, and a way to wait for it.
    private final class Collector: Sendable {
        private let state = Mutex<[FeedEvent]>([])
        private let change = Condition()

        func add(_ event: FeedEvent) {
            state.withLock { $0.append(event) }
            change.signal()
        }

        var events: [FeedEvent] { state.withLock { $0 } }

        /// The numbers of the records that are on the screen now.
        var sequences: [UInt64] {
            events.reduce(into: []) { sequences, event in
                switch event {
                case .snapshot(let snapshot): sequences = snapshot.ledger.sequences
                case .records(let records): sequences += records.map(\.sequence)
                default: break
                }
            }
        }

        var progress: ReplayProgress? {
            events.reversed().lazy.compactMap { event in
                switch event {
                case .replay(let progress): progress
                case .snapshot(let snapshot): snapshot.progress
                default: nil
                }
            }.first
        }

        var snapshots: [ReplaySnapshot] {
            events.compactMap { if case .snapshot(let snapshot) = $0 { snapshot } else { nil } }
        }

        var notices: [String] { events.compactMap { if case .notice(let text) = $0 { text } else { nil } } }

        func wait(until isMet: (Collector) -> Bool) -> Bool {
            change.wait(milliseconds: 30_000) { isMet(self) }
        }
    }

    private let log: TemporaryLog

    init() throws {
        log = try TemporaryLog()
        // Samples are a second apart.
        try log.write(SightingRecord.log(Array(1...5)))
    }

    private func start(_ options: ReplayFeed.Options, after sequence: UInt64 = 0) throws -> (ReplayFeed, Collector) {
        let feed = try ReplayFeed(path: log.path, options: options)
        let collector = Collector()
        feed.start(after: sequence) { collector.add($0) }
        return (feed, collector)
    }

    @Test func allAtOnceComesInOrderAndCatchesUp() async throws {
        let (feed, collector) = try start(ReplayFeed.Options(speed: .infinity))
        defer { feed.stop() }
        #expect(collector.wait { $0.progress?.isFinished == true })
        #expect(collector.wait { $0.events.contains { if case .caughtUp(last: 5) = $0 { true } else { false } } })
        #expect(collector.sequences == [1, 2, 3, 4, 5])
        guard case .link(.replaying)? = collector.events.first else {
            Issue.record("the link comes first")
            return
        }
        let progress = try #require(collector.progress)
        #expect(progress.end.milliseconds - progress.start.milliseconds == 4_000)
        #expect(progress.position == progress.end)
        #expect(try await feed.records([4, 2, 77]).map(\.sequence) == [4, 2])
    }

    @Test func atAPaceTheRecordsComeOneByOne() throws {
        let (feed, collector) = try start(ReplayFeed.Options(speed: 100))
        defer { feed.stop() }
        #expect(collector.wait { $0.sequences == [1, 2, 3, 4, 5] })
        let batches = collector.events.compactMap { if case .records(let records) = $0 { records.count } else { nil } }
        #expect(batches.first == 1)
    }

    @Test func stepsAndSeeksWorkWhilePaused() throws {
        let (feed, collector) = try start(ReplayFeed.Options(speed: 0.001))
        defer { feed.stop() }
        #expect(collector.wait { $0.sequences == [1] })
        feed.perform(.step(by: 1))
        #expect(collector.wait { $0.sequences == [1, 2] && $0.progress?.isPaused == true })
        feed.perform(.seek(by: 2_000))
        #expect(collector.wait { $0.sequences == [1, 2, 3, 4] })
        feed.perform(.seek(by: -1_500))
        #expect(collector.wait { $0.snapshots.count == 1 && $0.sequences == [1, 2] })
        feed.perform(.seek(by: .max))
        #expect(collector.wait { $0.sequences == [1, 2, 3, 4, 5] && $0.progress?.isFinished == true })
        feed.perform(.seek(by: .min))
        #expect(collector.wait { $0.snapshots.count == 2 && $0.sequences == [1] })
    }

    @Test func itStartsAfterWhatIsKnown() throws {
        let (feed, collector) = try start(ReplayFeed.Options(speed: .infinity), after: 3)
        defer { feed.stop() }
        #expect(collector.wait { $0.progress?.isFinished == true })
        #expect(collector.sequences == [4, 5])
    }

    @Test func aRangeOfTimeIsCutOut() throws {
        let second = Sighting.sample(2).receivedAt
        let fourth = Sighting.sample(4).receivedAt
        let (feed, collector) = try start(ReplayFeed.Options(speed: .infinity, from: second, to: fourth))
        defer { feed.stop() }
        #expect(collector.wait { $0.progress?.isFinished == true })
        #expect(collector.sequences == [2, 3, 4])
    }

    @Test(arguments: [0, -1, .nan, 1e300, -.infinity])
    func wildSpeedsAreTamed(speed: Double) throws {
        let (feed, collector) = try start(ReplayFeed.Options(speed: speed))
        defer { feed.stop() }
        #expect(collector.wait { $0.progress != nil })
        #expect((0.001...100_000).contains(try #require(collector.progress).speed))
        for _ in 1...100 { feed.perform(.faster) }
        for _ in 1...200 { feed.perform(.slower) }
        #expect(collector.wait { $0.progress?.speed == 0.1 })
    }

    @Test func anEmptyLogIsFinishedAtOnce() throws {
        try log.write([])
        let (feed, collector) = try start(ReplayFeed.Options())
        defer { feed.stop() }
        #expect(collector.wait { $0.events.contains { if case .caughtUp(last: 0) = $0 { true } else { false } } })
        feed.perform(.step(by: 1))
        feed.perform(.seek(by: -1))
        feed.perform(.jump(.share(0.5)))
        feed.perform(.marker(isForward: true))
        #expect(collector.wait { $0.notices.count == 1 })
    }

    @Test func recordsThatVanishedMeanwhileAreSaid() throws {
        let feed = try ReplayFeed(path: log.path, options: ReplayFeed.Options(speed: .infinity))
        try feed.readAll()
        let file = try FileHandle(forUpdating: URL(filePath: log.path))
        try file.truncate(atOffset: 0)
        try file.close()
        let collector = Collector()
        feed.start(after: 0) { collector.add($0) }
        defer { feed.stop() }
        #expect(collector.wait { $0.events.contains { if case .notice = $0 { true } else { false } } })
    }

    @Test func timePassesOnlyForwardsAndLongPausesCanBeShortened() throws {
        let hour: Int64 = 3_600_000
        let times = [10 * hour, 11 * hour, 9 * hour, 9 * hour + 500, 90_000 * hour]
        let plain = ReplayTimeline(receivedAt: times)
        #expect(plain.due == [0, hour, hour, hour + 500, 89_992 * hour])
        #expect(plain.logTime(at: hour + 200).milliseconds == 9 * hour + 200)
        #expect(plain.logTime(at: hour / 2).milliseconds == 10 * hour + hour / 2)
        let short = ReplayTimeline(receivedAt: times, idleLimit: 1_000)
        #expect(short.due == [0, 1_000, 1_000, 1_500, 2_500])
        #expect(short.end.milliseconds == 90_000 * hour)
    }

    @Test func aTimeInTheLogHasItsPlace() {
        let timeline = ReplayTimeline(receivedAt: [1_000, 2_000, 100_000], idleLimit: 10_000)
        #expect(timeline.due == [0, 1_000, 11_000])
        #expect(
            [0, 1_000, 1_500, 95_000, 100_000, 200_000].map { timeline.position(at: Timestamp(milliseconds: $0)) }
                == [0, 0, 500, 6_000, 11_000, 11_000]
        )
        #expect(timeline.position(at: Timestamp(milliseconds: 50_000)) == 1_000, "within the pause that is left out")
        #expect(ReplayTimeline().position(at: Timestamp(milliseconds: 5)) == 0)
    }

    @Test func theDensityCountsEachRecordOnce() {
        #expect(ReplayTimeline(receivedAt: [0, 1, 2, 500, 999, 1_000]).density(parts: 4) == [3, 0, 1, 2])
        #expect(ReplayTimeline(receivedAt: [7]).density(parts: 2) == [1, 0])
        #expect(ReplayTimeline(receivedAt: [100, 50, 200]).density(parts: 2).reduce(0, +) == 3)
        #expect(ReplayTimeline().density(parts: 4).isEmpty)
    }
}

extension ReplayTimeline {
    init(receivedAt times: [Int64], idleLimit: Int64? = nil) {
        self.init(idleLimit: idleLimit)
        for (index, time) in times.enumerated() {
            append(sequence: UInt64(index + 1), offset: index * 10, length: 9, received: time)
        }
    }
}

extension BookingLedger {
    /// The numbers of all sightings.
    var sequences: [UInt64] { (0..<count).flatMap { sightings(of: $0).map(\.sequence) }.sorted() }
}

@Suite struct ReplayPaceTests {
    @Test func timePassesAtTheSpeed() {
        var pace = ReplayPace(speed: 2, length: 10_000, now: 100)
        pace.advance(to: 1_100)
        #expect(pace.position == 2_000)
        #expect(pace.delay(until: 3_000) == 500)
        pace.advance(to: 1_000)
        #expect(pace.position == 2_000, "the clock went back")
        pace.advance(to: 100_000)
        #expect(pace.position == 10_000)
        #expect(pace.delay(until: 10_000) == nil)
    }

    @Test func fractionsAreNotLost() {
        var pace = ReplayPace(speed: 0.125, length: 10_000, now: 0)
        for now in 1...8_000 { pace.advance(to: Int64(now)) }
        #expect(pace.position == 1_000)
    }

    @Test func pausedItStandsStillAndCanBeMoved() {
        var pace = ReplayPace(speed: 1, length: 10_000, now: 0)
        pace.togglePause()
        pace.advance(to: 5_000)
        #expect(pace.position == 0)
        #expect(pace.delay(until: 1) == nil)
        pace.move(to: 700)
        #expect(pace.position == 700)
        pace.move(to: .min)
        #expect(pace.position == 0)
        pace.move(to: .max)
        #expect(pace.position == 10_000)
        pace.togglePause()
        pace.move(to: 0)
        pace.advance(to: 6_000)
        #expect(pace.position == 1_000)
    }

    @Test func allAtOnceIsAtTheEnd() {
        var pace = ReplayPace(speed: .infinity, length: 10_000, now: 0)
        pace.faster()
        #expect(pace.speed == .infinity)
        pace.advance(to: 0)
        #expect(pace.position == 10_000)
        pace.slower()
        #expect(pace.speed == 1_000)
    }

    @Test func theKeysGoFromATenthToAThousandAndBeyond() {
        var pace = ReplayPace(speed: 1, length: 10, now: 0)
        var speeds: [Double] = []
        for _ in 1...12 {
            pace.faster()
            speeds.append(pace.speed)
        }
        #expect(speeds == [2, 4, 8, 16, 32, 64, 128, 256, 512, 1_000, .infinity, .infinity])
        pace.set(speed: 0.5)
        speeds = []
        for _ in 1...4 {
            pace.slower()
            speeds.append(pace.speed)
        }
        #expect(speeds == [0.25, 0.125, 0.1, 0.1])
        pace.set(speed: 0.01)
        pace.slower()
        #expect(pace.speed == 0.005, "who named less keeps it")
    }

    @Test func theRestTakesAsLongAsTheSpeedSays() {
        var pace = ReplayPace(speed: 4, length: 100_000, now: 0)
        #expect(pace.secondsLeft == 25)
        pace.move(to: 99_999)
        #expect(pace.secondsLeft == 1)
        pace.move(to: 100_000)
        #expect(pace.secondsLeft == 0)
        pace.set(speed: .infinity)
        #expect(pace.secondsLeft == 0)
    }
}
