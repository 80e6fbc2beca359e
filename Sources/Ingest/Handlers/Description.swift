import Assets
import Bookings
import NIOHTTP1

/// `/openapi.json`: the endpoint described for programs and people (OpenAPI 3.1).
enum Description {
    /// What stands in the file where the program's version belongs.
    private static let placeholder = Array(#""{{version}}""#.utf8)

    /// The file before and after the version.
    private static let parts: (head: [UInt8], tail: [UInt8]) = {
        let bytes = EmbeddedFile.bytes("pages/openapi.json") ?? []
        guard let mark = bytes.firstRange(of: placeholder) else { return (bytes, []) }
        return (Array(bytes[..<mark.lowerBound]), Array(bytes[mark.upperBound...]))
    }()

    static func show(_ request: Request, _ segments: [Substring], _ services: Services) throws(Problem) -> Outcome {
        .answer(.json(document(version: services.configuration.version)))
    }

    /// The description of a version of the program.
    static func document(version: String) -> [UInt8] {
        var bytes = parts.head
        JSONWriter.appendString(version, to: &bytes)
        return bytes + parts.tail
    }
}
