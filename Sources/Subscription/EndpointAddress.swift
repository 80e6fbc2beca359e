/// Where an endpoint is to be found.
public enum EndpointAddress: Hashable, Sendable, CustomStringConvertible {
    /// A host and a port.
    case tcp(host: String, port: Int)
    /// The path of a Unix socket.
    case unix(path: String)

    /// Reads `http://127.0.0.1:8787`, `127.0.0.1:8787`, `[::1]:8787`, `unix:/path`, `/path` or
    /// `folder/name`.
    ///
    /// Nil for anything else, and for https: encryption is left to the tunnel or the proxy between.
    public init?(_ text: String) {
        if text.hasPrefix("unix:") {
            self = .unix(path: String(text.dropFirst(5)))
            return
        }
        // A path, absolute or not, has a slash before its end and no colon.
        if text.hasPrefix("/") || text.hasPrefix("./") || (text.dropLast().contains("/") && !text.contains(":")) {
            self = .unix(path: text)
            return
        }
        var rest = text[...]
        if rest.hasPrefix("http://") { rest = rest.dropFirst(7) }
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        guard !rest.contains("/"), let colon = rest.lastIndex(of: ":"),
            let port = Int(rest[rest.index(after: colon)...]),
            (0...65_535).contains(port)
        else { return nil }
        var host = rest[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty else { return nil }
        self = .tcp(host: String(host), port: port)
    }

    /// The address as `init` reads it.
    public var description: String {
        switch self {
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): path
        }
    }

    /// The `Host` field of requests.
    var hostField: String {
        switch self {
        case .tcp: description
        case .unix: "localhost"
        }
    }
}
