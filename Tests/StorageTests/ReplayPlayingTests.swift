import Bookings
import Foundation
import Ledger
import Synchronization
import Testing

@testable import Storage

/// Going about in a log: finding, markers, loops, checkpoints, several logs, and streams.
@Suite struct ReplayPlayingTests {
    /// The last of what a feed delivers, and a way to wait for it.
    private final class Screen: Sendable {
        struct State {
            var ledger = BookingLedger()
            var progress: ReplayProgress?
            var found: UInt64?
            var snapshots = 0
            var notices: [String] = []
            var positions: [Int64] = []
        }

        private let state = Mutex(State())
        private let change = Condition()

        func take(_ event: FeedEvent) {
            state.withLock { state in
                switch event {
                case .records(let records): for record in records { state.ledger.apply(record) }
                case .annotations(let records): for record in records { state.ledger.apply(record) }
                case .replay(let progress):
                    state.progress = progress
                    state.positions.append(progress.position.milliseconds)
                case .snapshot(let snapshot):
                    (state.ledger, state.progress, state.found) = (snapshot.ledger, snapshot.progress, snapshot.found)
                    state.snapshots += 1
                    state.positions.append(snapshot.progress.position.milliseconds)
                case .notice(let text): state.notices.append(text)
                default: break
                }
            }
            change.signal()
        }

        func wait(until isMet: (State) -> Bool) -> Bool {
            change.wait(milliseconds: 30_000) { state.withLock { isMet($0) } }
        }

        var now: State { state.withLock { $0 } }
    }

    private let log: TemporaryLog

    init() throws { log = try TemporaryLog() }

    /// A log of samples, which are a second apart.
    private func begin(
        _ count: UInt64,
        _ options: ReplayFeed.Options = ReplayFeed.Options(speed: 0.001)
    ) throws -> (ReplayFeed, Screen) {
        try log.write(SightingRecord.log(Array(1...count)))
        return try play(ReplayFeed(path: log.path, options: options))
    }

    private func play(_ feed: ReplayFeed) throws -> (ReplayFeed, Screen) {
        try feed.readAll()
        let screen = Screen()
        feed.start(after: 0) { screen.take($0) }
        return (feed, screen)
    }

    /// The ledger made of the first records, one by one.
    private func ledger(_ count: UInt64) -> BookingLedger {
        var ledger = BookingLedger()
        for number in 1...count {
            ledger.apply(SightingRecord(sequence: number, sighting: .sample(Int(number))))
        }
        return ledger
    }

    @Test func checkpointsThinOutAndStayInOrder() {
        var checkpoints = ReplayCheckpoints(spacing: 10, limit: 4)
        for place in 1...200 where checkpoints.isDue(at: place) { checkpoints.add(BookingLedger(), at: place) }
        #expect(checkpoints.count <= 4)
        #expect(checkpoints.spacing == 80)
        for place in [0, 9, 79, 80, 81, 160, 199] {
            let found = checkpoints.last(before: place).place
            #expect(found <= place && place - found <= 120)
        }
    }

    @Test func anyPlaceIsWhatTheRecordsUpToItMake() throws {
        let (feed, screen) = try begin(6_000)
        defer { feed.stop() }
        feed.perform(.togglePause)
        var snapshots = 0
        // Far on, far back, and to both ends.
        for place in [5_999, 2, 4_097, 4_096, 1, 6_000, 3_000] {
            let now = screen.now.ledger.sightingCount
            feed.perform(.step(by: place - now))
            #expect(screen.wait { $0.ledger.sightingCount == place })
            let expected = ledger(UInt64(place))
            #expect(screen.now.ledger.sequences == expected.sequences)
            #expect(screen.now.ledger.booking(at: expected.count - 1) == expected.booking(at: expected.count - 1))
            snapshots += 1
        }
        #expect(screen.now.snapshots == snapshots)
    }

    @Test func stepsAddUpAndEndAtTheEnds() throws {
        let (feed, screen) = try begin(5)
        defer { feed.stop() }
        #expect(screen.wait { $0.ledger.sightingCount == 1 })
        feed.perform(.step(by: 1))
        feed.perform(.step(by: 1))
        feed.perform(.step(by: 1))
        #expect(screen.wait { $0.ledger.sightingCount == 4 })
        feed.perform(.step(by: -1))
        #expect(screen.wait { $0.ledger.sightingCount == 3 && $0.progress?.isPaused == true })
        feed.perform(.step(by: -100))
        #expect(screen.wait { $0.ledger.sightingCount == 1 })
        feed.perform(.step(by: .max))
        #expect(screen.wait { $0.ledger.sightingCount == 5 && $0.progress?.isFinished == true })
    }

