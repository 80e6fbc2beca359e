import Bookings
import Foundation
import Synchronization
import Testing

@testable import Storage

@Suite struct RepeatTests {
    /// As the decoders make it: parsed and written again.
    static let json: RawPayload = {
        let text = "{\"a\": [1, 2.50e3, \"\\u0001é\u{202E}\\ud83d\"], \"b\": null, \"é\": {}}"
        var bytes: [UInt8] = []
        if let value = try? JSONParser.parse(Array(text.utf8)) { JSONWriter.append(value, to: &bytes) }
        return .json(bytes)
    }()

    static let payloads: [Sighting] = [
        .sample(1), .sample(2, source: nil), .sample(3, raw: .query("Name=%9B&é=ﷺ\u{7F}\u{202E}")),
        .sample(4, channel: .embed, raw: json),
        .webhook(event: "EVNT-1", isSigned: true), .webhook(event: "EVNT-2", isSigned: false),
    ]

    @Test(arguments: payloads)
    func aRepeatGetsItsFirstReceiptAlsoAfterARestart(sighting: Sighting) async throws {
        let log = try TemporaryLog()
        var store = try log.open()
        _ = try await store.accept(.sample(99))
        let first = try await store.accept(sighting)
        _ = try await store.accept(.sample(100))
        #expect(!first.isRepeat)
        var again = sighting
        again.receivedAt.milliseconds += 1_000_000
        let expected = Receipt(sequence: first.sequence, id: first.id, isRepeat: true)
        #expect(try await store.accept(again) == expected)
        store.close()
        store = try log.open()
        #expect(try await store.accept(again) == expected)
        store.close()
        #expect(try log.lines().count == 3)
    }

    @Test func repeatsWithinOneBatchAreFoundToo() throws {
        let log = try TemporaryLog()
        let store = try log.open()
        let receipts = Mutex<[Receipt]>([])
        for _ in 1...50 {
            store.accept(.sample(1)) { result in
                if case .success(let receipt) = result { receipts.withLock { $0.append(receipt) } }
            }
        }
        store.close()
        #expect(receipts.withLock { $0.map(\.sequence) } == [UInt64](repeating: 1, count: 50))
        #expect(receipts.withLock { $0.filter { !$0.isRepeat }.count } == 1)
        #expect(try log.lines().count == 1)
    }

    @Test func theSameFromElsewhereIsNoRepeat() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        defer { store.close() }
        for sighting: Sighting in [
            .sample(1), .sample(1, source: nil), .sample(1, source: "other"), .sample(1, channel: .embed),
            .sample(1, raw: .query("name=e\u{301}")), .sample(1, raw: .query("name=\u{E9}")),
        ] {
            #expect(try await store.accept(sighting).isRepeat == false)
        }
    }

    @Test func aWebhookIsKnownByItsEventWhateverElseItSays() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        defer { store.close() }
        _ = try await store.accept(.webhook(event: "EVNT-1", isSigned: true))
        #expect(try await store.accept(.webhook(event: "EVNT-1", isSigned: true, attempt: 2)).isRepeat)
    }

    @Test func anEmbedIsKnownByItsKeyAndByItsContent() async throws {
        let log = try TemporaryLog()
        var store = try log.open()
        var keyed = Sighting.sample(1, channel: .embed)
        keyed.eventID = "key-of-this-one"
        _ = try await store.accept(keyed)
        var sameKey = Sighting.sample(1, channel: .embed, raw: .query("something=else"))
        sameKey.eventID = keyed.eventID
        let unkeyed = Sighting.sample(1, channel: .embed)
        var otherKey = Sighting.sample(2, channel: .embed)
        otherKey.eventID = "key-of-another"
        for _ in 0..<2 {
            #expect(try await store.accept(sameKey).isRepeat)
            #expect(try await store.accept(unkeyed).isRepeat)
            store.close()
            store = try log.open()
        }
        #expect(try await store.accept(otherKey).isRepeat == false)
        store.close()
    }

    @Test func aKeyOfOneSourceDoesNotSpeakForAnother() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        defer { store.close() }
        for source in ["pricing-page", "website"] {
            var sighting = Sighting.sample(1, channel: .embed, source: source)
            sighting.eventID = "the-same-key"
            #expect(try await store.accept(sighting).isRepeat == false)
        }
    }

    @Test func aKeyUsedTwiceLosesNoBooking() async throws {
        let log = try TemporaryLog()
        var store = try log.open()
        let sightings = (1...2).map { number in
            var sighting = Sighting.sample(number, channel: .embed)
            sighting.eventID = "the-same-key"
            return sighting
        }
        for sighting in sightings { #expect(try await store.accept(sighting).isRepeat == false) }
        store.close()
        store = try log.open()
        var again = sightings[1]
        again.raw = .query("the=same&otherwise=written")
        #expect(try await store.accept(again).sequence == 2)
        store.close()
    }

    @Test func aKeyOfAnotherSourceDoesNotMakeARepeatNew() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        defer { store.close() }
        func sighting(_ source: String, _ raw: String) -> Sighting {
            var sighting = Sighting.sample(1, channel: .embed, source: source, raw: .query(raw))
            sighting.eventID = "the-same-key"
            return sighting
        }
        _ = try await store.accept(sighting("pricing-page", "a=1"))
        _ = try await store.accept(sighting("website", "a=1"))
        #expect(try await store.accept(sighting("pricing-page", "a=1&b=")).sequence == 1)
    }

    @Test func aForgedWebhookWithoutAnEventDoesNotKeepOutTheSignedOne() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        defer { store.close() }
        var sighting = Sighting.sample(1, channel: .webhook)
        _ = try await store.accept(sighting)
        sighting.isSigned = true
        #expect(try await store.accept(sighting).isRepeat == false)
        #expect(try await store.accept(sighting).isRepeat)
    }

    @Test func aForgedWebhookDoesNotKeepOutTheSignedOne() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        defer { store.close() }
        #expect(try await store.accept(.webhook(event: "EVNT-1", isSigned: false)).sequence == 1)
        #expect(try await store.accept(.webhook(event: "EVNT-1", isSigned: true)).sequence == 2)
        #expect(
            try await store.accept(.webhook(event: "EVNT-1", isSigned: true, attempt: 2))
                == Receipt(sequence: 2, id: nil, isRepeat: true)
        )
    }
}
