import Bookings
import Foundation
import Synchronization
import Testing

@testable import Storage

/// Somebody else's hands on the log while bookings pour in.
@Suite struct OtherHandsTests {
    enum Deed: String, CaseIterable {
        case rename, remove, cut, replace
    }

    /// What all tasks share.
    private final class Tally: Sendable {
        let sequences = Mutex<[UInt64]>([])
        let isOver = Mutex(false)
    }

    @Test(arguments: Deed.allCases)
    func nothingAcknowledgedIsLost(deed: Deed) async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        let tally = Tally()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for poster in 0..<8 {
                group.addTask {
                    for number in 0..<10_000 where !tally.isOver.withLock({ $0 }) {
                        // What is refused is sent again by who sent it.
                        guard let receipt = try? await store.accept(.sample(poster * 10_000 + number)) else { continue }
                        tally.sequences.withLock { $0.append(receipt.sequence) }
                    }
                }
            }
            for number in 1...10 {
                let last = store.lastSequence
                #expect(try await log.eventually { store.lastSequence > last + 20 })
                try Self.commit(deed, number, log)
            }
            tally.isOver.withLock { $0 = true }
            try await group.waitForAll()
        }
        store.close()
        let again = try log.open()
        defer { again.close() }
        let logged = try again.lines(after: 0, maximumBytes: .max).lines.map(\.sequence)
        #expect(Set(tally.sequences.withLock { $0 }).isSubset(of: logged))
        #expect(again.recovery.records == logged.count && again.recovery.disorderCount == 0)
        #expect(again.recovery.gapCount == 0 && again.recovery.changedCount == 0)
        #expect(store.lostCount == 0)
    }

    private static func commit(_ deed: Deed, _ number: Int, _ log: TemporaryLog) throws {
        switch deed {
        case .rename: try FileManager.default.moveItem(atPath: log.path, toPath: log.path + ".\(number)")
        case .remove: try FileManager.default.removeItem(atPath: log.path)
        case .cut:
            let file = try FileHandle(forUpdating: URL(filePath: log.path))
            try file.truncate(atOffset: UInt64(number * 100))
            try file.close()
        case .replace: try Data("another".utf8).write(to: URL(filePath: log.path), options: .atomic)
        }
    }
}
