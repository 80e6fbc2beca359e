/// The version of bookwatch, as `--version`, the endpoint and the live stream tell it.
enum Version {
    static let current = "0.1.0"
    /// The day of that version, for the manual.
    static let date = "2026-11-23"
}
