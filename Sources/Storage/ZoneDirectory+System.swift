public import Bookings

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension ZoneDirectory {
    /// The zones of this machine: `$TZDIR`, else `/usr/share/zoneinfo`.
    public static let system = ZoneDirectory { name in
        let folder = getenv("TZDIR").map { String(cString: $0) } ?? "/usr/share/zoneinfo"
        return zoneFile(folder + "/" + name)
    }

    /// The rules of this machine's own zone: `$TZ`, else `/etc/localtime`; UTC where neither says one.
    public static var local: ZoneRules {
        if let value = getenv("TZ").map({ String(cString: $0) }), !value.isEmpty {
            let name = value.hasPrefix(":") ? String(value.dropFirst()) : value
            guard name.hasPrefix("/") else { return system.rules(for: name) ?? .utc }
            return zone(inFile: name) ?? .utc
        }
        return zone(inFile: "/etc/localtime") ?? .utc
    }

    /// The rules in a file; named as the file that it links to, where that is one of the system's.
    private static func zone(inFile path: String) -> ZoneRules? {
        var target = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink(path, &target, target.count - 1)
        if length > 0 {
            let link = String(decoding: target[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
            if let mark = link.firstRange(of: "zoneinfo/"),
                let rules = system.rules(for: String(link[mark.upperBound...]))
            {
                return rules
            }
        }
        return zoneFile(path).flatMap { ZoneRules(name: "local", tzif: $0) }
    }

    /// Larger than any zone's file.
    private static let sizeLimit = 256 << 10

    private static func zoneFile(_ path: String) -> [UInt8]? {
        // Zone files are often links, so O_NOFOLLOW would be wrong here.
        guard let file = fopen(path, "re") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: sizeLimit)
        let count = fread(&bytes, 1, bytes.count, file)
        return count > 0 && count < sizeLimit ? Array(bytes[..<count]) : nil
    }
}
