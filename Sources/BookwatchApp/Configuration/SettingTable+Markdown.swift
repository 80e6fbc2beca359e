extension SettingTable {
    /// All settings as a table of the README.
    static var markdown: String {
        let rows = all.map { setting in
            [
                code(setting.key), setting.flag.map(code) ?? "", setting.variable.map(code) ?? "",
                setting.standardText.map(code) ?? "", setting.help,
            ]
        }
        let ofSources = ofSource.map { setting in
            [
                code("sources.NAME." + setting.key), setting.isSecret ? "" : code(SourceAssignment.flag),
                code(Environment.sourcesVariable), "", setting.help,
            ]
        }
        let head = [["key", "flag", "variable", "default", "what"], Array(repeating: "---", count: 5)]
        return (head + rows + ofSources)
            .map { "| " + $0.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n" }
            .joined()
    }

    private static func code(_ text: String) -> String { "`" + text + "`" }
}
