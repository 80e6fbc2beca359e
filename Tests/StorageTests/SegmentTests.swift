import Bookings
import CPlatform
import Foundation
import Ledger
import Synchronization
import Testing

@testable import Storage

/// A log of several files.
@Suite struct SegmentTests {
    private let log: TemporaryLog

    init() throws {
        log = try TemporaryLog()
    }

    /// About two bookings a segment.
    private static func policy(compresses: Bool = false, keeping: LogPolicy.Keeping = .everything) -> LogPolicy {
        var policy = LogPolicy()
        policy.rotateSize = 600
        policy.compresses = compresses
        policy.keeping = keeping
        return policy
    }

    /// Writes bookings with these numbers.
    private func fill(_ numbers: ClosedRange<Int>, _ policy: LogPolicy = policy()) async throws {
        let store = try log.open(policy: policy)
        for number in numbers { _ = try await store.accept(.sample(number)) }
        store.close()
    }

    private static let names = [
        "bookings.000000000001.jsonl", "bookings.000000000003.jsonl", "bookings.000000000005.jsonl", "bookings.jsonl",
    ]

    @Test func aLogGoesOnInANewFileWhereItIsLong() async throws {
        try await fill(1...7)
        #expect(try log.names() == Self.names)
        let report = try RecoveryReport.verify(path: log.path)
        #expect(report.isSound && report.records == 7)
        let store = try log.open()
        defer { store.close() }
        #expect(store.recovery.records == 7)
        #expect(store.segmentCount == 4)
        #expect(try store.lines(after: 0, maximumBytes: .max).lines.map(\.sequence) == Array(1...7))
        #expect(try store.lines(after: 2, maximumBytes: 400).lines.map(\.sequence) == [3])
        #expect(try await store.accept(.sample(1)).isRepeat)
        #expect(try await store.accept(.sample(8)).sequence == 8)
    }

