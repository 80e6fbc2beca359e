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
        if let name = getenv("TZ").map({ String(cString: $0) }), !name.isEmpty {
            return system.rules(for: name.hasPrefix(":") ? String(name.dropFirst()) : name) ?? .utc
        }
        var target = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink("/etc/localtime", &target, target.count - 1)
        if length > 0 {
            let path = String(decoding: target[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
            if let mark = path.firstRange(of: "zoneinfo/"),
                let rules = system.rules(for: String(path[mark.upperBound...]))
            {
                return rules
            }
        }
        return zoneFile("/etc/localtime").flatMap { ZoneRules(name: "local", tzif: $0) } ?? .utc
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
