import Assets
import Synchronization

/// The pages of the stand-in, with what in them depends on where it runs filled in.
final class StandInPages: Sendable {
    /// Whose pages.
    enum Origin: Sendable {
        case site, oncehub
    }

    /// Where everybody is.
    struct Places: Sendable {
        var site = ""
        var oncehub = ""
        var endpoint = ""
    }

    /// A page as it is sent.
    struct Page {
        var type: String
        var body: [UInt8]
        /// The content security policy; a site that has a strict one must be able to use bookwatch's script.
        var policy: String?
    }

    let places = Mutex(Places())

    private static let files: [Origin: [String: String]] = [
        .site: [
            "/": "index.html", "/booking-page": "booking-page.html", "/booking-calendar": "booking-calendar.html",
            "/thanks": "thanks.html", "/site.css": "site.css", "/site.js": "site.js", "/site-late.js": "site-late.js",
        ],
        .oncehub: [
            "/booking": "booking.html", "/booking.js": "booking.js", "/site.css": "site.css",
            "/mergedjs/so.js": "so.js", "/cal/embed.js": "embed.js",
        ],
    ]
    /// The attributes of bookwatch's script that a page's query may set.
    private static let attributes = [
        "endpoint", "source", "token", "message", "prefill", "prefill-map", "analytics", "keep", "origins",
        "text-thanks", "text-close",
    ]

    /// The page at a request target; nil where there is none.
    func page(at target: String, of origin: Origin) -> Page? {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let query = parts.count > 1 ? String(parts[1]) : ""
        guard let file = parts.first.flatMap({ StandInPages.files[origin]?[String($0)] }),
            let bytes = EmbeddedFile.bytes("stand-in/" + file)
        else { return nil }
        guard file.hasSuffix(".html") else {
            let type = file.hasSuffix(".css") ? "text/css" : "text/javascript"
            return Page(type: type + "; charset=utf-8", body: bytes)
        }
        let places = places.withLock { $0 }
        var text = String(decoding: bytes, as: UTF8.self)
        for (name, value) in [
            ("site", places.site), ("oncehub", places.oncehub), ("endpoint", places.endpoint),
            ("site-encoded", StandInPages.encoded(places.site)),
            ("endpoint-encoded", StandInPages.encoded(places.endpoint)), ("query", query),
            ("attributes", StandInPages.attributes(in: query, places)),
        ] {
            text.replace("{{\(name)}}", with: name == "attributes" ? value : StandInPages.escaped(value))
        }
        let policy =
            "default-src 'none'; script-src 'self' \(places.endpoint) \(places.oncehub); connect-src \(places.endpoint); "
            + "style-src 'self'; frame-src \(places.oncehub); base-uri 'none'; form-action 'self'"
        return Page(
            type: "text/html; charset=utf-8",
            body: Array(text.utf8),
            policy: origin == .site ? policy : nil
        )
    }

    private static func attributes(in query: String, _ places: Places) -> String {
        var values = ["source": "website", "origins": places.oncehub]
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, attributes.contains(String(parts[0])) { values[String(parts[0])] = decoded(parts[1]) }
        }
        return attributes.compactMap { name in values[name].map { "data-\(name)=\"\(escaped($0))\"" } }
            .joined(separator: " ")
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing("<", with: "&lt;")
    }

    private static func encoded(_ url: String) -> String {
        url.replacing(":", with: "%3A").replacing("/", with: "%2F")
    }

    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
