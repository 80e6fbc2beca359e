import Crypto
import Foundation
import Testing

@testable import Ingest

@Suite struct TemplateCheckerTests {
    static func fault(_ text: String) -> TemplateFault? {
        do throws(TemplateFault) {
            _ = try PageTemplate(Array(text.utf8), allowing: .ownImages)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        "{{name}}", "<p title=\"{{name}} and {{subject}}\">{{#name}}Hi {{name}}{{/name}}</p>",
        "<title>{{headline}}</title>",
        "<p class='{{status}} x'>", "<a href='{{calendar_url}}'>x</a>",
        "<a href=\"mailto:{{email}}?subject={{subject}}\">x</a>",
        "<a href=\"https://example.com/?n={{name}}\">x</a>", "<a href=\"/x/{{id}}\">x</a>",
        "<a href=\"?n={{name}}\">x</a>",
        "{{#fields}}<dt>{{name}}</dt><dd>{{value}}</dd>{{/fields}}", "<!-- {{name}} -->",
        "{{! a <script> in a remark }}",
        "<p {{#name}}title=\"{{name}}\"{{/name}}>", "{{^name}}nobody{{/name}}", "<textarea>{{note}}</textarea>",
        "<script>if (a < b && c > d) { f({a: {}}) }</script>{{name}}", "<style>a>b{c:d}</style>{{name}}",
        "a < b {{name}}",
        "<br/><img src=\"data:image/png;base64,AA==\" alt=\"{{name}}\"/>", "{{# name }}{{ name }}{{/ name }}",
        "<SCRIPT>x</script >{{name}}", "{{#is_canceled}}x{{/is_canceled}}", "<!-->{{name}}", "",
    ])
    func aTemplateWhoseVariablesStayTextIsTaken(text: String) {
        #expect(Self.fault(text) == nil)
    }

