import Foundation
import Testing

@testable import BookwatchApp

/// `bookwatch config`, as it is used.
@Suite struct ConfigCommandTests {
    private static func check(_ text: String, mode: Int = 0o600) throws -> Executable.Output {
        let folder = try TemporaryFolder()
        let path = folder.path("c.toml")
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return try Executable.run(["config", "check", path])
    }

    @Test func initWritesAFileThatIsPrivateAndGood() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a/b/config.toml")
        let output = try Executable.run(["config", "init", "--config", path])
        #expect(output.status == 0)
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(path) == 0o600)
        #expect(try mode(folder.path("a/b")) == 0o700)
        #expect(try Executable.run(["config", "check", path]).standardOutput.hasSuffix("config.toml: good\n"))
    }

    @Test func initReplacesAFileOnlyByForce() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("c.toml")
        try "theme = \"light\"\n".write(toFile: path, atomically: true, encoding: .utf8)
        let refused = try Executable.run(["config", "init", "--config", path])
        #expect(refused.status == 1)
        #expect(refused.standardError.contains("--force"))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "theme = \"light\"\n")
        #expect(try Executable.run(["config", "init", "--force", "--config", path]).status == 0)
        #expect(try String(contentsOfFile: path, encoding: .utf8).contains("#theme = \"auto\""))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 1)
    }

    @Test func whatInitWritesIsTheDefaults() throws {
        let text = ConfigurationTemplate.text(token: RandomToken.make())
        let layers = try SettingSamples.layers(text)
        #expect(layers.places == [])
        for setting in SettingTable.all { #expect(setting.value(layers.settings) == setting.standardValue) }
    }

    @Test func everyLineThatInitWritesCanBeSwitchedOn() throws {
        let text = ConfigurationTemplate.text(token: RandomToken.make())
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let switchedOn = lines.map { $0.hasPrefix("#") && !$0.hasPrefix("# ") ? $0.dropFirst() : $0 }
        let layers = try SettingSamples.layers(switchedOn.joined(separator: "\n"))
        #expect(layers.found.filter { $0.severity == .error }.map(\.text) == [])
        for setting in SettingTable.all where setting.example == nil {
            #expect(setting.value(layers.settings) == setting.standardValue, "\(setting.key)")
        }
        for setting in SettingTable.all + SettingTable.source("website") where setting.key != "webhooks.secrets_file" {
            #expect(layers.origin(of: setting.key).kind == "file", "\(setting.key)")
        }
    }

    @Test func checkTellsAllFaultsInTheOrderOfTheFile() throws {
        let output = try Self.check(
            """
            thme = "light"
            listen = "8787"
              filter = "name:ada OR ("
            [webhooks]
            theme = "light"
            tolerence = 1
            [sources.web]
            evnt_type = "x"
            """
        )
        #expect(output.status == 1)
        #expect(output.standardOutput.isEmpty)
        let lines = output.standardError.split(separator: "\n").map { $0.drop { $0 != ":" } }
        let starts = [":1:1: “thme” is no setting here; did you mean “theme”?", ":2:1: listen:", ":3:3: filter:"]
        for (line, start) in zip(lines, starts) { #expect(line.hasPrefix(start), "\(line)") }
        #expect(output.standardError.contains("    name:ada OR (\n    "))
        #expect(
            output.standardError.contains(":5:1: “theme” is no setting in [webhooks]; it stands at the top of the file")
        )
        #expect(
            output.standardError.contains(":6:1: “tolerence” is no setting in [webhooks]; did you mean “tolerance”?")
        )
        #expect(
            output.standardError.contains(
                ":8:1: “evnt_type” is no setting in [sources.web]; did you mean “event_type”?"
            )
        )
    }

    @Test func checkLooksForThemesAndFiles() throws {
        let output = try Self.check("theme = \"ligth\"\n[sources.web]\nthank_you.template = \"nowhere.html\"\n")
        #expect(output.status == 1)
        #expect(output.standardError.contains(":1:1: theme: there is no theme “ligth”; did you mean “light”?"))
        #expect(output.standardError.contains(":3:1: sources.web.thank_you.template: cannot read"))
    }

    @Test func checkWarnsOfAFileOfSecretsThatOthersMayRead() throws {
        let text = "[webhooks]\nsecrets = [\"abc\"]\n"
        let open = try Self.check(text, mode: 0o644)
        #expect(open.status == 0)
        #expect(open.standardError.contains("warning: other users may read this file"))
        #expect(try Self.check(text).standardError.isEmpty)
        #expect(try Self.check("theme = \"light\"\n", mode: 0o644).standardError.isEmpty)
    }

    @Test(arguments: [
        ("a = [1,\n", 1), ("theme = \"light\"\ntheme = \"mono\"\n", 2), ("x\n", 1), ("\u{FEFF}[a]]\n", 1),
        ("theme = 1979-05-27\n", 1),
    ])
    func whatIsNotTOMLIsToldWithItsLine(text: String, line: Int) throws {
        let output = try Self.check(text)
        #expect(output.status == 1)
        #expect(output.standardError.contains("c.toml:\(line):"), "\(output.standardError)")
    }

    @Test func hostileTextInAFileIsShownSafely() throws {
        let output = try Self.check(
            """
            "\\u001b]0;title\\u0007" = 1
            theme = "\\u001b[2J\\u202e"
            filter = "(\\u001b[31m\\nfoo.toml:1:1: forged"
            hosts = ["a\\nfoo.toml:2:2: forged"]
            [sources."\\u009b31m"]
            [sources.web]
            "\\u001b" = "\\u001b"
            token = "\\u001b\\u001b\\u001b\\u001b\\u001b\\u001b\\u001b\\u001b\\u001b\\u001b\\u001b\\u001b\\u001b\\u001b\\u001b\\u001b"
            """
        )
        #expect(output.status == 1)
        let scalars = output.standardError.unicodeScalars
        #expect(scalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)) })
        #expect(!scalars.contains("\u{202E}"))
        #expect(!output.standardError.contains("\nfoo.toml"))
    }

    @Test func showHidesSecretsUnlessTheyAreAskedFor() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("c.toml")
        let text = "[webhooks]\nsecrets = [\"canary-secret\"]\n[sources.\"a.b\"]\ntoken = \"canary-token-0123\"\n"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        for format in ["toml", "json"] {
            let output = try Executable.run(["config", "show", "--config", path, "--format", format])
            #expect(output.status == 0)
            #expect(!output.standardOutput.contains("canary"))
        }
        let revealed = try Executable.run(["config", "show", "--config", path, "--reveal"]).standardOutput
        #expect(revealed.contains("canary-secret") && revealed.contains("canary-token-0123"))
        // What it prints says the same again.
        let again = try SettingSamples.layers(revealed)
        #expect(again.found.filter { $0.severity == .error }.map(\.text) == [])
        #expect(again.value("webhooks.secrets") == .list(["canary-secret"]))
        #expect(again.value("sources.a.b.token") == .text("canary-token-0123"))
    }

    @Test func aFileOfSecretsMustBeClosedToOthers() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("secrets")
        try "# those of OnceHub\none-secret\r\n\nanother-secret\n".write(
            toFile: path,
            atomically: true,
            encoding: .utf8
        )
        func run(_ mode: Int) throws -> Executable.Output {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            return try Executable.run(["config", "show", "--webhook-secrets-file", path])
        }
        let open = try run(0o640)
        #expect(open.status == 1)
        #expect(open.standardError.contains("--webhook-secrets-file: other users may use"))
        #expect(open.standardError.contains("chmod 600"))
        let closed = try run(0o600)
        #expect(closed.status == 0)
        #expect(!closed.standardOutput.contains("one-secret"))
        #expect(try SecretFile(reading: path).secrets == ["one-secret", "another-secret"])
    }

    @Test func secretsAndTheirFileAtOnceAreAnError() throws {
        let folder = try TemporaryFolder()
        try "one-secret\n".write(toFile: folder.path("secrets"), atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.path("secrets"))
        let text = "[webhooks]\nsecrets = [\"x\"]\nsecrets_file = \"\(folder.path("secrets"))\"\n"
        #expect(try SettingSamples.layers(text).places.first?.hasPrefix("3:1: ") == true)
        let layers = try SettingSamples.layers(
            "[webhooks]\nsecrets = [\"x\"]\n",
            flags: [GivenFlag(name: "--webhook-secrets-file", value: folder.path("secrets"))]
        )
        #expect(layers.places == [])
        #expect(layers.origin(of: "webhooks.secrets") == .standard)
        #expect(layers.value("webhooks.secrets") == .list([]))
    }

    @Test func aVariableThatIsNoSettingIsRemarkedOn() throws {
        let output = try Executable.run(["config", "check"], environment: ["BOOKWATCH_THEEM": "light"])
        #expect(output.status == 0)
        #expect(
            output.standardError.contains(
                "BOOKWATCH_THEEM: warning: this variable is no setting; did you mean “BOOKWATCH_THEME”?"
            )
        )
    }

    @Test(arguments: [["serve"], ["watch"], ["tail"], ["demo"], ["decode", "x"], ["sources"], ["replay", "x"]])
    func everyCommandStartsByTellingAFaultyFile(arguments: [String]) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("c.toml")
        try "\n lisen = \"x\"\n".write(toFile: path, atomically: true, encoding: .utf8)
        let output = try Executable.run(arguments, environment: ["BOOKWATCH_CONFIG": path])
        #expect(output.status == 1)
        #expect(output.standardError.contains("c.toml:2:2: “lisen” is no setting here; did you mean “listen”?"))
    }

    @Test(arguments: [["serve"], ["watch"], ["tail"], ["decode", "x"], ["sources"]])
    func everyCommandStartsByTellingAFaultyVariable(arguments: [String]) throws {
        let output = try Executable.run(arguments, environment: ["BOOKWATCH_LISTEN": "8787"])
        #expect(output.status == 1)
        #expect(output.standardError.contains("BOOKWATCH_LISTEN: “8787” is no address to listen on"))
    }
}