    @Test func recordsOfOneInstantAreSteppedThroughOneByOne() throws {
        var bytes: [UInt8] = []
        for number: UInt64 in 1...4 {
            var sighting = Sighting.sample(Int(number))
            sighting.receivedAt = Timestamp(milliseconds: 1_000_000)
            SightingRecord(sequence: number, sighting: sighting).encode(into: &bytes)
            bytes.append(0x0A)
        }
        try log.write(bytes)
        let (feed, screen) = try play(ReplayFeed(path: log.path))
        defer { feed.stop() }
        #expect(screen.wait { $0.ledger.sightingCount == 4 })
        for left in [3, 2, 1] {
            feed.perform(.step(by: -1))
            #expect(screen.wait { $0.ledger.sightingCount == left })
        }
        feed.perform(.step(by: 1))
        #expect(screen.wait { $0.ledger.sightingCount == 2 })
    }

    @Test func timesAndSharesAreGoneTo() throws {
        let (feed, screen) = try begin(101)
        defer { feed.stop() }
        let start = Sighting.sample(1).receivedAt.milliseconds
        feed.perform(.jump(.time(Timestamp(milliseconds: start + 40_500))))
        #expect(screen.wait { $0.ledger.sightingCount == 41 })
        feed.perform(.jump(.share(0.3)))
        #expect(screen.wait { $0.ledger.sightingCount == 31 })
        feed.perform(.jump(.time(Timestamp(milliseconds: .max))))
        #expect(screen.wait { $0.ledger.sightingCount == 101 })
        feed.perform(.jump(.time(Timestamp(milliseconds: .min))))
        #expect(screen.wait { $0.ledger.sightingCount == 1 })
    }

    @Test func whatMatchesIsFoundInBothDirections() throws {
        let (feed, screen) = try begin(5_000)
        defer { feed.stop() }
        feed.perform(.togglePause)
        let filter = try Filter("email:zoe4321@")
        feed.perform(.find(filter, isForward: true))
        #expect(screen.wait { $0.found == 4_321 && $0.ledger.sightingCount == 4_321 })
        feed.perform(.find(filter, isForward: true))
        #expect(screen.wait { $0.notices.contains("No record further on matches") })
        feed.perform(.jump(.share(1)))
        #expect(screen.wait { $0.ledger.sightingCount == 5_000 })
        feed.perform(.find(filter, isForward: false))
        #expect(screen.wait { $0.found == 4_321 && $0.ledger.sightingCount == 4_321 })
        feed.perform(.find(filter, isForward: false))
        #expect(screen.wait { $0.notices.contains("No record before matches") })
    }

    @Test func markersAreThoseOfTheLogAndThoseOfTheReplay() async throws {
        var bytes = SightingRecord.log(Array(1...9))
        AnnotationRecord(
            sequence: 10,
            receivedAt: Sighting.sample(10).receivedAt,
            annotation: Annotation(of: 4, isMarked: true)
        ).asLine(into: &bytes)
        try log.write(bytes)
        let (feed, screen) = try play(ReplayFeed(path: log.path, options: ReplayFeed.Options(speed: 0.001)))
        defer { feed.stop() }
        feed.perform(.marker(isForward: true))
        #expect(screen.wait { $0.found == 4 && $0.ledger.sightingCount == 4 })
        feed.perform(.step(by: 3))
        #expect(screen.wait { $0.ledger.sightingCount == 7 })
        try await feed.annotate(Annotation(of: 7, isMarked: true))
        #expect(screen.wait { $0.ledger.markedRows == [6] && $0.notices.count == 1 })
        #expect(screen.wait { $0.progress?.markers.count == 2 })
        feed.perform(.marker(isForward: false))
        #expect(screen.wait { $0.found == 4 && $0.ledger.markedRows.isEmpty })
        feed.perform(.step(by: 3))
        #expect(screen.wait { $0.ledger.sightingCount == 7 && $0.ledger.markedRows == [6] })
        feed.perform(.marker(isForward: true))
        #expect(screen.wait { $0.notices.count == 2 })
        feed.perform(.step(by: 9))
        #expect(screen.wait { $0.ledger.markedRows == [3, 6] }, "the log's own marks come at their place")
    }