    @Test func aSegmentAloneIsReadToo() async throws {
        try await fill(1...7)
        let path = log.folder.appending(path: Self.names[1]).path
        #expect(try ReadLog(path: path).ledger.sightingCount == 2)
        #expect(throws: LogError.isSegment(path: path)) {
            try BookingStore.open(BookingStore.Configuration(path: path))
        }
    }

    @Test func closedSegmentsAreCompressedAndReadAsBefore() async throws {
        try await fill(1...7)
        let plain = try Self.names.dropLast().map { try Data(contentsOf: log.folder.appending(path: $0)) }
        let store = try log.open(policy: Self.policy(compresses: true))
        let packed = Self.names.dropLast().map { $0 + ".gz" } + ["bookings.jsonl"]
        #expect(try await log.eventually { try log.names() == packed })
        #expect(try store.lines(after: 0, maximumBytes: .max).lines.map(\.sequence) == Array(1...7))
        #expect(try await store.accept(.sample(2)).isRepeat)
        store.close()
        let report = try RecoveryReport.verify(path: log.path)
        #expect(report.isSound && report.records == 7)
        for (name, text) in zip(packed, plain) {
            #expect(try Self.run("gzip", ["-dc", log.folder.appending(path: name).path]) == text)
        }
        let again = try log.open()
        defer { again.close() }
        #expect(again.withLedger { $0.sightingCount } == 7)
        #expect(again.recovery.isSound)
    }

    @Test func aFileThatGzipMadeIsReadAnywhere() async throws {
        try await fill(1...7, LogPolicy())
        _ = try Self.run("gzip", ["-k", log.path])
        #expect(try RecoveryReport.verify(path: log.path + ".gz").records == 7)
        let stranger = log.folder.appending(path: "x.gz")
        try Data("no gzip at all".utf8).write(to: stranger)
        #expect(throws: LogError.notALog(path: stranger.path)) { try RecoveryReport.verify(path: stranger.path) }
    }

    @Test func aDamagedMemberCostsNoOther() throws {
        let text = SightingRecord.log(Array(1...5_000))
        try log.write(text)
        let plain = LogSegments.Segment(file: try SegmentFile(path: log.path), start: 0, length: text.count)
        let packed = try #require(try SegmentPacker(calls: .real, goesOn: { true }).pack(plain))
        let whole = try Data(contentsOf: URL(filePath: packed.path))
        #expect(try RecoveryReport.verify(path: packed.path).records == 5_000)
        let second = try #require(whole.dropFirst(30).firstRange(of: Data([0x1F, 0x8B, 8, 4]))).lowerBound
        // In the text of the first member, in the header of the second, and in its length.
        for place in [1_000, second + 1, second + 17] {
            var bytes = whole
            bytes[place] ^= 0x40
            try bytes.write(to: URL(filePath: packed.path))
            let report = try RecoveryReport.verify(path: packed.path)
            #expect((1..<5_000).contains(report.records), "byte \(place)")
            #expect(report.badLineCount == 1, "byte \(place)")
        }
    }

    @Test func whatACrashLeavesOfCompressingIsTidiedUp() async throws {
        try await fill(1...7)
        let first = log.folder.appending(path: Self.names[0])
        // The packed form is unfinished, or whole with the plain one still there; of both the plain one wins.
        try Data("half".utf8).write(to: first.appendingPathExtension("gz.new"))
        try Data("half".utf8).write(to: first.appendingPathExtension("gz"))
        #expect(try RecoveryReport.verify(path: log.path).records == 7, "readers look at the plain one")
        let store = try log.open()
        #expect(store.recovery.records == 7)
        store.close()
        #expect(try log.names().filter { $0.hasSuffix(".new") }.isEmpty)
    }

    @Test func aCrashBetweenClosingAndOpeningLeavesALog() async throws {
        try await fill(1...7)
        let last = log.folder.appending(path: "bookings.000000000007.jsonl")
        try FileManager.default.moveItem(at: URL(filePath: log.path), to: last)
        #expect(try RecoveryReport.verify(path: log.path).records == 7)
        let store = try log.open()
        defer { store.close() }
        #expect(try await store.accept(.sample(8)).sequence == 8)
    }

    @Test func aTornSegmentIsALineOfItsOwn() async throws {
        try await fill(1...7)
        let first = log.folder.appending(path: Self.names[0])
        let bytes = try Data(contentsOf: first)
        try bytes.dropLast(40).write(to: first)
        let store = try log.open()
        defer { store.close() }
        #expect(store.recovery.records == 6)
        #expect(store.recovery.badLineCount == 1 && store.recovery.gapCount == 1)
        #expect(try store.lines(after: 0, maximumBytes: .max).lines.map(\.sequence) == [1, 3, 4, 5, 6, 7])
    }

    @Test func aSegmentThatIsThereAlreadyIsNotWrittenOver() async throws {
        let store = try log.open(policy: Self.policy())
        _ = try await store.accept(.sample(1))
        store.close()
        let taken = log.folder.appending(path: Self.names[0])
        let again = try log.open(policy: Self.policy())
        try Data("precious".utf8).write(to: taken)
        for number in 2...4 { _ = try await again.accept(.sample(number)) }
        #expect(again.health == .accepting)
        again.close()
        #expect(try Data(contentsOf: taken) == Data("precious".utf8))
    }

    @Test func aDayClosesASegment() async throws {
        var policy = LogPolicy()
        policy.rotation = .daily
        policy.compresses = false
        let store = try log.open(policy: policy, now: { 1_795_359_791_120 + 86_400_000 })
        defer { store.close() }
        _ = try await store.accept(.sample(1))
        #expect(try await log.eventually { store.segmentCount == 2 })
        #expect(try log.names() == ["bookings.000000000001.jsonl", "bookings.jsonl"])
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> Data {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardOutput = output
        try process.run()
        defer { process.waitUntilExit() }
        return try output.fileHandleForReading.readToEnd() ?? Data()
    }
}

/// What is kept of a log.
@Suite struct KeepingTests {
    private let log: TemporaryLog
    /// When the first sample was received.
    private static let start: Int64 = 1_795_359_791_120

    init() throws {
        log = try TemporaryLog()
    }

    private func policy(_ keeping: LogPolicy.Keeping) -> LogPolicy {
        var policy = LogPolicy()
        policy.rotateSize = 600
        policy.compresses = false
        policy.keeping = keeping
        return policy
    }

