import Bookings
import NIOHTTP1
import Storage
import Testing

@testable import Ingest

/// Who may send in the name of a source.
@Suite struct SourceTests {
    static let token = "q8Zr2Vt5xK0bN7cP"
    static let site = "https://www.example.com"
    static let shop = "https://shop.example.com"

    private var configuration: EndpointConfiguration {
        var configuration = EndpointConfiguration(origins: [Self.site])
        configuration.sources["guarded"] = DeclaredSource(SourceLabels(name: "guarded"), token: Self.token)
        configuration.sources["shop"] = DeclaredSource(SourceLabels(name: "shop"), origins: [Self.shop])
        configuration.sources["open"] = DeclaredSource(SourceLabels(name: "open"))
        return configuration
    }

    @Test(
        arguments: [
            ("/confirm/guarded/\(token)", 1), ("/confirm/guarded", 0), ("/confirm/guarded/wrong", 0),
            ("/confirm/guarded/\(token.lowercased())", 0), ("/confirm/guarded/\(token)x", 0),
            ("/confirm/guarded/\(token.prefix(15))", 0), ("/confirm/open", 1), ("/confirm/open/old-token", 1),
            ("/confirm/undeclared", 1), ("/confirm", 1),
        ] as [(String, UInt64)]
    )
    func aRedirectOfAGuardedSourceCarriesItsTokenInThePath(path: String, stored: UInt64) async throws {
        let test = try TestServices(configuration)
        let answer = await test.answer(.fixture(path + "?" + RedirectTests.calendars))
        #expect(test.store.lastSequence == stored)
        #expect((answer?.status == .ok) == (stored == 1))
    }

    @Test(
        arguments: [
            ("?source=guarded", token, 1), ("?source=guarded&token=\(token)", nil, 1), ("?source=guarded", nil, 0),
            ("?source=guarded&token=wrong", nil, 0), ("?source=guarded&token=\(token)", "wrong", 0), ("", token, 1),
        ] as [(String, String?, UInt64)]
    )
    func anEmbedOfAGuardedSourceCarriesItInAFieldOrTheQuery(query: String, field: String?, stored: UInt64) async throws
    {
        let test = try TestServices(configuration)
        var request = Request.embed(EmbedTests.calendars, query: query, origin: Self.site)
        if let field { request.headers.add(name: "bookwatch-token", value: field) }
        let answer = try #require(await test.answer(request))
        #expect(test.store.lastSequence == stored)
        #expect(answer.status == (stored == 1 ? .accepted : .forbidden))
        #expect(answer.field("access-control-allow-origin") == Self.site, "the script has to see why")
    }

    @Test(arguments: [("shop", shop, true), ("shop", site, false), ("open", site, true), ("open", shop, false)])
    func aSourceMayHaveOriginsOfItsOwn(source: String, origin: String, isTaken: Bool) async throws {
        let test = try TestServices(configuration)
        let answer = await test.answer(.embed(EmbedTests.calendars, query: "?source=\(source)", origin: origin))
        #expect(answer?.status == (isTaken ? .accepted : .forbidden))
        #expect(test.store.lastSequence == (isTaken ? 1 : 0))
    }

    @Test(arguments: [("/confirm/open", true), ("/confirm/undeclared", false), ("/confirm", false)])
    func declaredSourcesOnlyMeansJustThat(path: String, isTaken: Bool) async throws {
        var configuration = configuration
        configuration.onlyDeclaredSources = true
        let test = try TestServices(configuration)
        _ = await test.answer(.fixture(path + "?" + RedirectTests.calendars))
        #expect(test.store.lastSequence == (isTaken ? 1 : 0))
        let source = path == "/confirm" ? "" : "?source=" + path.split(separator: "/")[1]
        let embed = await test.answer(.embed(EmbedTests.calendars, query: source, origin: Self.site))
        #expect((embed?.status == .accepted) == isTaken)
    }
}
