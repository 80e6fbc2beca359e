import Foundation
import Testing

@testable import BookwatchApp

/// `bookwatch paths`, and the profiles of the configuration.
@Suite struct PathsAndProfilesTests {
    private static let file = """
        theme = "light"
        listen = "127.0.0.1:1"
        [profiles.wall]
        theme = "mono"
        webhooks.tolerance = "10m"
        [profiles.wall.sources.web]
        label = "Wall"
        [profiles.other]
        theme = "night"
        """

    private func run(_ arguments: [String], file: String = Self.file, variables: [String: String] = [:]) throws
        -> Executable.Output
    {
        let folder = try TemporaryFolder()
        let path = folder.path("c.toml")
        try file.write(toFile: path, atomically: true, encoding: .utf8)
        return try Executable.run(arguments, environment: variables.merging(["BOOKWATCH_CONFIG": path]) { $1 })
    }

    @Test func aProfileIsLaidOverTheFileAndUnderTheVariables() throws {
        let plain = try run(["config", "show"]).standardOutput
        #expect(plain.contains(/theme = "light" +# .*c.toml:1:1\n/))
        let wall = try run(["config", "show", "--origin", "--profile", "wall"]).standardOutput
        #expect(wall.contains(/theme = "mono" +# .*c.toml:4:1 \(profile wall\)\n/))
        #expect(wall.contains(/listen = "127.0.0.1:1" +# .*c.toml:2:1\n/))
        #expect(wall.contains("tolerance = 600") && wall.contains("[sources.web]"))
        let varied = try run(["config", "show"], variables: ["BOOKWATCH_PROFILE": "wall", "BOOKWATCH_THEME": "paper"])
        #expect(varied.standardOutput.contains(/theme = "paper" +# BOOKWATCH_THEME\n/))
        #expect(varied.standardError.isEmpty)
        #expect(try !run(["config", "show", "--no-origin"]).standardOutput.contains("#  "))
    }

    @Test func jsonTellsTheProfile() throws {
        let output = try run(["config", "show", "--format", "json", "--profile", "wall"])
        #expect(output.standardOutput.contains(#""value":"mono","origin":"profile","profile":"wall""#))
    }

    @Test func anUnknownProfileIsAnErrorWithAHint() throws {
        let flag = try run(["tail", "--profile", "wal"])
        #expect(flag.status == 64)
        #expect(flag.standardError.contains("--profile: there is no profile “wal”; did you mean “wall”?"))
        let variable = try run(["tail"], variables: ["BOOKWATCH_PROFILE": "xyz"])
        #expect(variable.status == 1)
        #expect(variable.standardError.contains("BOOKWATCH_PROFILE: there is no profile “xyz”; there are other, wall"))
    }

    @Test(arguments: [
        ("[profiles.a]\nthme = \"x\"", "2:1 (profile a): “thme” is no setting here; did you mean “theme”?"),
        ("[profiles.a]\ntheme = 7", "2:1 (profile a): theme: a string is wanted"),
        ("profiles = 7", "1:1: “profiles” holds a table"),
        ("[profiles]\na = 7", "2:1: a profile is a table"), ("[profiles.a.profiles.b]", "a profile holds no profiles"),
        ("[profiles.\"a b\"]", "cannot be a profile"),
        ("[profiles.a]\ntheme = \"ligth\"", "did you mean “light”?"),
    ])
    func everyProfileIsChecked(text: String, words: String) throws {
        let output = try run(["config", "check"], file: text)
        #expect(output.status == 1)
        #expect(output.standardError.contains(words), "\(output.standardError)")
    }

    @Test func pathsTellWhatDecidesOnThemAndWhetherTheyAreThere() throws {
        let output = try run(["paths", "--json", "--log", "/nowhere/b.jsonl"])
        let rows = try #require(
            try JSONSerialization.jsonObject(with: Data(output.standardOutput.utf8)) as? [[String: Any]]
        )
        func row(_ name: String) -> [String: Any]? { rows.first { $0["name"] as? String == name } }
        #expect(row("configuration")?["decided_by"] as? String == "BOOKWATCH_CONFIG")
        #expect(row("configuration")?["exists"] as? Bool == true)
        #expect(row("log")?["origin"] as? String == "flag")
        #expect(row("log")?["exists"] as? Bool == false)
        #expect(row("refused payloads")?["path"] as? String == "/nowhere/rejected.jsonl")
        for (name, file) in [
            ("views", "config/bookwatch/views.toml"), ("kept screen", "state/bookwatch/screen.json"),
            ("kept theme", "state/bookwatch/theme"), ("filter history", "state/bookwatch/filter-history"),
            ("clipboard file", "state/bookwatch/clipboard.txt"),
        ] {
            #expect((row(name)?["path"] as? String)?.hasSuffix(file) == true, "\(name)")
        }
        #expect(row("themes")?["decided_by"] as? String == "XDG_CONFIG_HOME")
        let text = try run(["paths"]).standardOutput
        #expect(text.split(separator: "\n").count == rows.count)
    }
}
