import Bookings
import Ledger
import Testing

@testable import Storage

@Suite struct AnnotationStoreTests {
    private let time = Timestamp(milliseconds: 1_795_359_999_000)

    private func annotate(_ store: BookingStore, _ annotation: Annotation) async throws -> Receipt {
        try await withCheckedContinuation { continuation in
            store.accept(annotation, receivedAt: time) { continuation.resume(returning: $0) }
        }.get()
    }

    @Test func annotationsAreRecordsOfTheirOwnAndOutliveTheProcess() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        _ = try await store.accept(.sample(1))
        _ = try await store.accept(.sample(2))
        #expect(try await annotate(store, Annotation(of: 1, isMarked: true, remark: "VIP")).sequence == 3)
        #expect(try await annotate(store, Annotation(of: 2, isMarked: true)).id == "BKNG-2")
        #expect(try await annotate(store, Annotation(of: 2, isMarked: false)).sequence == 5)
        _ = try await store.accept(.sample(3))
        func check(_ store: BookingStore) {
            store.withLedger { ledger in
                #expect(ledger.count == 3 && ledger.lastSequence == 6)
                #expect(ledger.markedRows == [0] && ledger.remark(of: 0) == "VIP" && ledger.remark(of: 1) == nil)
            }
        }
        check(store)
        store.close()
        let again = try log.open()
        defer { again.close() }
        check(again)
        #expect(again.recovery.isSound && again.recovery.records == 6)
        #expect(try again.line(3)?.starts(with: #"{"v":1,"seq":3,"#.utf8) ?? false)
    }

    @Test func anAnnotationOfWhatIsNotThereIsRefused() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        defer { store.close() }
        _ = try await store.accept(.sample(1))
        await #expect(throws: StoreError.noSuchRecord) { try await annotate(store, Annotation(of: 2, isMarked: true)) }
        #expect(store.lastSequence == 1)
    }

    @Test func aReplayDeliversThemInTheirPlaces() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        _ = try await store.accept(.sample(1))
        _ = try await annotate(store, Annotation(of: 1, isMarked: true))
        _ = try await store.accept(.sample(2))
        store.close()
        let feed = try ReplayFeed(path: log.path)
        try feed.readAll()
        let kinds = FeedEvent.events(of: feed.log.records([1, 2, 3])).map { event in
            switch event {
            case .records(let records): "s\(records.map(\.sequence))"
            case .annotations(let records): "a\(records.map(\.sequence))"
            default: "?"
            }
        }
        #expect(kinds == ["s[1]", "a[2]", "s[3]"])
    }
}