    @Test(
        arguments: [
            ("{{{name}}}", .unescaped), ("{{&name}}", .unescaped), ("{{& name }}", .unescaped),
            ("{{% CONTENT_TYPE: TEXT}}", .unknownTag("%")), ("{{=<% %>=}}", .unknownTag("=")),
            ("{{> other}}", .unknownTag(">")), ("{{< other}}", .unknownTag("<")), ("{{$ block}}", .unknownTag("$")),
            ("{{nmae}}", .unknownVariable("nmae")), ("{{value}}", .unknownVariable("value")),
            ("{{.}}", .unknownVariable(".")), ("{{uppercased(name)}}", .unknownVariable("uppercased(name)")),
            ("{{fields}}", .unknownVariable("fields")), ("{{#email()}}", .unknownVariable("email()")),
            ("{{name", .unclosedTag), ("{{}}", .malformed), ("{{#name}}", .unmatchedSection("name")),
            ("{{/name}}", .unmatchedSection("name")), ("{{#name}}{{/email}}", .unmatchedSection("email")),
            ("<script>var n = \"{{name}}\"</script>", .insideElement("script")),
            ("<script>{{! a remark }}</script>", .insideElement("script")),
            ("<style>.{{status}} {}</style>", .insideElement("style")),
            ("<svg><style>.{{status}} {}</style></svg>", .insideElement("style")),
            ("<iframe>{{name}}</iframe>", .insideElement("iframe")), ("<noscript>{{name}}", .insideElement("noscript")),
            ("<p {{name}}>", .insideTag), ("<{{name}}>", .insideTag), ("</{{name}}>", .insideTag),
            ("<h{{name}}>", .insideTag), ("<p title{{name}}=x>", .insideTag), ("<p title {{name}}>", .insideTag),
            ("<!doctype {{name}}>", .insideTag), ("<p title={{name}}>", .unquoted("title")),
            ("<p title= {{name}}>", .unquoted("title")), ("<p title=a{{name}}>", .unquoted("title")),
            ("<p title={{#name}}'a'{{/name}}>", .unquoted("title")),
            ("<p onclick=\"f('{{name}}')\">", .inertAttribute("onclick")), ("<p ONLOAD=x>", .inertAttribute("onload")),
            ("<p style=\"color:red\">", .inertAttribute("style")), ("<p/onclick=x>", .inertAttribute("onclick")),
            ("<iframe srcdoc=\"{{name}}\">", .dangerousAttribute("srcdoc")),
            ("<meta http-equiv=refresh content=\"0;url={{name}}\">", .dangerousAttribute("content")),
            ("<animate to=\"{{name}}\">", .dangerousAttribute("to")), ("<a href=\"{{name}}\">", .linkStart("href")),
            ("<a href=\"{{name}}{{calendar_url}}\">", .linkStart("href")), ("<a HREF=' {{id}}'>", .linkStart("href")),
            ("<a href=\"https://{{company}}/\">", .linkStart("href")),
            ("<a href=\"//{{company}}\">", .linkStart("href")),
            ("<a href=\"https://example.com{{id}}\">", .linkStart("href")),
            ("<a href=\"/{{id}}\">", .linkStart("href")),
            ("<a href=\"javascript:f('{{name}}')\">", .linkStart("href")),
            ("<a href=\"java&#115;cript:f('{{name}}')\">", .linkStart("href")),
            ("<img src=\"{{calendar_url}}\">", .linkStart("src")),
            ("<a href=\"{{#id}}https://a/{{/id}}{{name}}\">", .linkStart("href")),
            ("{{#name}}<p title=\"{{/name}}x\">", .splitSection("name")),
            ("{{#name}}<{{/name}}b>", .splitSection("name")),
            ("{{#name}}<script>{{/name}}", .insideElement("script")),
            ("<p {{#name}}hidden{{/name}}>", .splitSection("name")),
            ("{{#name}}<!--{{/name}} -->", .splitSection("name")),
            ("<script src=\"https://example.com/a.js\"></script>", .externalScript),
            ("<script><!-- x</script>", .commentInScript), ("<p", .unfinished), ("<script>", .unfinished),
            ("<!-- ", .unfinished), ("<p title=\"", .unfinished), ("a\0b", .notText),
        ] as [(String, TemplateFault.Reason)]
    )
    func aTemplateThatCouldMakeMoreOfAVariableIsRefused(text: String, reason: TemplateFault.Reason) {
        #expect(Self.fault(text)?.reason == reason)
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func aFaultTellsItsLine(end: String) {
        let fault = Self.fault(
            ["<!doctype html>", "<p", " title='a", "b'>{{! two", "lines }}", "{{nmae}}"].joined(separator: end)
        )
        #expect(fault == TemplateFault(.unknownVariable("nmae"), line: 6))
        #expect("\(fault.map { "\($0)" } ?? "")" == "line 6: there is no variable “nmae” here")
    }

    @Test func aFileHasALimitAndAnEncoding() {
        let limit = PageTemplate.sizeLimit
        #expect(Self.fault(String(repeating: "a", count: limit)) == nil)
        #expect(Self.fault(String(repeating: "a", count: limit + 1)) == TemplateFault(.tooLong(limit: limit)))
        #expect(throws: TemplateFault(.notText)) { try PageTemplate([0xFF], allowing: .none) }
    }

    @Test func thePolicyAllowsTheBlocksAsABrowserReadsThem() throws {
        let source =
            "\u{FEFF}<style>\r\na { }\r\n</style><style>b</style>{{note}}<script>\rf()\r\n</script><script>f()</script>"
        let page = try PageTemplate(Array(source.utf8), allowing: .ownImages)
        func hash(_ text: String) -> String {
            "'sha256-" + Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString() + "'"
        }
        let styles = [hash("\na { }\n"), hash("b")].sorted().joined(separator: " ")
        let scripts = [hash("\nf()\n"), hash("f()")].sorted().joined(separator: " ")
        #expect(
            page.policy == "default-src 'none'; style-src \(styles); script-src \(scripts); img-src 'self' data:; "
                + "font-src data:; base-uri 'none'; form-action 'none'"
        )
        let text = String(decoding: page.render(PageFacts(note: "Ana")), as: UTF8.self)
        #expect(text == "<style>\na { }\n</style><style>b</style>Ana<script>\nf()\n</script><script>f()</script>")
    }
}
