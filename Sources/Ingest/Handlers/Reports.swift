import Bookings
import Ledger
import NIOHTTP1

/// `/v1/reports`: what the script of a page could not do; and `/v1/incidents`, where its owner finds it.
enum Reports {
    /// The longest report, in bytes.
    private static let sizeLimit = 2 << 10

    /// What a script can report; other codes are refused.
    private static let codes = ["delivery-late", "delivery-failed", "form-not-found", "hook-failed", "config"]

    static func receive(_ request: Request, _ segments: [Substring], _ services: Services) throws(Problem) -> Outcome {
        let name = request.parameter("source")
        let origin = try Admission.origin(of: request, source: name, services)
        if request.method == .OPTIONS { return .answer(Embeds.preflight(request, origin: origin)) }
        do {
            let source = try Admission.source(name, token: Embeds.token(of: request), services)
            let detail = try detail(of: request, isFromPage: origin != nil)
            services.incidents.note(.script, at: request.receivedAt, source: source, detail: detail)
            return .answer(Answer(.noContent).allowing(origin))
        } catch {
            return .answer(error.answer.allowing(origin))
        }
    }

    /// The code, and what the script says of it.
    private static func detail(of request: Request, isFromPage: Bool) throws(Problem) -> String {
        let type = request.mediaType
        guard type == "application/json" || (type == "text/plain" && isFromPage) else {
            throw Problem(
                .unsupportedMediaType,
                "content-type",
                "Send the report with Content-Type: application/json."
            )
        }
        guard request.body.count <= sizeLimit else { throw .tooLong(limit: sizeLimit) }
        guard let value = try? JSONParser.parse(request.body), value.members != nil else {
            throw Problem(.badRequest, "malformed-json", "The body is not a JSON object.")
        }
        guard let code = value["code"]?.string, codes.contains(code) else {
            let list = codes.joined(separator: ", ")
            throw Problem(.unprocessableEntity, "unknown-code", "The code of a report is one of \(list).")
        }
        guard let detail = value["detail"]?.string, !detail.isEmpty else { return code }
        return code + ": " + detail
    }

    /// All incidents that are known, in the order in which they first happened.
    static func list(_ request: Request, _ segments: [Substring], _ services: Services) throws(Problem) -> Outcome {
        var body: [UInt8] = []
        var object = ObjectWriter(writesNull: true)
        object.key("incidents", to: &body)
        JSONWriter.append("[", to: &body)
        for (index, incident) in services.incidents.all.enumerated() {
            if index > 0 { JSONWriter.append(",", to: &body) }
            incident.encode(into: &body)
        }
        JSONWriter.append("]", to: &body)
        object.close(&body)
        return .answer(.json(body))
    }
}
