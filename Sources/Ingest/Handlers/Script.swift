import Assets
import Crypto
import NIOHTTP1

/// `/bookwatch.js`: the script for pages that embed a booking form, and for landing pages.
enum Script {
    /// Pages ask again after this many seconds; so a new version of the program reaches them soon.
    private static let maximumAge = 300

    /// The script without what browsers need not load.
    static let source = squeezed(EmbeddedFile.bytes("pages/bookwatch.js") ?? [])

    /// Drops comments, indentation and the blanks that separate no words.
    ///
    /// It knows no more of the language than that: comments have lines of their own, and no regular expression has a quote or
    /// a blank in it.
    static func squeezed(_ script: [UInt8]) -> [UInt8] {
        let blank = UInt8(ascii: " ")
        var result: [UInt8] = []
        for line in script.split(separator: UInt8(ascii: "\n")) {
            let code = line.drop { $0 == blank }
            guard !code.isEmpty, !code.starts(with: "//".utf8) else { continue }
            var quote: UInt8?
            var isEscaped = false
            for (index, byte) in zip(code.indices, code) {
                if quote == nil, byte == blank {
                    let next = code[(index + 1)...].first
                    guard let last = result.last, let next, isWord(last), isWord(next) else { continue }
                } else if quote == nil, "\"'`".utf8.contains(byte) {
                    quote = byte
                } else if byte == quote, !isEscaped {
                    quote = nil
                }
                isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
                result.append(byte)
            }
            result.append(UInt8(ascii: "\n"))
        }
        return result
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
        default: "_$".utf8.contains(byte)
        }
    }

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
