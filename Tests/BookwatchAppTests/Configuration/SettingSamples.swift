import Foundation
import Testing

@testable import BookwatchApp

/// A good value for each setting that is not its default, as it is written in a variable or a flag.
enum SettingSamples {
    static let texts: [String: String] = [
        "listen": "127.0.0.1:9999",
        "socket": "/tmp/other.sock",
        "log.path": "/tmp/other.jsonl",
        "log.sync": "1s",
        "log.rotate_size": "10 MiB",
        "log.rotate": "daily",
        "log.compress": "false",
        "log.keep": "30d",
        "theme": "light",
        "filter": "type:demo",
        "view": "demos",
        "colors": "16",
        "ascii": "true",
        "keys": "vim",
        "clipboard": "osc52",
        "linear": "true",
        "hosts": "a.example.com,b.example.com",
        "origins": "https://a.example.com,http://localhost:8080",
        "public_url": "https://bookings.example.com",
        "only_declared_sources": "true",
        "booking_pages.meeting_time": "utc",
        "webhooks.secrets": "one-secret,another-secret",
        "webhooks.tolerance": "10m",
        "webhooks.stale": "refuse",
        "thank_you.template": "/tmp/page.html",
        "thank_you.redirect": "https://www.example.com/thanks",
        "thank_you.fields": "customer=name,why=field.reason",
    ]

    /// All settings but the one that needs a file.
    static var settings: [Setting<Settings>] { SettingTable.all.filter { $0.key != "webhooks.secrets_file" } }

    static func text(_ setting: Setting<Settings>) throws -> String {
        try #require(texts[setting.key], "no sample for \(setting.key)")
    }

    /// Settings read from a file with this text, and from variables and flags.
    static func layers(
        _ text: String = "",
        variables: [String: String] = [:],
        flags: [GivenFlag] = []
    ) throws -> LayeredSettings {
        let folder = try TemporaryFolder()
        let path = folder.path("config.toml")
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        var layers = try LayeredSettings.load(onlyFile: path)
        layers.read(variables)
        layers.read(flags)
        return layers
    }
}

extension LayeredSettings {
    /// Line and column of what was found, with the message.
    var places: [String] {
        found.map { diagnostic in
            guard case .file(_, let line, let column) = diagnostic.origin else { return diagnostic.text }
            return "\(line):\(column): \(diagnostic.message)"
        }
    }

    func value(_ key: String) -> SettingValue? {
        settingsThere.first { $0.key == key }?.value(settings)
    }
}
