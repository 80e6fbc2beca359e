import Assets

/// The themes that the program carries.
enum BuiltInThemes {
    /// Their names, in order.
    static let names = EmbeddedFile.names.compactMap { name in
        name.hasPrefix("themes/") ? String(name.dropFirst(7).dropLast(5)) : nil
    }.sorted()

    /// The bytes of one; nil where there is none of that name.
    static func contents(of name: String) -> [UInt8]? {
        EmbeddedFile.bytes("themes/\(name).toml")
    }

    /// What messages call one of them: the path in the repository.
    static func file(of name: String) -> String { "Themes/\(name).toml" }
}
