import Bookings
import Crypto
import NIOHTTP1
import Storage

/// `/v1/webhooks/oncehub`: what OnceHub's server posts.
enum Webhooks {
    /// How old, or how far ahead, a signature may be before it is remarked on, in seconds (contract.md section 4.2).
    private static let tolerance: Int64 = 300

    static func receive(_ request: Request, _ segments: [Substring], _ services: Services) throws(Problem) -> Outcome {
        guard request.mediaType == "application/json" else {
            throw Problem(.unsupportedMediaType, "content-type", "Send the event with Content-Type: application/json.")
        }
        let isSigned = try checkSignature(of: request, services)
        let payload = Payload(
            .json(request.body),
            channel: .webhook,
            isSigned: isSigned,
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
            if isEvent(request.body) { return .answer(.ignored(error)) }
            throw Problem(error)
        }
    }

    /// Whether a body is an event, whatever it tells of.
    private static func isEvent(_ body: [UInt8]) -> Bool {
        guard let value = try? JSONParser.parse(body) else { return false }
        return value["type"]?.string != nil && value["data"]?.members != nil
    }

    /// Whether a signature was checked and found good; without secrets none can be.
    private static func checkSignature(of request: Request, _ services: Services) throws(Problem) -> Bool {
        let secrets = services.configuration.webhooks.secrets
        guard !secrets.isEmpty else { return false }
        guard let field = request.header("oncehub-signature"), let signature = WebhookSignature(field),
            secrets.contains(where: { signature.isValid(for: request.body, secret: $0) })
        else {
            services.counters.rejected.add(1)
            services.warn("a webhook without a good signature was refused")
            throw Problem(
                .unauthorized,
                "bad-signature",
                "Oncehub-Signature is missing or made with another secret than those of the configuration."
            )
        }
        let age = request.receivedAt.milliseconds / 1_000 - signature.seconds
        if !(-tolerance...tolerance).contains(age) {
            // OnceHub may repeat an event for days without signing it anew; by its id it counts only once.
            services.warn("a webhook came with an old signature", [.seconds: String(age)])
        }
        return true
    }
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
