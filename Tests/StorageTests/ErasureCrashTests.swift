import Bookings
import Foundation
import Ledger
import Synchronization
import Testing

@testable import Storage

/// An erasure that is interrupted at each of its steps: nothing is erased, or all is.
@Suite struct ErasureCrashTests {
    /// Calls of which none does anything any more from the k-th on, as after a kill, or only the k-th fails.
    final class Steps: Sendable {
        private let state: Mutex<(left: Int, hasStruck: Bool, isArmed: Bool)>
        private let isDeath: Bool

        init(after calls: Int, isDeath: Bool) {
            state = Mutex((calls, false, false))
            self.isDeath = isDeath
        }

        var hasStruck: Bool { state.withLock { $0.hasStruck } }

        func arm() { state.withLock { $0.isArmed = true } }

        func disarm() { state.withLock { $0.isArmed = false } }

        private func strikes() -> Bool {
            state.withLock { state in
                guard state.isArmed, !state.hasStruck || isDeath else { return false }
                if state.left > 0 {
                    state.left -= 1
                    return false
                }
                state.hasStruck = true
                return true
            }
        }

        private func run<Number: SignedInteger>(_ real: () -> Number) -> Number {
            guard strikes() else { return real() }
            errno = EIO
            return -1
        }

        var calls: SystemCalls {
            var calls = SystemCalls.real
            calls.open = { path, flags, mode in self.run { SystemCalls.real.open(path, flags, mode) } }
            calls.write = { descriptor, bytes in
                // What was being written when the end came stands there in part.
                self.run { SystemCalls.real.write(descriptor, bytes) }
            }
            calls.sync = { descriptor in self.run { SystemCalls.real.sync(descriptor) } }
            calls.truncate = { descriptor, size in self.run { SystemCalls.real.truncate(descriptor, size) } }
            calls.rename = { from, to in self.run { SystemCalls.real.rename(from, to) } }
            calls.unlink = { path in self.run { SystemCalls.real.unlink(path) } }
            return calls
        }
    }

    /// A log in three segments, of which two and the file beside it hold the person.
    private static func prepare(_ log: TemporaryLog) async throws {
        var policy = LogPolicy()
        policy.rotateSize = 1_500
        policy.compresses = false
        let store = try log.open(policy: policy)
        for number in 1...12 {
            let email = number % 5 == 2 ? ErasureTests.ann : "x\(number)@example.com"
            _ = try await store.accept(ErasureTests.sighting(number, email: email))
        }
        let time = Timestamp(milliseconds: 1_795_359_791_120)
        let bytes = Array("email=ann.smith%40example.com".utf8)
        _ = store.reject(Rejection(receivedAt: time, channel: .redirect, source: nil, reason: "x", bytes: bytes))
        store.close()
    }

    @Test(arguments: [true, false])
    func nothingIsErasedOrAllIs(isDeath: Bool) async throws {
        var number = 0
        var outcomes: Set<Bool> = []
        while true {
            let log = try TemporaryLog()
            try await Self.prepare(log)
            let steps = Steps(after: number, isDeath: isDeath)
            let comment: Comment = "call \(number), death: \(isDeath)"
            let store = try log.open(calls: steps.calls)
            steps.arm()
            _ = try? await store.erase(ErasureTests.person())
            if !isDeath {
                steps.disarm()
                // What is acknowledged after a failure is kept, whatever became of the erasure.
                #expect(try await store.accept(ErasureTests.sighting(50)).sequence == 13, comment)
            }
            // Who only reads sees it as it is, before the endpoint is started again.
            let found = try ErasureReport.dryRun(of: ErasureTests.person(), in: log.path)
            let seen = found.records
            #expect(found.isEmpty || seen == 3 && found.files.map(\.lines) == [1], comment)
            store.close()
            steps.disarm()
            outcomes.insert(try await Self.check(log, seen, comment))
            guard steps.hasStruck else { break }
            number += 1
        }
        #expect(number > 12 && outcomes == [true, false])
    }

    /// Opens the log again; whether the person is erased.
    private static func check(_ log: TemporaryLog, _ seen: Int, _ comment: Comment) async throws -> Bool {
        let store = try log.open()
        defer { store.close() }
        let left = try ErasureReport.dryRun(of: ErasureTests.person(), in: log.path)
        #expect(left.records == seen, comment)
        #expect(left.isEmpty || left.records == 3 && left.files.map(\.lines) == [1], comment)
        #expect(store.withLedger { $0.sightingCount } == Int(store.lastSequence) - (left.isEmpty ? 3 : 0), comment)
        #expect(try log.names().allSatisfy { !$0.contains(".erase") }, "nothing is left of it: \(comment)")
        #expect(store.recovery.isSound, comment)
        if left.isEmpty { #expect(try ErasureTests.isAnnAnywhere(in: log).isEmpty, comment) }
        return left.isEmpty
    }
}
