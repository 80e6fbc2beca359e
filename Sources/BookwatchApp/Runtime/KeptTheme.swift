/// The theme that was chosen in the dashboard: one line in a file of the state folder.
///
/// It counts where no setting names a theme, so a configuration file is never written to.
enum KeptTheme {
    private static var path: String { Environment.stateFolder + "/theme" }

    /// The choice as settings write it; nil where none was made.
    static func read() -> String? {
        guard let file = try? ConfigurationFile(reading: path, mustExist: false) else { return nil }
        let line = file.bytes.prefix { $0 >= 0x20 }
        return line.isEmpty ? nil : String(validating: line, as: UTF8.self)
    }

    static func write(_ choice: String) throws {
        try PrivateFile.write(Array((choice + "\n").utf8), to: path, replacing: true)
    }
}
