/// A host and a port to listen on.
struct ListenAddress: Equatable, Sendable {
    /// An IP address, IPv6 without brackets, or a name.
    var host: String
    /// 0 takes a free one.
    var port: Int

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `127.0.0.1:8787`, `[::1]:8787` or `localhost:8787`.
    init(parsing text: String) throws(EndpointError) {
        let host: Substring
        let tail: Substring
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            host = text[text.index(after: text.startIndex)..<end]
            tail = text[text.index(after: end)...]
        } else {
            host = text.prefix { $0 != ":" }
            tail = text[host.endIndex...]
        }
        guard !host.isEmpty, tail.first == ":", tail.dropFirst().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = Int(tail.dropFirst()), port < 1 << 16
        else { throw .badAddress(text) }
        self.init(host: String(host), port: port)
    }

    /// `http://127.0.0.1:8787`.
    var url: String { host.contains(":") ? "http://[\(host)]:\(port)" : "http://\(host):\(port)" }
}
