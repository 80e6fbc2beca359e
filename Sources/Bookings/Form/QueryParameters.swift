/// The parameters of a query, decoded by bytes (contract.md section 8, rule 1).
///
/// Foundation's `URLComponents` leaves `+` as it is and `removingPercentEncoding` gives up on bytes that are not UTF-8, so
/// neither can be used here.
struct QueryParameters {
    /// A name, as it came and in lower case, and a value.
    struct Pair {
        var name: String
        var folded: String
        var value: String
    }

    /// The parameters in the order of arrival; those without a name or a value are left out.
    private(set) var pairs: [Pair] = []
    private static let phones: Set<String> = ["phone", "mobile", "mobile_phone"]

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
        var rest = query[...]
        var count = 0
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "&")) ?? rest.endIndex
            let part = rest[..<end]
            rest = rest[end...].dropFirst()
            if part.isEmpty { continue }
            guard count < limit else { throw .tooManyParameters(limit: limit) }
            count += 1
            let pair = QueryParameters.parameter(of: part)
            if !pair.name.isEmpty, !pair.value.isEmpty { pairs.append(pair) }
        }
    }

    /// The name and the value of what stands between two `&`.
    static func parameter(of part: some Collection<UInt8>) -> Pair {
        let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
        let name = PercentDecoding.decode(part[..<equals], plusIsSpace: true)
        let rawValue = part[equals...].dropFirst()
        let folded = name.lowercased()
        let value = PercentDecoding.decode(
            rawValue,
            plusIsSpace: folded != "email",
            keepsFirstPlus: phones.contains(folded)
        )
        return Pair(name: name, folded: folded, value: value)
    }
}