    @Test func aLoopGoesBackToItsStart() throws {
        var options = ReplayFeed.Options(speed: 10_000)
        options.loop = ReplayLoop(start: .share(0.2), end: .share(0.6))
        let (feed, screen) = try begin(11, options)
        defer { feed.stop() }
        // It comes from the beginning of the log, and then stays in the loop.
        #expect(screen.wait { $0.snapshots >= 3 })
        #expect(!(screen.now.progress?.isFinished ?? true))
        #expect(screen.now.progress?.loop.isOn == true)
        #expect(screen.now.ledger.sightingCount <= 7)
        feed.perform(.toggleLoop)
        #expect(screen.wait { $0.progress?.isFinished == true && $0.ledger.sightingCount == 11 })
    }

    @Test func theEndsOfALoopAreSetWhereItIs() throws {
        let (feed, screen) = try begin(11)
        defer { feed.stop() }
        #expect(screen.wait { $0.ledger.sightingCount == 1 })
        feed.perform(.step(by: 2))
        #expect(screen.wait { $0.ledger.sightingCount == 3 })
        feed.perform(.loopFromHere)
        feed.perform(.step(by: 4))
        #expect(screen.wait { $0.ledger.sightingCount == 7 })
        feed.perform(.loopToHere)
        let start = Sighting.sample(1).receivedAt.milliseconds
        #expect(
            screen.wait { state in
                state.progress?.loop
                    == ReplayProgress.Loop(
                        start: Timestamp(milliseconds: start + 2_000),
                        end: Timestamp(milliseconds: start + 6_000),
                        isOn: true
                    )
            }
        )
        feed.perform(.step(by: 1))
        feed.perform(.loopFromHere)
        #expect(screen.wait { $0.progress?.loop.end == nil && $0.progress?.loop.start?.milliseconds == start + 7_000 })
    }

    @Test func anEmptyLoopIsNone() {
        var loop = ReplayFeed.LoopState(start: 5, end: 5, isOn: true)
        #expect(loop.range(length: 10) == nil)
        loop.end = nil
        #expect(loop.range(length: 10) == 5..<10)
        #expect(loop.range(length: 5) == nil)
        loop.isOn = false
        #expect(loop.range(length: 10) == nil)
    }

    @Test func severalLogsFollowEachOtherByTheirTimes() throws {
        let (later, sooner) = (try TemporaryLog(), try TemporaryLog())
        try later.write(SightingRecord.log([11, 12, 13]))
        // Its numbers are as those of the other, and its bookings older.
        var bytes: [UInt8] = []
        for number: UInt64 in 11...14 {
            var sighting = Sighting.sample(Int(number) - 10)
            sighting.receivedAt = Sighting.sample(Int(number) - 10).receivedAt
            SightingRecord(sequence: number, sighting: sighting).encode(into: &bytes)
            bytes.append(0x0A)
        }
        try sooner.write(bytes)
        var options = ReplayFeed.Options(speed: .infinity)
        options.keeps = .last
        let feed = try ReplayFeed([.file(later.path), .file(sooner.path)], options: options)
        defer { feed.stop() }
        #expect(try feed.readAll().map(\.path) == [sooner.path, later.path])
        #expect(feed.recordCount == 7)
        #expect(feed.ledger.sequences == [11, 12, 13, 14, 25, 26, 27])
        #expect(feed.span?.lowerBound == Sighting.sample(1).receivedAt)
    }

    @Test func aPipeIsSpooledToAFileWithoutAName() throws {
        let bytes = SightingRecord.log(Array(1...2_000))
        let pipe = Pipe()
        let writer = WorkerThread {
            try? pipe.fileHandleForWriting.write(contentsOf: Data(bytes))
            try? pipe.fileHandleForWriting.close()
        }
        let folder = NSTemporaryDirectory() + "bookwatch-spool-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let input = try SpooledInput(
            descriptor: dup(pipe.fileHandleForReading.fileDescriptor),
            name: "standard input",
            folder: folder
        )
        writer.join()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        #expect(try input.file.status().st_mode & 0o777 == 0o600)
        let (feed, screen) = try play(ReplayFeed([.spooled(input)], options: ReplayFeed.Options(speed: .infinity)))
        defer { feed.stop() }
        #expect(screen.wait { $0.ledger.sightingCount == 2_000 && $0.progress?.isFinished == true })
    }

    @Test func withoutLedgersEveryRecordIsDelivered() throws {
        var options = ReplayFeed.Options(speed: .infinity)
        options.keeps = .nothing
        let (feed, screen) = try begin(5_000, options)
        defer { feed.stop() }
        #expect(screen.wait { $0.ledger.sightingCount == 5_000 && $0.progress?.isFinished == true })
        #expect(screen.now.snapshots == 0)
    }
}

extension AnnotationRecord {
    fileprivate func asLine(into bytes: inout [UInt8]) {
        LogRecord.annotation(self).encode(into: &bytes)
        bytes.append(0x0A)
    }
}
