import Bookings
import Foundation
import Synchronization
import Testing

@testable import Storage

/// Counts from 1.
final class Counter: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}

/// When the log is forced to the disk.
@Suite struct SyncPolicyTests {
    private let log: TemporaryLog
    private let syncs = Counter()

    init() throws {
        log = try TemporaryLog()
    }

    private func open(_ sync: LogPolicy.Sync) throws -> BookingStore {
        var calls = SystemCalls.real
        let syncs = syncs
        calls.sync = { descriptor in
            _ = syncs.next()
            return SystemCalls.real.sync(descriptor)
        }
        var policy = LogPolicy()
        policy.sync = sync
        return try log.open(calls: calls, policy: policy)
    }

    @Test func eachBookingWaitsForASync() async throws {
        let store = try open(.each)
        defer { store.close() }
        for number in 1...3 {
            let before = syncs.value
            _ = try await store.accept(.sample(number))
            #expect(syncs.value > before)
        }
    }

    @Test func onceASecondASyncFollows() async throws {
        let store = try open(.everySecond)
        defer { store.close() }
        let before = syncs.value
        for number in 1...200 { _ = try await store.accept(.sample(number)) }
        #expect(syncs.value < before + 100, "no booking waits for one")
        let written = syncs.value
        _ = try await store.accept(.sample(201))
        #expect(try await log.eventually { syncs.value > written })
    }

    @Test func withoutSyncsTheLogIsForcedToTheDiskWhereItIsClosed() async throws {
        let store = try open(.off)
        let before = syncs.value
        for number in 1...20 { _ = try await store.accept(.sample(number)) }
        #expect(syncs.value == before)
        store.close()
        #expect(syncs.value == before + 1)
        #expect(try RecoveryReport.verify(path: log.path).records == 20)
    }
}

/// A disk that loses what it says it has not.
@Suite struct FailedSyncTests {
    private let log: TemporaryLog

    init() throws {
        log = try TemporaryLog()
    }

    /// Calls whose next sync of a file fails, once.
    private final class Disk: Sendable {
        private let failures = Mutex(0)
        func fail(_ count: Int = 1) { failures.withLock { $0 = count } }
        var calls: SystemCalls {
            var calls = SystemCalls.real
            calls.sync = { descriptor in
                let fails = self.failures.withLock { failures in
                    defer { failures = max(0, failures - 1) }
                    return failures > 0
                }
                guard fails else { return SystemCalls.real.sync(descriptor) }
                errno = EIO
                return -1
            }
            return calls
        }
    }

    @Test func whatWasNotAcknowledgedGoesToANewSegment() async throws {
        let disk = Disk()
        var policy = LogPolicy()
        policy.compresses = false
        let store = try log.open(calls: disk.calls, policy: policy)
        let events = Mutex<[StoreEvent]>([])
        let observation = store.observeEvents { event in events.withLock { $0.append(event) } }
        defer { store.removeObservation(observation) }
        for number in 1...2 { _ = try await store.accept(.sample(number)) }
        let before = try log.bytes()
        disk.fail()
        #expect(try await store.accept(.sample(3)).sequence == 3)
        let left = log.folder.appending(path: "bookings.000000000001.jsonl")
        #expect(try Array(Data(contentsOf: left)) == before, "nothing of it stays in the old one")
        #expect(try log.lines().count == 1)
        #expect(events.withLock { $0 } == [.leftSegment(path: left.path)])
        #expect(try store.lines(after: 0, maximumBytes: .max).lines.map(\.sequence) == [1, 2, 3])
        store.close()
        #expect(try RecoveryReport.verify(path: log.path).records == 3)
    }

    @Test func aSecondFailureIsToldAndIsOverByItself() async throws {
        let disk = Disk()
        let store = try log.open(calls: disk.calls)
        defer { store.close() }
        _ = try await store.accept(.sample(1))
        disk.fail(100)
        await #expect(throws: StoreError.unavailable(call: "fdatasync", errno: EIO)) {
            try await store.accept(.sample(2))
        }
        disk.fail(0)
        #expect(try await log.eventually { store.health == .accepting })
        #expect(try await store.accept(.sample(2)).sequence == 2)
        #expect(try store.lines(after: 0, maximumBytes: .max).lines.map(\.sequence) == [1, 2])
    }

    @Test(arguments: [0, 2])
    func whatWasAcknowledgedBeforeASyncThatFailedIsWrittenToANewSegment(synced: Int) async throws {
        let disk = Disk()
        var policy = LogPolicy()
        policy.sync = .off
        policy.rotateSize = 1_500
        policy.compresses = false
        if synced > 0 { try log.write(SightingRecord.log([1, 2])) }
        let store = try log.open(calls: disk.calls, policy: policy)
        disk.fail()
        // The sync before the segment is closed fails.
        for number in 10..<16 { _ = try await store.accept(.sample(number)) }
        #expect(store.health == .accepting)
        #expect(try store.lines(after: 0, maximumBytes: .max).lines.count == synced + 6)
        store.close()
        let report = try RecoveryReport.verify(path: log.path)
        #expect(report.isSound && report.records == synced + 6)
    }
}
