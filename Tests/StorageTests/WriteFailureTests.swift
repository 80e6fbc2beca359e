import Bookings
import Foundation
import Synchronization
import Testing

@testable import Storage

/// The k-th call that changes a file fails, for every k, once and for ever.
@Suite struct WriteFailureTests {
    /// Calls that fail from the k-th on.
    final class Faults: Sendable {
        enum Kind: String, CaseIterable, Sendable {
            case inputOutput, noSpace, quota, shortWrite, interrupted
        }

        private struct State {
            var left: Int
            var hasStruck = false
            var isOver = false
        }

        private let state: Mutex<State>
        private let kind: Kind
        private let isLasting: Bool

        init(after calls: Int, kind: Kind, isLasting: Bool) {
            state = Mutex(State(left: calls))
            self.kind = kind
            self.isLasting = isLasting
        }

        var hasStruck: Bool { state.withLock { $0.hasStruck } }

        func end() { state.withLock { $0.isOver = true } }

        private func strikes() -> Bool {
            state.withLock { state in
                guard !state.isOver else { return false }
                if state.left > 0 {
                    state.left -= 1
                    return false
                }
                guard isLasting || !state.hasStruck else { return false }
                state.hasStruck = true
                return true
            }
        }

        private func fail<Number: SignedInteger>(_ real: () -> Number) -> Number {
            // Only writing needs space, is short or interrupted.
            guard kind == .inputOutput, strikes() else { return real() }
            errno = EIO
            return -1
        }

        var calls: SystemCalls {
            SystemCalls(
                open: { path, flags, mode in self.fail { SystemCalls.real.open(path, flags, mode) } },
                write: { descriptor, bytes in self.write(descriptor, bytes) },
                sync: { descriptor in self.fail { SystemCalls.real.sync(descriptor) } },
                truncate: { descriptor, size in self.fail { SystemCalls.real.truncate(descriptor, size) } },
                rename: { from, to in self.fail { SystemCalls.real.rename(from, to) } }
            )
        }

        private func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
            guard strikes() else { return SystemCalls.real.write(descriptor, bytes) }
            switch kind {
            case .inputOutput: errno = EIO
            case .noSpace, .quota:
                // A full disk takes what fits, and then nothing.
                _ = SystemCalls.real.write(descriptor, UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count / 3)]))
                errno = kind == .quota ? EDQUOT : ENOSPC
            case .shortWrite:
                let part = UnsafeRawBufferPointer(rebasing: bytes[..<max(1, bytes.count / 2)])
                return SystemCalls.real.write(descriptor, part)
            case .interrupted:
                // For ever would be for ever.
                end()
                errno = EINTR
            }
            return -1
        }
    }

    @Test(arguments: Faults.Kind.allCases, [false, true])
    func noFailureLosesWhatWasAcknowledged(kind: Faults.Kind, isLasting: Bool) async throws {
        var number = 0
        while true {
            let faults = Faults(after: number, kind: kind, isLasting: isLasting)
            try await run(faults, "\(kind) at call \(number)")
            guard faults.hasStruck else { break }
            number += 1
        }
        #expect(number > 3)
    }

    /// As above, in a log that goes on in a new segment after every second booking.
    @Test(arguments: Faults.Kind.allCases, [false, true])
    func noFailureBetweenSegmentsLosesWhatWasAcknowledged(kind: Faults.Kind, isLasting: Bool) async throws {
        var policy = LogPolicy()
        policy.rotateSize = 600
        policy.compresses = false
        var number = 0
        while true {
            let faults = Faults(after: number, kind: kind, isLasting: isLasting)
            try await run(faults, "\(kind) at call \(number), in segments", policy)
            guard faults.hasStruck else { break }
            number += 1
        }
        #expect(number > 3)
    }

    private func run(_ faults: Faults, _ comment: Comment, _ policy: LogPolicy = LogPolicy()) async throws {
        let log = try TemporaryLog()
        try log.write(SightingRecord.log([1, 2]) + Array("{\"v\":1,\"seq\":3,".utf8))
        var acknowledged: [UInt64: String?] = [:]
        if let store = try? log.open(calls: faults.calls, policy: policy) {
            for number in 10..<14 {
                // In the middle somebody takes the file away.
                if number == 12 { try? FileManager.default.removeItem(atPath: log.path) }
                if let receipt = try? await store.accept(.sample(number)) {
                    acknowledged[receipt.sequence] = receipt.id
                }
            }
            faults.end()
            let receipt = try await store.accept(.sample(20))
            acknowledged[receipt.sequence] = receipt.id
            #expect(store.health == .accepting, comment)
            store.close()
        }
        let store = try log.open()
        defer { store.close() }
        let lines = try store.lines(after: 0, maximumBytes: .max).lines
        let logged = try lines.map { try SightingRecord.decode(Array($0.bytes)).record }
        #expect(logged.map(\.sequence) == Array(1...UInt64(logged.count)), comment)
        let ids = Dictionary(uniqueKeysWithValues: logged.map { ($0.sequence, $0.sighting.booking.id) })
        #expect(Set(ids.values).count == ids.count, comment)
        for (sequence, id) in acknowledged { #expect(ids[sequence] == id, comment) }
        #expect(store.recovery.badLineCount == 0, comment)
    }

    @Test func aFullDiskIsToldAtOnceAndIsOverWithoutABooking() async throws {
        let log = try TemporaryLog()
        let faults = Faults(after: 0, kind: .noSpace, isLasting: true)
        let store = try log.open(calls: faults.calls)
        defer { store.close() }
        let events = Mutex<[StoreEvent]>([])
        let observation = store.observeEvents { event in events.withLock { $0.append(event) } }
        defer { store.removeObservation(observation) }
        await #expect(throws: StoreError.unavailable(call: "write", errno: ENOSPC)) {
            try await store.accept(.sample(1))
        }
        #expect(events.withLock { $0 } == [.failing(call: "write", errno: ENOSPC)])
        faults.end()
        #expect(try await log.eventually { store.health == .accepting })
        #expect(events.withLock { $0.last } == .accepting)
        #expect(try log.bytes().isEmpty, "the probe leaves nothing")
        #expect(try await store.accept(.sample(1)).sequence == 1)
    }

    @Test func aFullDiskIsSaidAndIsOverWhenThereIsSpace() async throws {
        let log = try TemporaryLog()
        let faults = Faults(after: 3, kind: .noSpace, isLasting: true)
        let store = try log.open(calls: faults.calls)
        defer { store.close() }
        while store.health == .accepting { _ = try? await store.accept(.sample(Int(store.lastSequence))) }
        let last = store.lastSequence
        await #expect(throws: StoreError.unavailable(call: "write", errno: ENOSPC)) {
            try await store.accept(.sample(1_000))
        }
        #expect(store.health == .failing(call: "write", errno: ENOSPC))
        if last > 0 {
            #expect(try await store.accept(.sample(0)).isRepeat, "what is on the disk is acknowledged all the same")
        }
        faults.end()
        #expect(try await store.accept(.sample(1_000)).sequence == last + 1)
        #expect(store.health == .accepting)
    }
}
