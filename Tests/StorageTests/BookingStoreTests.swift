import Bookings
import Foundation
import Ledger
import Synchronization
import Testing

@testable import Storage

@Suite struct BookingStoreTests {
    @Test func whatIsAcceptedIsInTheLogAndInTheLedger() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        defer { store.close() }
        #expect(store.logIdentity == "")
        #expect(store.lastSequence == 0)
        for number in 1...3 {
            let receipt = try await store.accept(.sample(number))
            #expect(receipt == Receipt(sequence: UInt64(number), id: "BKNG-\(number)", isRepeat: false))
        }
        let lines = try log.lines()
        #expect(lines.count == 3)
        for (index, line) in lines.enumerated() {
            let decoded = try SightingRecord.decode(line)
            #expect(decoded.checksum == .good)
            #expect(decoded.record == SightingRecord(sequence: UInt64(index + 1), sighting: .sample(index + 1)))
            #expect(try store.line(UInt64(index + 1)).map { Array($0) } == line)
        }
        #expect(store.lastSequence == 3)
        #expect(store.withLedger { $0.count } == 3)
        #expect(store.health == .accepting)
    }

    @Test func theIdentityIsTheChecksumOfTheFirstRecord() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        _ = try await store.accept(.sample(1))
        let identity = store.logIdentity
        _ = try await store.accept(.sample(2))
        store.close()
        let first = try #require(try log.lines().first)
        #expect(String(decoding: first, as: UTF8.self).hasSuffix(",\"crc32c\":\"\(identity)\"}"))
        let again = try log.open()
        defer { again.close() }
        #expect(again.logIdentity == identity)
    }

    @Test func manyAtOnceGetNumbersWithoutGapsInTheOrderOfTheLog() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        let receipts = try await withThrowingTaskGroup(of: [Receipt].self) { group in
            for worker in 0..<16 {
                group.addTask {
                    var receipts: [Receipt] = []
                    for number in 0..<25 { receipts.append(try await store.accept(.sample(worker * 25 + number))) }
                    return receipts
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        store.close()
        #expect(receipts.map(\.sequence).sorted() == Array(1...400))
        let ids = Dictionary(uniqueKeysWithValues: receipts.map { ($0.sequence, $0.id) })
        for (index, line) in try log.lines().enumerated() {
            let record = try SightingRecord.decode(line).record
            #expect(record.sequence == UInt64(index + 1))
            #expect(ids[record.sequence] == record.sighting.booking.id)
        }
    }

    @Test func observersAreToldOnceItIsOnTheDiskAndBeforeItIsAcknowledged() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        defer { store.close() }
        let seen = Mutex<[UInt64]>([])
        let observation = store.observe { last in
            let isLogged = (try? store.line(last)) != nil
            seen.withLock { $0.append(isLogged ? last : 0) }
        }
        for number in 1...5 {
            let receipt = try await store.accept(.sample(number))
            #expect(seen.withLock { $0.last } == receipt.sequence)
        }
        store.removeObservation(observation)
        _ = try await store.accept(.sample(6))
        #expect(seen.withLock { $0 } == [1, 2, 3, 4, 5])
    }

    @Test func linesAreGivenWholeUpToALength() throws {
        let log = try TemporaryLog()
        try log.write(SightingRecord.log([1, 2, 3]))
        let store = try log.open()
        defer { store.close() }
        let lines = try log.lines()
        let two = lines[0].count + 1 + lines[1].count
        #expect(try store.lines(after: 0, maximumBytes: 0).lines.map(\.sequence) == [1])
        #expect(try store.lines(after: 0, maximumBytes: two - 1).lines.map(\.sequence) == [1])
        #expect(try store.lines(after: 0, maximumBytes: two).lines.map(\.sequence) == [1, 2])
        #expect(try store.lines(after: 1, maximumBytes: .max).lines.map { Array($0.bytes) } == Array(lines[1...]))
        #expect(try store.lines(after: 3, maximumBytes: .max).lines.isEmpty)
        #expect(try store.lines(after: .max, maximumBytes: .max).lines.isEmpty)
        #expect(try store.line(0) == nil)
        #expect(try store.line(4) == nil)
    }

    @Test func closingWritesWhatWasAccepted() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        let answered = Mutex(0)
        for number in 1...200 {
            store.accept(.sample(number)) { result in
                if case .success = result { answered.withLock { $0 += 1 } }
            }
        }
        store.close()
        store.close()
        #expect(answered.withLock { $0 } == 200)
        #expect(try log.lines().count == 200)
        await #expect(throws: StoreError.closed) { try await store.accept(.sample(201)) }
    }

    @Test func whatIsTooLongForALineIsRefusedAlone() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        let long = Sighting.sample(1, raw: .query(String(repeating: "x", count: LogReader.lineLimit)))
        await #expect(throws: StoreError.tooLong(limit: LogReader.lineLimit)) { try await store.accept(long) }
        #expect(try await store.accept(.sample(2)).sequence == 1)
        store.close()
        #expect(try RecoveryReport.verify(path: log.path).isSound)
    }

    @Test func moreThanTheDiskSwallowsIsRefused() throws {
        let log = try TemporaryLog()
        let gate = Gate()
        var calls = SystemCalls.real
        calls.write = { descriptor, bytes in
            gate.pass()
            return SystemCalls.real.write(descriptor, bytes)
        }
        let store = try log.open(calls: calls)
        gate.close()
        store.accept(.sample(0)) { _ in }
        gate.waitUntilReached()
        let refused = Mutex(0)
        let text = RawPayload.query(String(repeating: "x", count: 4 << 20))
        for number in 1...22 {
            store.accept(.sample(number, raw: text)) { result in
                if case .failure(.overloaded) = result { refused.withLock { $0 += 1 } }
            }
        }
        #expect(refused.withLock { $0 } == 6)
        #expect(store.waitingCount == 16)
        gate.open()
        store.close()
    }

    @Test func rejectedPayloadsAreKeptWhole() throws {
        let log = try TemporaryLog()
        let store = try log.open()
        defer { store.close() }
        for bytes in [Array("na\u{0}me=\n\u{1B}]0;x".utf8), [0xFF, 0xFE], [0xFF, 0xFE, 0x41]] {
            let rejection = Rejection(
                receivedAt: Timestamp(milliseconds: 0),
                channel: .embed,
                source: "a\nb",
                reason: "“id” is missing",
                bytes: bytes
            )
            #expect(store.reject(rejection))
        }
        #expect(store.rejectedCount == 3)
        let file = log.folder.appending(path: "rejected.jsonl")
        let lines = try Data(contentsOf: file).split(separator: 0x0A).map { try JSONParser.parse(Array($0)) }
        #expect(lines.map { $0["raw"]?.string } == ["na\u{0}me=\n\u{1B}]0;x", nil, nil])
        #expect(lines.map { $0["raw_base64"]?.string } == [nil, "//4=", "//5B"])
        #expect(lines.allSatisfy { $0["reason"]?.string == "“id” is missing" && $0["source"]?.string == "a\nb" })
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }
}

/// Holds a thread where it is called for.
final class Gate: Sendable {
    private let state = Mutex((isClosed: false, isReached: false))
    private let change = Condition()

    func close() { state.withLock { $0.isClosed = true } }

    func open() {
        state.withLock { $0.isClosed = false }
        change.signal()
    }

    func pass() {
        state.withLock { $0.isReached = $0.isClosed }
        change.signal()
        change.wait { state.withLock { !$0.isClosed } }
    }

    func waitUntilReached() {
        change.wait { state.withLock { $0.isReached } }
    }
}
