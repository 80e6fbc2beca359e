import Bookings
import NIOHTTP1
import Storage

/// `/v1/annotations`: marks and remarks of viewers.
enum Annotations {
    /// A remark of the most characters, written with escapes, and the rest.
    private static let sizeLimit = 16 << 10

    /// Keeps `{"of":42,"marked":true,"remark":"…"}`, where `of` is the number of any record of the booking.
    static func receive(_ request: Request, _ segments: [Substring], _ services: Services) throws(Problem) -> Outcome {
        let annotation = try annotation(request)
        return .later { complete in
            services.store.accept(annotation, receivedAt: request.receivedAt) { result in
                complete {
                    switch result {
                    case .success(let receipt): .receipt(receipt)
                    case .failure(let error): Problem.notStored(error).answer
                    }
                }
            }
        }
    }

    private static func annotation(_ request: Request) throws(Problem) -> Annotation {
        guard request.mediaType == "application/json" else {
            throw Problem(
                .unsupportedMediaType,
                "content-type",
                "Send the annotation with Content-Type: application/json."
            )
        }
        guard request.body.count <= sizeLimit else { throw .tooLong(limit: sizeLimit) }
        guard let value = try? JSONParser.parse(request.body), value.members != nil else {
            throw Problem(.badRequest, "malformed-json", "The body is not a JSON object.")
        }
        guard let of = value["of"].flatMap(wholeNumber), of > 0 else { throw notAnAnnotation }
        var annotation = Annotation(of: of)
        switch value["marked"] {
        case .bool(let isMarked)?: annotation.isMarked = isMarked
        case nil, .null?: break
        default: throw notAnAnnotation
        }
        switch value["remark"] {
        case .string(let remark)?: annotation.remark = remark
        case nil, .null?: break
        default: throw notAnAnnotation
        }
        guard annotation.isMarked != nil || annotation.remark != nil,
            annotation.remark?.unicodeScalars.count ?? 0 <= Annotation.remarkLimit
        else { throw notAnAnnotation }
        return annotation
    }

    /// A number without a fraction, also one that is written with a point: `2.0` is 2 (RFC 8259, section 6).
    private static func wholeNumber(_ value: JSONValue) -> UInt64? {
        guard case .number(let digits) = value else { return nil }
        return UInt64(digits) ?? Double(digits).flatMap { UInt64(exactly: $0) }
    }

    private static let notAnAnnotation = Problem(
        .unprocessableEntity,
        "not-an-annotation",
        "An annotation has “of”, the number of a record, and “marked” (true or false), “remark” (up to 1,000 characters) "
            + "or both."
    )
}
