/// Payloads as they came: their keys stay.
extension Redactor {
    mutating func redact(_ raw: RawPayload, of product: Product, _ person: UInt32) -> RawPayload {
        switch raw {
        case .query(let query): return .query(redact(query: query, of: product, person))
        case .json(let json):
            guard let value = try? JSONParser.parse(json, limits: Redactor.limits) else {
                return .json(Array("null".utf8))
            }
            var bytes: [UInt8] = []
            JSONWriter.append(redact(value, under: "", person), to: &bytes)
            return .json(bytes)
        }
    }

    private static let limits = JSONParser.Limits(depth: 64, keys: 4_096, string: .max)

    private mutating func redact(query: String, of product: Product, _ person: UInt32) -> String {
        let parts = query.utf8.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false)
        return parts.map { part -> String in
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else {
                return Redactor.isPlainName(part) ? String(Substring(part)) : part.isEmpty ? "" : "text"
            }
            let name = part[..<equals]
            let parameter = QueryParameters.parameter(of: part)
            let key = RedactedKey(parameter: parameter.name, of: product)
            let value = redact(parameter.value, as: key, person)
            return (Redactor.isPlainName(name) ? String(Substring(name)) : "field") + "="
                + PercentEncoding.encode(value)
        }.joined(separator: "&")
    }

    /// Whether a name is one that a form or a program gives, in which nobody is named.
    private static func isPlainName(_ name: Substring.UTF8View) -> Bool {
        name.count <= 64 && !name.contains(UInt8(ascii: "@")) && Substring(name).firstRange(of: "%40") == nil
    }

    private mutating func redact(_ value: JSONValue, under name: String, _ person: UInt32) -> JSONValue {
        let key = RedactedKey(member: name)
        switch value {
        case .null, .bool: return value
        case .number: return key == .kept ? value : .number("0")
        case .string(let text): return .string(redact(text, as: key, person))
        case .array(let elements):
            if name == "custom_fields" { return .array(elements.map { redactAnswer($0, person) }) }
            if key == .guests { return .array(elements.map { redactGuest($0, person) }) }
            return .array(elements.map { redact($0, under: name, person) })
        case .object(let members):
            if key == .host { return redactHost(members) }
            if key == .kept { return redactPage(members, person) }
            // Source tags stand there without the beginning of their names.
            let prefix = name == "utm_params" ? "utm_" : ""
            return .object(
                members.map { JSONMember(name: $0.name, value: redact($0.value, under: prefix + $0.name, person)) }
            )
        }
    }

    private mutating func redactGuest(_ value: JSONValue, _ person: UInt32) -> JSONValue {
        guard let text = value.string else { return redact(value, under: "email", person) }
        return .string(text.isEmpty ? text : standIns.email(text))
    }

    /// `{"name":"…","value":…}`: the question stays, the answer does not.
    private mutating func redactAnswer(_ entry: JSONValue, _ person: UInt32) -> JSONValue {
        guard let members = entry.members, let name = entry["name"]?.string else {
            return redact(entry, under: "", person)
        }
        let key = RedactedKey(answer: name)
        return .object(
            members.map { member in
                guard member.name != "name" else { return member }
                return JSONMember(name: member.name, value: redactAnswer(member.value, as: key, person))
            }
        )
    }

    /// What is no text becomes the stand-in for the text that it is decoded to.
    private mutating func redactAnswer(_ value: JSONValue, as key: RedactedKey, _ person: UInt32) -> JSONValue {
        if let elements = value.elements { return .array(elements.map { redactAnswer($0, as: key, person) }) }
        guard let text = value.displayText else { return value }
        return .string(redact(text, as: key, person))
    }

    /// Something of the account's own, as a page: its names and ids stay.
    private mutating func redactPage(_ members: [JSONMember], _ person: UInt32) -> JSONValue {
        .object(
            members.map { member in
                let isName = ["name", "public_name", "id", "object"].contains(member.name)
                guard isName, let text = member.value.string else {
                    return JSONMember(name: member.name, value: redact(member.value, under: member.name, person))
                }
                return JSONMember(name: member.name, value: .string(kept(text)))
            }
        )
    }

    /// Whom the customer meets: what makes up the name has one number.
    private mutating func redactHost(_ members: [JSONMember]) -> JSONValue {
        let parts = ["first_name", "last_name"].map { part in
            members.first { $0.name == part }?.value.string.flatMap { $0.isEmpty ? nil : $0 }
        }
        let name = parts.compactMap(\.self)
        let standIn = name.isEmpty ? "" : standIns.host(name.joined(separator: " "))
        return .object(
            members.map { member in
                guard let text = member.value.string, !text.isEmpty else {
                    return JSONMember(name: member.name, value: redact(member.value, under: member.name, 0))
                }
                switch member.name {
                case "object": return member
                case "first_name" where name.count == 2: return JSONMember(name: member.name, value: .string("Host"))
                case "last_name" where name.count == 2:
                    return JSONMember(name: member.name, value: .string(String(standIn.dropFirst("Host ".count))))
                case "first_name", "last_name": return JSONMember(name: member.name, value: .string(standIn))
                default: return JSONMember(name: member.name, value: .string(standIns.host(text)))
                }
            }
        )
    }
}

/// Percent-encoding of what stands in a query (RFC 3986, section 2.3).
enum PercentEncoding {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// All but letters, digits and `-._~` is encoded.
    static func encode(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