    @Test func segmentsWithOlderRecordsAloneAreRemoved() async throws {
        let now = Self.start + 1_000 * 1_000
        // The samples are a second apart: the newest of the first segment was received at 2 s.
        let store = try log.open(policy: policy(.seconds(998)), now: { now + 500 })
        for number in 1...7 { _ = try await store.accept(.sample(number)) }
        #expect(try log.names().first == "bookings.000000000003.jsonl")
        #expect(try store.lines(after: 0, maximumBytes: .max).lines.map(\.sequence) == [3, 4, 5, 6, 7])
        #expect(try store.line(2) == nil)
        let identity = store.logIdentity
        store.close()
        let again = try log.open()
        defer { again.close() }
        #expect(again.logIdentity == identity, "the first record is another now")
        #expect(again.lastSequence == 7)
    }

    @Test func asManyRecordsAsAskedForStay() async throws {
        let store = try log.open(policy: policy(.records(3)))
        defer { store.close() }
        for number in 1...7 { _ = try await store.accept(.sample(number)) }
        #expect(try await log.eventually { try log.names() == ["bookings.000000000005.jsonl", "bookings.jsonl"] })
        #expect(try store.lines(after: 0, maximumBytes: .max).lines.map(\.sequence) == [5, 6, 7])
    }

    @Test func memoryIsBoundedByWhatIsKept() async throws {
        let store = try log.open(policy: policy(.records(3)), renewalThreshold: 2)
        defer { store.close() }
        let forgotten = Mutex(0)
        let observation = store.observeEvents { event in
            if case .forgot(let records) = event { forgotten.withLock { $0 += records } }
        }
        defer { store.removeObservation(observation) }
        for number in 1...9 { _ = try await store.accept(.sample(number)) }
        #expect(try await log.eventually { store.withLedger { $0.sightingCount } < 6 }, "less than twice what is kept")
        #expect(forgotten.withLock { $0 } == 9 - store.withLedger { $0.sightingCount })
        #expect(store.withLedger { ledger in (7...9).allSatisfy { ledger.row(ofSequence: $0) != nil } })
        #expect(try await store.accept(.sample(9)).isRepeat, "what is kept is known")
        #expect(try await store.accept(.sample(2)) == Receipt(sequence: 10, id: "BKNG-2", isRepeat: false))
        #expect(try store.lines(after: 0, maximumBytes: .max).lines.map(\.sequence) == [7, 8, 9, 10])
    }

    @Test func whatComesWhileTheLedgerIsMadeAnewIsInIt() async throws {
        let store = try log.open(policy: policy(.records(3)), renewalThreshold: 1)
        for number in 1...300 { _ = try await store.accept(.sample(number)) }
        #expect(
            try await log.eventually {
                let kept = try store.lines(after: 0, maximumBytes: .max).lines.count
                return store.withLedger { $0.sightingCount } <= kept * 2
            }
        )
        let kept = try store.lines(after: 0, maximumBytes: .max).lines.map(\.sequence)
        #expect(kept.last == 300)
        #expect(store.withLedger { ledger in kept.allSatisfy { ledger.row(ofSequence: $0) != nil } })
        store.close()
        #expect(try RecoveryReport.verify(path: log.path).isSound)
    }

    @Test func theSegmentThatIsWrittenToStays() async throws {
        let store = try log.open(policy: policy(.seconds(1)), now: { Self.start + 86_400_000 })
        defer { store.close() }
        _ = try await store.accept(.sample(1))
        #expect(try log.names() == ["bookings.jsonl"])
    }

    @Test func aClockThatIsSetForwardCostsNothing() async throws {
        let calls = Counter()
        let store = try log.open(
            policy: policy(.seconds(3_600)),
            now: { calls.next() == 1 ? Self.start : Self.start + 10 * 365 * 86_400_000 }
        )
        defer { store.close() }
        for number in 1...7 { _ = try await store.accept(.sample(number)) }
        #expect(try store.lines(after: 0, maximumBytes: .max).lines.count == 7)
    }
}
