import Bookings
import NIOHTTP1
import Storage

/// `/v1/erasures`: removes a person from the log.
///
/// Over the Unix socket alone, which no browser and no other user reaches.
enum Erasures {
    private static let sizeLimit = 64 << 10
    private static let listLimit = 1_000

    /// Takes `{"log":"…","emails":["…"],"bookings":["…"]}`, where `log` is the identity of the log as whoever asks has read it.
    static func receive(_ request: Request, _ segments: [Substring], _ services: Services) throws(Problem) -> Outcome {
        guard request.isSocket else {
            throw Problem(
                .forbidden,
                "only-socket",
                "People are erased over the Unix socket only: bookwatch erase does it."
            )
        }
        let (person, log) = try order(request)
        guard log == services.store.logIdentity else {
            throw Problem(.conflict, "another-log", "This endpoint writes to another log, or it changed meanwhile.")
        }
        return .muchLater { complete in
            services.store.erase(person) { result in
                complete {
                    switch result {
                    case .success(let report): .json(json(of: report))
                    case .failure: notErased.answer
                    }
                }
            }
        }
    }

    private static var notErased: Problem {
        let detail = "The log cannot be written at the moment. Look again later whether the person is still there."
        var problem = Problem(.serviceUnavailable, "not-stored", detail)
        problem.headers = [("retry-after", "5")]
        return problem
    }

    private static func order(_ request: Request) throws(Problem) -> (person: PersonToErase, log: String) {
        guard request.mediaType == "application/json" else {
            throw Problem(.unsupportedMediaType, "content-type", "Send the order with Content-Type: application/json.")
        }
        guard request.body.count <= sizeLimit else { throw .tooLong(limit: sizeLimit) }
        guard let value = try? JSONParser.parse(request.body), value.members != nil else {
            throw Problem(.badRequest, "malformed-json", "The body is not a JSON object.")
        }
        let emails = value["emails"].map(texts) ?? []
        let bookings = value["bookings"].map(texts) ?? []
        guard let emails, let bookings, let log = value["log"]?.string,
            let person = PersonToErase(emails: emails, bookings: bookings)
        else {
            throw Problem(
                .unprocessableEntity,
                "not-an-erasure",
                "An erasure has “log”, the identity of the log, and “emails”, “bookings” or both: lists of addresses and of ids."
            )
        }
        return (person, log)
    }

    /// A list of texts; nil for anything else.
    private static func texts(_ value: JSONValue) -> [String]? {
        guard let elements = value.elements, elements.count <= listLimit else { return nil }
        let texts = elements.compactMap(\.string)
        return texts.count == elements.count ? texts : nil
    }

    private static func json(of report: ErasureReport) -> [UInt8] {
        var bytes: [UInt8] = []
        JSONWriter.append(report.json, to: &bytes)
        return bytes
    }
}
