import Bookings
import Crypto
import NIOHTTP1

/// Who may send bookings: in the name of which source, and from which pages.
enum Admission {
    /// The source that a request names; nil where it names none.
    ///
    /// A declared source with a token is spoken for only by those who know it.
    static func source(_ name: String?, token: String?, _ services: Services) throws(Problem) -> String? {
        guard let name, !name.isEmpty else {
            guard !services.configuration.onlyDeclaredSources else { throw .undeclaredSource }
            return nil
        }
        guard isName(name) else { throw .noSuchSource }
        guard let declared = services.configuration.sources[name] else {
            guard !services.configuration.onlyDeclaredSources else { throw .undeclaredSource }
            return name
        }
        if let expected = declared.token, !isSame(token ?? "", expected) { throw .badToken }
        return name
    }

    /// The origin of the page that sends a request; nil where no page of another site does.
    static func origin(of request: Request, source name: String?, _ services: Services) throws(Problem) -> String? {
        let own = name.flatMap { services.configuration.sources[$0]?.origins } ?? []
        let listed = own.isEmpty ? services.configuration.origins : own
        let sent = request.headers["origin"]
        if let origin = sent.first, sent.count == 1, listed.contains(origin) { return origin }
        let site = request.headers["sec-fetch-site"]
        guard sent.isEmpty, site.allSatisfy({ $0 == "none" || $0 == "same-origin" }) else { throw .unknownOrigin }
        return nil
    }

    private static func isName(_ text: String) -> Bool {
        text.utf8.count <= 64
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "._-".utf8.contains(byte)
                }
            }
    }

    /// Compares by digests, which takes the same time wherever the texts differ and however long they are.
    private static func isSame(_ text: String, _ other: String) -> Bool {
        SHA256.hash(data: Array(text.utf8)) == SHA256.hash(data: Array(other.utf8))
    }
}

extension Problem {
    static let noSuchSource = Problem(
        .notFound,
        "no-such-source",
        "The name of a source is 1 to 64 letters, digits, dots, underscores and hyphens."
    )
    static let undeclaredSource = Problem(
        .forbidden,
        "undeclared-source",
        "Only sources that stand in “sources” of the configuration may send bookings here."
    )
    static let badToken = Problem(
        .forbidden,
        "bad-token",
        "The token of this source is missing or wrong; “bookwatch sources” shows the URL and the snippet that carry it."
    )
    static let unknownOrigin = Problem(
        .forbidden,
        "unknown-origin",
        "Pages of this origin may not send bookings. Those that may stand in “origins” of the configuration."
    )
}
