import Testing

@testable import BookwatchApp

/// Single values: which are taken, and what is suggested instead of the others.
@Suite struct ValueRulesTests {
    /// Key, value as TOML, and what the message says.
    static let wrong: [(key: String, value: String, message: String)] = [
        ("listen", "\"8787\"", "did you mean “127.0.0.1:8787”?"),
        ("listen", "\":8787\"", "did you mean “127.0.0.1:8787”?"),
        ("listen", "\"localhost\"", "did you mean “localhost:8787”?"),
        ("listen", "\"http://127.0.0.1:80/\"", "did you mean “127.0.0.1:80”?"),
        ("listen", "\"127.0.0.1:99999\"", "write host:port"),
        ("listen", "\"\"", "write host:port"),
        ("listen", "\"/tmp/x\"", "write host:port"),
        ("log.path", "\"\"", "a path is wanted"),
        ("log.sync", "\"eech\"", "did you mean “each”?"),
        ("log.rotate_size", "\"64 MB\"", "is no size"),
        ("log.rotate_size", "1000", "too small"),
        ("log.keep", "0", "says not what to keep"),
        ("log.keep", "\"30 moons\"", "says not what to keep"),
        ("theme", "\"\"", "the name of a theme is wanted"),
        ("filter", "\"type:(demo\"", "wrong at character 6"),
        ("colors", "257", "did you mean “256”?"),
        ("hosts", "[\"https://a.example.com/x\"]", "did you mean “a.example.com”?"),
        ("hosts", "[\"a.example.com:443\"]", "did you mean “a.example.com”?"),
        ("hosts", "[\"a b\"]", "is no host name"),
        ("origins", "[\"https://a.example.com/\"]", "did you mean “https://a.example.com”?"),
        ("origins", "[\"https://a.example.com/shop?x=1\"]", "did you mean “https://a.example.com”?"),
        ("origins", "[\"https://A.Example.com\"]", "did you mean “https://a.example.com”?"),
        ("origins", "[\"https://a.example.com:443\"]", "did you mean “https://a.example.com”?"),
        ("origins", "[\"http://a.example.com:80\"]", "did you mean “http://a.example.com”?"),
        ("origins", "[\"a.example.com\"]", "did you mean “https://a.example.com”?"),
        ("origins", "[\"*\"]", "list each origin"),
        ("origins", "[\"https://*.example.com\"]", "list each origin"),
        ("origins", "[\"null\"]", "is no origin"),
        ("origins", "[\"ftp://a.example.com\"]", "is no origin"),
        ("origins", "[\"https://user@a.example.com\"]", "is no origin"),
        ("origins", "[\"https://a.example.com\", \"https://a.example.com\"]", "twice"),
        ("public_url", "\"bookings.example.com\"", "did you mean “https://bookings.example.com”?"),
        ("public_url", "\"https://b.example.com/?a=1\"", "did you mean “https://b.example.com/”?"),
        ("public_url", "\"javascript:alert(1)\"", "is no http or https URL"),
        ("booking_pages.meeting_time", "\"UTC\"", "did you mean “utc”?"),
        ("webhooks.secrets", "[\"\"]", "a secret is empty"),
        ("webhooks.secrets", "[\"a b\"]", "a secret holds a space"),
        ("webhooks.tolerance", "0", "out of range"),
        ("webhooks.tolerance", "-1", "no span of time"),
        ("webhooks.tolerance", "\"8d\"", "out of range"),
        ("webhooks.tolerance", "\"99999999999999999999d\"", "no span of time"),
        ("webhooks.tolerance", "\"5x\"", "no span of time"),
        ("webhooks.stale", "\"refused\"", "did you mean “refuse”?"),
        ("thank_you.redirect", "\"www.example.com\"", "did you mean “https://www.example.com”?"),
        ("thank_you.redirect", "\"data:text/html,x\"", "is no http or https URL"),
        ("thank_you.fields", "{ who = \"nmae\" }", "did you mean “name”?"),
        ("thank_you.fields", "{ who = \"field.\" }", "is no field of a booking"),
    ]

