import Bookings
import Foundation
import NIOHTTP1
import Storage
import Testing

@testable import Ingest

@Suite struct WebhookTests {
    /// The vectors that say how an event is sent, from the contract's own file.
    struct Vector: Sendable, CustomTestStringConvertible {
        var name: String
        var secret: String
        var headers: [(String, String)]
        var body: String
        var now: Int64
        var isRefused: Bool
        var testDescription: String { name }
    }

    static let vectors: [Vector] = {
        let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "BookingsTests/Fixtures/vectors.json")
        guard let bytes = try? Data(contentsOf: path),
            let all = try? JSONSerialization.jsonObject(with: bytes) as? [[String: Any]]
        else { return [] }
        return all.compactMap { vector in
            guard let http = vector["http"] as? [String: Any], let headers = http["headers"] as? [String: String],
                let secret = http["secret"] as? String, let body = http["raw_body"] as? String
            else { return nil }
            return Vector(
                name: vector["name"] as? String ?? "",
                secret: secret,
                headers: headers.sorted { $0.key < $1.key },
                body: body,
                now: (http["now"] as? NSNumber)?.int64Value ?? 0,
                isRefused: vector["reject"] as? String == "bad_signature"
            )
        }
    }()

    @Test func thereAreVectors() {
        #expect(Self.vectors.count == 4)
    }

    @Test(arguments: vectors)
    func aSignatureIsCheckedOverTheRawBytes(vector: Vector) async throws {
        for secrets in [[vector.secret], ["another", vector.secret]] {
            let test = try TestServices(EndpointConfiguration(webhooks: WebhookRules(secrets: secrets)))
            let answer = await test.answer(.webhook(vector.body, vector.headers, at: vector.now))
            #expect(answer?.status == (vector.isRefused ? .unauthorized : .accepted))
            #expect(test.store.lastSequence == (vector.isRefused ? 0 : 1))
            guard !vector.isRefused else { continue }
            let line = try #require(try test.store.line(1))
            #expect(String(decoding: line, as: UTF8.self).contains(#""signed":true"#))
        }
    }

    @Test func anotherSecretIsRefused() async throws {
        let vector = try #require(Self.vectors.first)
        let test = try TestServices(
            EndpointConfiguration(webhooks: WebhookRules(secrets: [vector.secret.uppercased()]))
        )
        #expect(await test.answer(.webhook(vector.body, vector.headers, at: vector.now))?.status == .unauthorized)
    }

    @Test func aSignatureOfLongAgoIsStillGood() async throws {
        let vector = try #require(Self.vectors.first)
        let test = try TestServices(EndpointConfiguration(webhooks: WebhookRules(secrets: [vector.secret])))
        let answer = await test.answer(.webhook(vector.body, vector.headers, at: vector.now + 3 * 86_400))
        #expect(answer?.status == .accepted)
    }

    @Test(arguments: [
        "", "t=1", "s=00", "t=1,s=zz", "t=,s=", "t=-1,s=00", "t=1;s=00", "t=99999999999999999999,s=00", "t=1,t=1,s=00",
        "t=1,s=" + String(repeating: "0", count: 64), "t=1,s=" + String(repeating: "+0", count: 32),
        String(repeating: "t=1,", count: 1_000),
    ])
    func aForgedFieldIsRefused(field: String) async throws {
        let vector = try #require(Self.vectors.first)
        let test = try TestServices(EndpointConfiguration(webhooks: WebhookRules(secrets: [vector.secret])))
        let headers = [("content-type", "application/json"), ("oncehub-signature", field)]
        #expect(await test.answer(.webhook(vector.body, headers, at: vector.now))?.status == .unauthorized)
        #expect(test.store.lastSequence == 0)
    }

    @Test func everyByteOfTheBodyCounts() async throws {
        let vector = try #require(Self.vectors.first)
        let signature = try #require(vector.headers.first { $0.0.lowercased() == "oncehub-signature" })
        let parsed = try #require(WebhookSignature(signature.1))
        let body = Array(vector.body.utf8)
        #expect(parsed.isValid(for: body, secret: vector.secret))
        for index in stride(from: 0, to: body.count, by: 37) {
            var changed = body
            changed[index] ^= 1
            #expect(!parsed.isValid(for: changed, secret: vector.secret))
        }
        #expect(!parsed.isValid(for: body + [0x20], secret: vector.secret))
    }

    @Test func withoutSecretsAnEventIsTakenUnsigned() async throws {
        let vector = try #require(Self.vectors.first)
        let test = try TestServices()
        #expect(await test.answer(.webhook(vector.body, vector.headers, at: vector.now))?.status == .accepted)
        let line = try #require(try test.store.line(1))
        #expect(!String(decoding: line, as: UTF8.self).contains(#""signed""#))
    }

    @Test func anEventThatComesAgainCountsOnce() async throws {
        let vector = try #require(Self.vectors.first)
        let test = try TestServices(EndpointConfiguration(webhooks: WebhookRules(secrets: [vector.secret])))
        for _ in 0..<3 {
            let answer = await test.answer(.webhook(vector.body, vector.headers, at: vector.now))
            #expect(answer?.status == .accepted)
            #expect(answer.map { String(decoding: $0.body, as: UTF8.self).hasPrefix(#"{"seq":1,"#) } == true)
        }
        #expect(test.store.lastSequence == 1)
    }

    @Test(
        arguments: [
            (#"{"id":"EVNT-1","object":"event","type":"conversation.closed","data":{"id":"CVR-1"}}"#, 200),
            (#"{"type":"booking.scheduled","data":[]}"#, 422), (#"{"name":"A","email":"a@example.com"}"#, 422),
            ("[]", 422), ("{", 400), ("", 400),
        ] as [(String, UInt)]
    )
    func anEventOfAnotherKindIsAcknowledged(body: String, status: UInt) async throws {
        let test = try TestServices()
        let answer = await test.answer(.webhook(body, [("content-type", "application/json")], at: 0))
        #expect(answer?.status.code == status)
        #expect(test.store.lastSequence == 0)
        #expect(test.services.counters.statistics.rejected == 1)
    }
}

extension Request {
    static func webhook(_ body: String, _ headers: [(String, String)], at seconds: Int64) -> Request {
        let instant = Timestamp(milliseconds: seconds * 1_000)
        return fixture("/v1/webhooks/oncehub", method: .POST, headers: headers, body: body, receivedAt: instant)
    }
}
