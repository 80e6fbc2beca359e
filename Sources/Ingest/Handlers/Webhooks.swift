import Bookings
import Crypto
import Ledger
import NIOHTTP1
import Storage

/// `/v1/webhooks/oncehub`: what OnceHub's server posts.
enum Webhooks {
    static func receive(_ request: Request, _ segments: [Substring], _ services: Services) throws(Problem) -> Outcome {
        guard request.mediaType == "application/json" else {
            throw Problem(.unsupportedMediaType, "content-type", "Send the event with Content-Type: application/json.")
        }
        let signature = check(request, services.configuration.webhooks)
        try admit(request, signature, services)
        let payload = Payload(
            .json(request.body),
            channel: .webhook,
            isSigned: signature.isGood,
            isStale: signature.isStale,
            receivedAt: request.receivedAt
        )
        do {
            let sighting = try Intake.sighting(payload, services)
            return Intake.accept(sighting, services) { result in
                switch result {
                case .success(let receipt): .receipt(receipt)
                case .failure(let error): Problem.notStored(error).answer
                }
            }
        } catch {
            // What is refused OnceHub sends again for days, then switches the webhook off; and an event of another kind
            // is no fault.
            guard let type = eventType(of: request.body), !type.hasPrefix("booking.") else {
                services.incidents.note(.rejected, at: request.receivedAt, detail: Intake.reason(error))
                throw Problem(error)
            }
            services.counters.unknownEvents.add(1)
            services.incidents.note(.unknownEvent, at: request.receivedAt, detail: printable(type))
            return .answer(.ignored(error))
        }
    }

    /// The type of an event, whatever it tells of; nil where the body is no event.
    private static func eventType(of body: [UInt8]) -> String? {
        (try? JSONParser.parse(body))?["type"]?.string
    }

    /// The type as far as it is printable ASCII and not long, which all that OnceHub documents are.
    private static func printable(_ type: String) -> String {
        String(decoding: type.utf8.prefix(64).prefix { $0 > 0x20 && $0 < 0x7F }, as: UTF8.self)
    }
}

extension Webhooks {
    /// What is known of a request by its signature.
    private enum Check {
        /// There is no secret to check it with.
        case unchecked
        case good
        /// Good, but made long ago, or in time to come.
        case stale(reason: String)
        case bad(reason: String)

        var isGood: Bool {
            switch self {
            case .good, .stale: true
            case .unchecked, .bad: false
            }
        }

        var isStale: Bool {
            if case .stale = self { true } else { false }
        }
    }

    private static func check(_ request: Request, _ rules: WebhookRules) -> Check {
        guard !rules.secrets.isEmpty else { return .unchecked }
        guard let field = request.header("oncehub-signature") else {
            return .bad(reason: "Oncehub-Signature is missing")
        }
        guard let signature = WebhookSignature(field) else {
            return .bad(reason: "Oncehub-Signature is malformed")
        }
        guard rules.secrets.contains(where: { signature.isValid(for: request.body, secret: $0) }) else {
            return .bad(reason: "Oncehub-Signature is made with another secret, or of another body")
        }
        let tolerance = max(0, rules.toleranceSeconds)
        let age = request.receivedAt.milliseconds / 1_000 - signature.seconds
        if age > tolerance { return .stale(reason: "signed more than \(tolerance) s ago") }
        if -age > tolerance { return .stale(reason: "signed more than \(tolerance) s ahead") }
        return .good
    }

    /// Refuses what is not signed as it must be; keeps the body aside, for only its sender has it else.
    private static func admit(_ request: Request, _ check: Check, _ services: Services) throws(Problem) {
        switch check {
        case .unchecked, .good:
            return
        case .stale(let reason):
            services.incidents.note(.staleSignature, at: request.receivedAt, detail: reason)
            guard services.configuration.webhooks.refusesStale else { return }
            keep(request, reason, services)
            throw .staleSignature
        case .bad(let reason):
            services.incidents.note(.badSignature, at: request.receivedAt, detail: reason)
            services.warn("a webhook without a good signature was refused")
            keep(request, reason, services)
            throw .badSignature
        }
    }

    private static func keep(_ request: Request, _ reason: String, _ services: Services) {
        services.keepAside(
            Rejection(
                receivedAt: request.receivedAt,
                channel: .webhook,
                source: nil,
                reason: reason,
                bytes: request.body
            )
        )
    }
}

extension Problem {
    static let badSignature = Problem(
        .unauthorized,
        "bad-signature",
        "Oncehub-Signature is missing or made with another secret than those of the configuration."
    )
    static let staleSignature = Problem(
        .unauthorized,
        "stale-signature",
        "The signature is good, but older or further ahead than the configuration tolerates. The event was kept aside."
    )
}

/// The value of `Oncehub-Signature`: `t=<seconds>,s=<64 hexadecimal digits>` (contract.md section 4.2).
struct WebhookSignature {
    /// The time of signing, in seconds since 1970.
    var seconds: Int64
    private var time: Substring
    private var digest: [UInt8]

    init?(_ field: String) {
        guard field.utf8.count <= 512 else { return nil }
        var parts: [String: Substring] = [:]
        for part in field.split(separator: ",") {
            guard let equals = part.firstIndex(of: "=") else { return nil }
            let name = part[..<equals].drop { $0 == " " }
            guard parts.updateValue(part[part.index(after: equals)...], forKey: String(name)) == nil else { return nil }
        }
        guard let time = parts["t"], let seconds = Int64(time), seconds >= 0, seconds < 1 << 40,
            let digest = parts["s"].flatMap({ WebhookSignature.bytes(ofHex: $0) }), digest.count == 32
        else { return nil }
        self.seconds = seconds
        self.time = time
        self.digest = digest
    }

    /// Whether the signature fits a body; takes the same time wherever it differs.
    func isValid(for body: [UInt8], secret: String) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(
            digest,
            authenticating: Array(time.utf8) + [UInt8(ascii: ".")] + body,
            using: SymmetricKey(data: Array(secret.utf8))
        )
    }

    private static func bytes(ofHex text: Substring) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            let pair = String(decoding: digits[index...index + 1], as: UTF8.self)
            guard pair.first != "+", pair.first != "-", let byte = UInt8(pair, radix: 16) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }
}
