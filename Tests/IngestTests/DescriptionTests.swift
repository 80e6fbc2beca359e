import Foundation
import NIOHTTP1
import Testing

@testable import Ingest

/// `/openapi.json` against the code that it describes.
@Suite struct DescriptionTests {
    /// Paths that are described before they are there.
    static let arriving: Set<String> = ["/v1/reports", "/v1/funnel", "/v1/incidents"]

    let document: [String: Any]

    init() throws {
        let bytes = Description.document(version: "1.2.3")
        document = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test func theVersionIsThatOfTheProgram() async throws {
        let services = try TestServices()
        let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/openapi.json")
        let answer = try #require(await services.answer(Request(head: head, receivedAt: services.services.now())))
        #expect(answer.status == .ok)
        #expect(answer.headers.contains { $0.name == "content-type" && $0.value == "application/json" })
        #expect(answer.body == Description.document(version: "1.2.3"))
        #expect((document["info"] as? [String: Any])?["version"] as? String == "1.2.3")
        #expect((document["openapi"] as? String)?.hasPrefix("3.1.") == true)
    }

    @Test func aVersionIsWrittenAsJSON() throws {
        let bytes = Description.document(version: "1\"\\")
        let document = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect((document["info"] as? [String: Any])?["version"] as? String == "1\"\\")
    }

    @Test func exactlyTheRoutesAreDescribed() throws {
        let described = try operations().reduce(into: [String: Set<String>]()) { found, operation in
            let path = operation.path.replacing(/\{[^}]+\}/, with: "*")
            found[path, default: []].insert(operation.method)
        }
        var routed: [String: Set<String>] = [:]
        for route in Route.all {
            let methods = Set(route.methods.map { $0.rawValue.lowercased() })
            // The description says in one sentence that HEAD comes with GET.
            routed[route.path] = methods.contains("get") ? methods.subtracting(["head"]) : methods
        }
        for path in Set(described.keys).union(routed.keys).subtracting(Self.arriving.subtracting(routed.keys)).sorted()
        {
            #expect(described[path] == routed[path], "\(path): described and routed methods differ")
        }
        #expect(Self.arriving.isSubset(of: described.keys), "\(Self.arriving) have no description any more")
    }

    @Test func onlyTheStreamRefusesHEAD() {
        let refusing = Route.all.filter { $0.methods.contains(.GET) && !$0.methods.contains(.HEAD) }.map(\.path)
        #expect(refusing == ["/v1/events"], "the description of each of these must say so")
    }

    @Test func everyReferenceLeadsSomewhere() throws {
        let references = Self.references(in: document)
        #expect(references.count > 50)
        for reference in references { #expect(Self.target(of: reference, in: document) != nil, "\(reference)") }
    }

    @Test func everyComponentIsReferredTo() throws {
        // Schemas that only texts name: what `data:` of a live event holds.
        var references = Self.references(in: document).union([
            "#/components/schemas/Hello", "#/components/schemas/FunnelUpdate",
        ])
        references.insert("#/components/schemas/Record")
        let components = try #require(document["components"] as? [String: [String: Any]])
        for (kind, members) in components where kind != "securitySchemes" {
            for name in members.keys { #expect(references.contains("#/components/\(kind)/\(name)"), "\(kind)/\(name)") }
        }
    }

    @Test func everyProblemOfTheCodeIsListedAndNoOther() throws {
        let problem = try #require(Self.target(of: "#/components/schemas/Problem/properties/type", in: document))
        let list = try #require((problem as? [String: Any])?["oneOf"] as? [[String: Any]])
        let listed = Set(list.compactMap { $0["const"] as? String })
        let known = try Self.problemsOfTheCode()
        #expect(known.count > 25)
        #expect(known.subtracting(listed) == [], "answered, but not listed in the schema Problem")
        let arriving: Set = ["urn:bookwatch:problem:unknown-code"]
        #expect(
            listed.subtracting(known).subtracting(arriving) == [],
            "listed in the schema Problem, but never answered"
        )
    }

    @Test func everyOperationIsNamedAndExplained() throws {
        let operations = try operations()
        let names = operations.compactMap { $0.object["operationId"] as? String }
        #expect(Set(names).count == operations.count)
        for operation in operations {
            let label = "\(operation.method) \(operation.path)"
            #expect((operation.object["summary"] as? String)?.isEmpty == false, "\(label)")
            #expect((operation.object["description"] as? String)?.isEmpty == false, "\(label)")
            let placeholders = operation.path.matches(of: /\{([^}]+)\}/).map { String($0.1) }
            let parameters = (operation.object["parameters"] as? [[String: Any]] ?? []).compactMap { parameter in
                (parameter["$ref"] as? String).flatMap { Self.target(of: $0, in: document) } as? [String: Any]
            }
            let inPath = parameters.filter { $0["in"] as? String == "path" }.compactMap { $0["name"] as? String }
            #expect(inPath == placeholders, "\(label)")
            let answers = try #require(operation.object["responses"] as? [String: Any])
            #expect(answers.keys.contains { $0.hasPrefix("2") }, "\(label)")
            // What any request can be answered before its route is looked at.
            for status in ["400", "405", "408", "413", "415", "417", "421", "431"] {
                #expect(answers[status] != nil, "\(label): \(status)")
            }
        }
    }

    private struct Operation {
        var path: String
        var method: String
        var object: [String: Any]
    }

    private func operations() throws -> [Operation] {
        let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
        return paths.flatMap { path, methods in methods.map { Operation(path: path, method: $0, object: $1) } }
    }

    private static func references(in value: Any) -> Set<String> {
        if let list = value as? [Any] { return list.reduce(into: []) { $0.formUnion(references(in: $1)) } }
        guard let object = value as? [String: Any] else { return [] }
        let own = (object["$ref"] as? String).map { Set([$0]) } ?? []
        return object.values.reduce(into: own) { $0.formUnion(references(in: $1)) }
    }

    private static func target(of reference: String, in document: [String: Any]) -> Any? {
        guard reference.hasPrefix("#/") else { return nil }
        return reference.dropFirst(2).split(separator: "/").reduce(document as Any?) { found, key in
            (found as? [String: Any])?[String(key)]
        }
    }

    /// The types of all problems that the sources of the endpoint make.
    private static func problemsOfTheCode() throws -> Set<String> {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Ingest")
        var found: Set<String> = []
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where name.hasSuffix(".swift") {
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            for match in text.matches(of: /(?:Problem|init)\(\s*\.\w+,\s*"([a-z-]+)"/) {
                found.insert("urn:bookwatch:problem:\(match.1)")
            }
        }
        return found
    }
}
