import CAssets

/// The files that the binary carries: themes, pages, scripts.
public enum EmbeddedFile {
    private static let places: [String: Int] = {
        var places: [String: Int] = [:]
        for index in 0..<bw_asset_count() {
            if let name = bw_asset_name(index) { places[String(cString: name)] = index }
        }
        return places
    }()

    /// Their names, such as `themes/default.toml`, in order.
    public static let names = places.keys.sorted()

    /// The bytes of a file; nil where there is none of that name.
    public static func bytes(_ name: String) -> [UInt8]? {
        var length = 0
        guard let place = places[name], let bytes = bw_asset_bytes(place, &length) else { return nil }
        return Array(UnsafeBufferPointer(start: bytes, count: length))
    }
}
