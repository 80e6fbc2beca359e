import CAssets

/// A file that the binary carries.
enum EmbeddedFile {
    /// The bytes of a file, such as `pages/openapi.json`; nil where there is none of that name.
    static func bytes(_ name: String) -> [UInt8]? {
        for index in 0..<bw_asset_count() {
            guard let known = bw_asset_name(index), String(cString: known) == name else { continue }
            var length = 0
            guard let bytes = bw_asset_bytes(index, &length) else { return nil }
            return Array(UnsafeBufferPointer(start: bytes, count: length))
        }
        return nil
    }
}
