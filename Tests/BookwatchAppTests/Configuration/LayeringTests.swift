import Foundation
import Testing

@testable import BookwatchApp

/// Which value wins, and what is told of it.
@Suite struct LayeringTests {
    private static let file = "theme = \"light\"\nlog = \"/tmp/file.jsonl\"\nlisten = \"127.0.0.1:1\"\n"
    private static let variables = ["BOOKWATCH_THEME": "mono", "BOOKWATCH_LOG": "/tmp/variable.jsonl"]

    @Test func aFlagWinsOverAVariableOverTheFileOverTheDefault() throws {
        let flags = [GivenFlag(name: "--theme", value: "night")]
        let layers = try SettingSamples.layers(Self.file, variables: Self.variables, flags: flags)
        #expect(layers.places == [])
        #expect(layers.value("theme") == .text("night"))
        #expect(layers.value("log.path") == .text("/tmp/variable.jsonl"))
        #expect(layers.value("listen") == .text("127.0.0.1:1"))
        #expect(layers.value("ascii") == .truth(false))
        #expect(
            ["theme", "log.path", "listen", "ascii"].map { layers.origin(of: $0).kind } == [
                "flag", "variable", "file", "default",
            ]
        )
    }

    @Test func theProgramLaysThemTheSameWay() throws {
        let folder = try TemporaryFolder()
        try Self.file.write(toFile: folder.path("c.toml"), atomically: true, encoding: .utf8)
        let output = try Executable.run(
            ["config", "show", "--format", "json", "--theme", "night", "--ascii"],
            environment: Self.variables.merging(["BOOKWATCH_CONFIG": folder.path("c.toml")]) { $1 }
        )
        #expect(output.status == 0)
        let origins = try ShownSettings(output.standardOutput)
        #expect(origins.value("theme") as? String == "night")
        #expect(origins.origin("theme") == "flag")
        #expect(origins.origin("ascii") == "flag")
        #expect(origins.origin("log.path") == "variable")
        #expect(origins.origin("listen") == "file")
        #expect(origins.setting("listen")?["line"] as? Int == 3)
        #expect(origins.setting("listen")?["column"] as? Int == 1)
        #expect(origins.origin("filter") == "default")
    }

    @Test func everyFlagReachesItsSetting() throws {
        var arguments = ["config", "show", "--format", "json"]
        let settings = SettingSamples.settings.filter { $0.flag != nil }
        for setting in settings {
            let flag = try #require(setting.flag)
            if case .truth = setting.form {
                arguments.append(flag)
            } else {
                arguments += [flag, try SettingSamples.text(setting)]
            }
        }
        let output = try Executable.run(arguments)
        #expect(output.status == 0, "\(output.standardError)")
        let shown = try ShownSettings(output.standardOutput)
        for setting in settings { #expect(shown.origin(setting.key) == "flag", "\(setting.key)") }
    }

    @Test func aSourceIsPutTogetherKeyByKey() throws {
        let layers = try SettingSamples.layers(
            "[sources.web]\nlabel = \"File\"\nevent_type = \"Demo\"\n",
            variables: ["BOOKWATCH_SOURCES": "web.label=Variable; a.b.master_page=sales"],
            flags: [
                GivenFlag(name: "--source", value: "web.thank_you.fields=who=name"),
                GivenFlag(name: "--source", value: "web.thank_you.redirect=https://www.example.com/?a=b"),
            ]
        )
        #expect(layers.places == [])
        #expect(layers.value("sources.web.label") == .text("Variable"))
        #expect(layers.value("sources.web.event_type") == .text("Demo"))
        #expect(layers.value("sources.a.b.master_page") == .text("sales"))
        #expect(layers.value("sources.web.thank_you.redirect") == .text("https://www.example.com/?a=b"))
        #expect(layers.value("sources.web.thank_you.fields") == .pairs([.init(name: "who", value: "name")]))
    }

    @Test func linesLeaveSemicolonsToTheValues() throws {
        let layers = try SettingSamples.layers(variables: ["BOOKWATCH_SOURCES": "\nweb.label=a; b\nshop.label=c\n"])
        #expect(layers.value("sources.web.label") == .text("a; b"))
        #expect(layers.value("sources.shop.label") == .text("c"))
    }

    @Test(arguments: [
        ("web", "NAME.KEY=VALUE"), ("web=x", "NAME.KEY=VALUE"), ("web.lable=x", "did you mean “web.label”?"),
        ("a/b.label=x", "cannot be a source"), (".label=x", "cannot be a source"),
        ("web.token=abcdefghijklmnop", "other users see the command line"),
        ("web.origins=x", "web.origins: “x” is no origin"),
    ])
    func aWrongSourceFlagSaysWhy(value: String, reason: String) throws {
        let layers = try SettingSamples.layers(flags: [GivenFlag(name: "--source", value: value)])
        #expect(layers.places.count == 1)
        #expect(layers.places.first?.hasPrefix("--source: ") == true)
        #expect(layers.places.first?.contains(reason) == true, "\(layers.places)")
    }

    @Test func aTokenMayComeFromAVariable() throws {
        let layers = try SettingSamples.layers(variables: ["BOOKWATCH_SOURCES": "web.token=abcdefghijklmnop"])
        #expect(layers.places == [])
        #expect(layers.value("sources.web.token") == .text("abcdefghijklmnop"))
    }
}

/// The output of `config show --format json`.
struct ShownSettings {
    private let settings: [[String: Any]]

    init(_ text: String) throws {
        settings = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    }

    func setting(_ key: String) -> [String: Any]? { settings.first { $0["key"] as? String == key } }
    func origin(_ key: String) -> String? { setting(key)?["origin"] as? String }
    func value(_ key: String) -> Any? { setting(key)?["value"] }
}
