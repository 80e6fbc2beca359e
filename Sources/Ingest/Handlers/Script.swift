import Crypto
import NIOHTTP1

/// `/bookwatch.js`: the script for pages that embed a booking form, and for landing pages.
enum Script {
    /// Pages ask again after this many seconds; so a new version of the program reaches them soon.
    private static let maximumAge = 300

    /// The script without its comments and indentation, which browsers need not load.
    static let source: [UInt8] = {
        let lines = (EmbeddedFile.bytes("pages/bookwatch.js") ?? []).split(separator: UInt8(ascii: "\n"))
        var source: [UInt8] = []
        for line in lines {
            let code = line.drop { $0 == UInt8(ascii: " ") }
            guard !code.isEmpty, !code.starts(with: "//".utf8) else { continue }
            source += code + [UInt8(ascii: "\n")]
        }
        return source
    }()

    private static let tag: String = {
        let digits = SHA256.hash(data: source).prefix(8).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return "\"\(digits.joined())\""
    }()

    static func show(_ request: Request, _ segments: [Substring], _ services: Services) throws(Problem) -> Outcome {
        let isKnown = request.headers[canonicalForm: "if-none-match"].contains {
            $0 == tag || $0 == "*" || $0 == "W/" + tag
        }
        var answer =
            isKnown
            ? Answer(.notModified) : Answer(.ok, type: "text/javascript; charset=utf-8", source)
        answer.headers.removeAll { $0.name == "cache-control" }
        answer.headers += [
            ("cache-control", "public, max-age=\(maximumAge)"), ("etag", tag),
            // Pages of other sites load it, also those that are isolated from others (COEP).
            ("cross-origin-resource-policy", "cross-origin"), ("access-control-allow-origin", "*"),
        ]
        return .answer(answer)
    }
}
