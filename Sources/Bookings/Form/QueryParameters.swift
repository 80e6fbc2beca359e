/// The parameters of a query, decoded by bytes (contract.md section 8, rule 1).
///
/// Foundation's `URLComponents` leaves `+` as it is and `removingPercentEncoding` gives up on bytes that are not UTF-8, so
/// neither can be used here.
struct QueryParameters {
    /// The names and values in the order of arrival; those without a name or a value are left out.
    var pairs: [(name: String, value: String)] = []

    /// The query of a URL: what stands between the first `?` and `#`; the whole text where it has neither scheme nor path.
    static func query(in bytes: some Collection<UInt8>) -> [UInt8] {
        let head = bytes.prefix { $0 != UInt8(ascii: "#") }
        if let mark = head.firstIndex(of: UInt8(ascii: "?")) {
            return Array(head[head.index(after: mark)...])
        }
        // "https://…" and "/confirm" without a query carry no parameters; "a=b&c=d" is a query by itself.
        let firstName = head.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "&") }
        return firstName.contains(UInt8(ascii: "/")) ? [] : Array(head)
    }

    init(query: [UInt8], limit: Int) throws(PayloadError) {
        for (count, part) in query.split(separator: UInt8(ascii: "&")).enumerated() {
            guard count < limit else { throw .tooManyParameters(limit: limit) }
            let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            let name = QueryParameters.decode(part[..<equals], plusIsSpace: true, keepsFirstPlus: false)
            let rawValue = part[equals...].dropFirst()
            let folded = name.lowercased()
            let value = QueryParameters.decode(
                rawValue,
                plusIsSpace: folded != "email",
                keepsFirstPlus: ["phone", "mobile", "mobile_phone"].contains(folded)
            )
            guard !name.isEmpty, !value.isEmpty else { continue }
            pairs.append((name, value))
        }
    }

    /// Decodes `%XX` and `+`; a `%` without two hexadecimal digits stays, bytes that are not UTF-8 become U+FFFD.
    static func decode(_ bytes: ArraySlice<UInt8>, plusIsSpace: Bool, keepsFirstPlus: Bool) -> String {
        String(decoding: self.bytes(bytes, plusIsSpace: plusIsSpace, keepsFirstPlus: keepsFirstPlus), as: UTF8.self)
    }

    /// What `decode` makes of it, as bytes that may not be UTF-8.
    static func bytes(_ bytes: ArraySlice<UInt8>, plusIsSpace: Bool, keepsFirstPlus: Bool) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%"), index + 2 < bytes.endIndex,
                let high = hexadecimalDigit(bytes[index + 1]), let low = hexadecimalDigit(bytes[index + 2])
            {
                decoded.append(high << 4 | low)
                index += 3
                continue
            }
            let isKept = keepsFirstPlus && index == bytes.startIndex
            decoded.append(byte == UInt8(ascii: "+") && plusIsSpace && !isKept ? UInt8(ascii: " ") : byte)
            index += 1
        }
        return decoded
    }
}
