import Bookings
import NIOHTTP1

/// A whole request, as the handlers see it.
struct Request: Sendable {
    var method: HTTPMethod
    /// The path, still percent-encoded.
    var path: Substring
    /// What stands after `?`; nil where there is none.
    var query: Substring?
    var headers: HTTPHeaders
    var body: [UInt8] = []
    var receivedAt: Timestamp
    /// Whether the name in `Host` is one of this machine's own, so that bookings may be shown.
    var isLocal = true

    /// Whether it came over the Unix socket.
    var isSocket = false

    init(head: HTTPRequestHead, receivedAt: Timestamp, isLocal: Bool = true) {
        method = head.method
        headers = head.headers
        self.receivedAt = receivedAt
        self.isLocal = isLocal
        var target = head.uri[...]
        if target.utf8.first != UInt8(ascii: "/"), let scheme = target.firstRange(of: "://") {
            let authority = target[scheme.upperBound...]
            target = authority.firstIndex { $0 == "/" || $0 == "?" }.map { authority[$0...] } ?? "/"
        }
        if let fragment = target.firstIndex(ofByte: UInt8(ascii: "#")) { target = target[..<fragment] }
        let mark = target.firstIndex(ofByte: UInt8(ascii: "?"))
        path = mark.map { target[..<$0] } ?? target
        query = mark.map { target[target.utf8.index(after: $0)...] }
    }

    /// The value of a field; nil where it is missing or there more than once.
    func header(_ name: String) -> String? {
        var values = headers[name].makeIterator()
        guard let value = values.next(), values.next() == nil else { return nil }
        return value
    }

    /// The value of a parameter of the query, decoded; the first where there are several.
    func parameter(_ name: String) -> String? {
        for part in query?.utf8.split(separator: UInt8(ascii: "&")) ?? [] {
            let pieces = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard PercentDecoding.decode(pieces[0], plusIsSpace: true) == name else { continue }
            return pieces.count > 1 ? PercentDecoding.decode(pieces[1], plusIsSpace: true) : ""
        }
        return nil
    }

    /// The media type of the body, in lower case and without its parameters.
    var mediaType: String? {
        header("content-type").map { value in
            let type = value.utf8.prefix { $0 != UInt8(ascii: ";") }.filter { $0 != UInt8(ascii: " ") }
            return String(decoding: type, as: UTF8.self).lowercased()
        }
    }
}

/// Texts of requests, whose bytes stand in one piece; views of substrings go by them one at a time.
extension Substring {
    /// The bytes in UTF-8.
    var bytes: [UInt8] { utf8.withContiguousStorageIfAvailable { Array($0) } ?? Array(utf8) }

    /// Where a byte of ASCII stands first.
    func firstIndex(ofByte byte: UInt8) -> String.Index? {
        guard let offset = utf8.withContiguousStorageIfAvailable({ $0.firstIndex(of: byte) }) else {
            return utf8.firstIndex(of: byte)
        }
        return offset.map { utf8.index(startIndex, offsetBy: $0) }
    }
}
