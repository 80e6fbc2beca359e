/// The command that sends a sighting again, as a line for a shell.
public enum ResendCommand {
    /// A line for `curl` that sends what arrived to the endpoint, by the channel by which it came.
    ///
    /// What arrived stands between single quotes, in which a shell reads nothing, and holds no control and no line break. A
    /// webhook is sent without its signature, which was made for another time: an endpoint that checks signatures refuses it.
    ///
    /// - Parameters:
    ///   - sighting: what arrived.
    ///   - base: the URL of the endpoint, without a slash at its end: `http://127.0.0.1:8787`.
    /// - Returns: one line without its end.
    public static func curl(_ sighting: Sighting, to base: String) -> String {
        let (target, body) = request(of: sighting)
        guard let body else { return "curl --globoff " + quoted(base + target) }
        let text = String(decoding: body, as: UTF8.self)
        return "curl -H 'Content-Type: application/json' --data-binary " + quoted(text) + " " + quoted(base + target)
    }

    /// The request that sends what arrived again: its target, with ASCII alone, and its JSON body, for POST; without one
    /// it is a GET.
    public static func request(of sighting: Sighting) -> (target: String, body: [UInt8]?) {
        let source = sighting.source.map { percentEncoded($0, keeping: "") }
        switch sighting.raw {
        case .query(let query):
            let path = "/confirm" + (source.map { "/" + $0 } ?? "")
            return (path + "?" + percentEncoded(query, keeping: "!$%&()*+,/:;=?@"), nil)
        case .json(let bytes):
            let path =
                sighting.channel == .webhook
                ? "/v1/webhooks/oncehub" : "/v1/confirmations" + (source.map { "?source=" + $0 } ?? "")
            return (path, bytes)
        }
    }

    /// A text between single quotes, for a shell.
    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: #"'\''"#) + "'"
    }

    /// The text with what is not unreserved (RFC 3986 section 2.3) percent-encoded, except for some characters.
    private static func percentEncoded(_ text: String, keeping kept: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                bytes.append(byte)
            case _ where "-._~".utf8.contains(byte) || kept.utf8.contains(byte): bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
