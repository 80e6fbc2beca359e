import NIOHTTP1
import Testing

@testable import Ingest

@Suite struct ScriptTests {
    @Test func theScriptIsSmallAndWhole() async throws {
        let test = try TestServices()
        let answer = try #require(await test.answer(.fixture("/bookwatch.js")))
        #expect(answer.status == .ok)
        #expect(answer.field("content-type") == "text/javascript; charset=utf-8")
        #expect(answer.field("x-content-type-options") == "nosniff")
        #expect(answer.field("cross-origin-resource-policy") == "cross-origin")
        #expect(answer.headers.filter { $0.name == "cache-control" }.map(\.value) == ["public, max-age=300"])
        #expect(answer.body.count < 8 << 10)
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(text.hasPrefix("(()=>{\n\"use strict\";\n") && text.hasSuffix("})();\n"))
        for word in [
            "innerHTML", "eval(", "document.cookie", "localStorage", "sessionStorage", "outerHTML", "document.write",
        ] {
            #expect(!text.contains(word), "\(word)")
        }
    }

    @Test(arguments: [
        ("  // A comment.\n\n  const a = 1;\n", "const a=1;\n"),
        (#"say("a  b // c", 'd \' e ' + `f ${g + 1}`) ;"#, #"say("a  b // c",'d \' e '+`f ${g + 1}`);"# + "\n"),
        ("if (a) return b; else throw new $c ();", "if(a)return b;else throw new $c();\n"),
    ])
    func blanksGoButTextsStay(script: String, squeezed: String) {
        #expect(String(decoding: Script.squeezed(Array(script.utf8)), as: UTF8.self) == squeezed)
    }

    @Test func aBrowserThatHasItIsToldSo() async throws {
        let test = try TestServices()
        let first = try #require(await test.answer(.fixture("/bookwatch.js")))
        let tag = try #require(first.field("etag"))
        let again = await test.answer(.fixture("/bookwatch.js", headers: [("if-none-match", tag)]))
        #expect(again?.status == .notModified)
        #expect(again?.body.isEmpty == true)
        let other = await test.answer(.fixture("/bookwatch.js", headers: [("if-none-match", "\"another\"")]))
        #expect(other?.status == .ok)
    }
}