    @Test(arguments: wrong)
    func aWrongValueIsRefusedWithItsReason(key: String, value: String, message: String) throws {
        let setting = try #require(SettingTable.setting(key))
        let header = setting.section.isEmpty ? "" : "[\(setting.section)]"
        let layers = try SettingSamples.layers("\(header)\n\(setting.name) = \(value)\n")
        let first = try #require(layers.places.first)
        #expect(first.hasPrefix("2:"), "\(first)")
        #expect(first.contains(message), "\(first)")
        #expect(setting.value(layers.settings) == setting.standardValue)
    }

    @Test(arguments: [
        "https://a.example.com", "http://localhost:3000", "http://127.0.0.1", "https://[2001:db8::1]:8443",
        "https://xn--mnchen-3ya.example",
    ])
    func anOriginIsTakenAsBrowsersWriteIt(origin: String) throws {
        #expect(try SettingSamples.layers("origins = [\"\(origin)\"]").places == [])
    }

    @Test(arguments: [
        ("300", 300), ("\"300\"", 300), ("\"90s\"", 90), ("\"5m\"", 300), ("\"2h\"", 7_200), ("\"7d\"", 604_800),
    ])
    func aToleranceIsASpanOfTime(text: String, seconds: Int) throws {
        let layers = try SettingSamples.layers("[webhooks]\ntolerance = \(text)\n")
        #expect(layers.places == [])
        #expect(layers.value("webhooks.tolerance") == .number(seconds))
    }

    @Test(arguments: [
        "short", "with a space in it", "slash/slash/slash/slash", "ünicodeünicodeü", String(repeating: "a", count: 129),
    ])
    func aTokenThatCannotStandInAURLOrIsShortIsRefused(token: String) throws {
        let layers = try SettingSamples.layers("[sources.web]\ntoken = \"\(token)\"\n")
        #expect(layers.places.count == 1)
        // Even a bad token is not shown.
        #expect(layers.places.first?.contains(token) == false)
    }

    @Test func twoSourcesDoNotShareAToken() throws {
        let layers = try SettingSamples.layers(
            """
            [sources.one]
            token = "abcdefghijklmnop"
            [sources.two]
              token = "abcdefghijklmnop"
            """
        )
        #expect(layers.places == ["4:3: sources.two.token: source “one” has the same token; each has its own"])
    }

    @Test func everyFaultyElementOfAListHasItsOwnPlace() throws {
        let layers = try SettingSamples.layers(
            """
            origins = [
              "https://good.example.com", "bad.example.com",
              # "https://comment.example.com/",
                 "https://worse.example.com/", # [
            ]
            """
        )
        #expect(layers.places.map { $0.prefix { $0 != " " } } == ["2:31:", "4:6:"])
    }

    @Test func fieldsWithoutARedirectMeanNothing() throws {
        let layers = try SettingSamples.layers("[thank_you]\n\nfields = { who = \"name\" }\n")
        #expect(layers.places == ["3:1: thank_you.fields means nothing without thank_you.redirect"])
    }

    @Test func pathsInAFileStartFromItsFolder() throws {
        let layers = try SettingSamples.layers("log = \"b.jsonl\"\n[thank_you]\ntemplate = \"~/page.html\"\n")
        guard case .text(let log) = layers.value("log.path"), case .text(let page) = layers.value("thank_you.template")
        else {
            Issue.record("no paths")
            return
        }
        #expect(log.hasPrefix("/tmp/bw-") && log.hasSuffix("/b.jsonl"))
        #expect(page == Environment.home + "/page.html")
    }

    @Test func tokensAreLongAndDiffer() {
        let tokens = (0..<100).map { _ in RandomToken.make() }
        #expect(Set(tokens).count == 100)
        #expect(tokens.allSatisfy { $0.utf8.count == 32 && (try? ValueRules.token($0)) != nil })
    }
}
