import CAssets

/// The themes that the program carries.
enum BuiltInThemes {
    /// Their names, in order.
    static let names = assets.keys.sorted()

    /// The bytes of one; nil where there is none of that name.
    static func contents(of name: String) -> [UInt8]? {
        assets[name]
    }

    /// What messages call one of them: the path in the repository.
    static func file(of name: String) -> String { "Themes/\(name).toml" }

    private static let assets: [String: [UInt8]] = {
        var assets: [String: [UInt8]] = [:]
        for index in 0..<bw_asset_count() {
            var length = 0
            guard let name = bw_asset_name(index).map({ String(cString: $0) }),
                name.hasPrefix("themes/"), name.hasSuffix(".toml"), let bytes = bw_asset_bytes(index, &length)
            else { continue }
            assets[String(name.dropFirst(7).dropLast(5))] = Array(UnsafeBufferPointer(start: bytes, count: length))
        }
        return assets
    }()
}
