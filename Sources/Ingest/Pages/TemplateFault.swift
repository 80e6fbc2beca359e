/// What is wrong with an owner's page.
public struct TemplateFault: Error, Equatable, Sendable {
    /// The line, from 1; nil where it is the file as a whole.
    public var line: Int?
    /// What is wrong there.
    public var reason: Reason

    /// The kinds of faults.
    public enum Reason: Equatable, Sendable {
        /// The file is longer than a page may be, in bytes.
        case tooLong(limit: Int)
        /// The file is not UTF-8, or holds NUL.
        case notText
        /// The file cannot be read.
        case unreadable(errno: Int32)
        /// `{{{…}}}` or `{{&…}}`: what customers typed would become HTML.
        case unescaped
        /// A tag of Mustache that pages cannot use: partials, blocks, delimiters, pragmas.
        case unknownTag(String)
        /// A variable that does not exist.
        case unknownVariable(String)
        /// `{{` without `}}`.
        case unclosedTag
        /// A section that is not closed, or closed by another name.
        case unmatchedSection(String)
        /// A section that begins and ends at different places of the HTML.
        case splitSection(String)
        /// A variable inside `<script>` or `<style>`, or another element whose content is not plain text.
        case insideElement(String)
        /// A variable inside a tag, outside the value of an attribute.
        case insideTag
        /// A variable in the value of an attribute without quotes.
        case unquoted(String)
        /// A variable in an attribute whose value is a program, a style or a page.
        case dangerousAttribute(String)
        /// A variable that decides where a link leads.
        case linkStart(String)
        /// An attribute that the page's policy switches off: `onclick`, `style`.
        case inertAttribute(String)
        /// A `<script>` with `src`: the policy lets nothing in from elsewhere.
        case externalScript
        /// A tag, a comment or an element that does not end.
        case unfinished
        /// `<!--` in a script, which would change where it ends.
        case commentInScript
        /// Anything else that Mustache does not understand.
        case malformed
    }

    /// The error number of the system, where the file cannot be read.
    public var errno: Int32? {
        if case .unreadable(let number) = reason { number } else { nil }
    }

    init(_ reason: Reason, line: Int? = nil) {
        self.line = line
        self.reason = reason
    }
}

extension TemplateFault: CustomStringConvertible {
    /// What is wrong and what to do, without a full stop; may quote the template.
    public var description: String {
        (line.map { "line \($0): " } ?? "") + reason.text
    }
}

extension TemplateFault.Reason {
    fileprivate var text: String {
        switch self {
        case .tooLong(let limit): "it is longer than \(limit >> 10) KiB; shorten it"
        case .notText: "it is not UTF-8 text; save it as UTF-8"
        case .unreadable(let number): "it cannot be read (error \(number))"
        case .unescaped: "{{{…}}} and {{&…}} would let customers write HTML into the page; write {{…}}"
        case .unknownTag(let tag):
            "pages cannot use {{\(tag)…}}; there are {{name}}, {{#name}}, {{^name}}, {{/name}} and {{! }}"
        case .unknownVariable(let name): "there is no variable “\(name)” here"
        case .unclosedTag: "{{ without }}"
        case .unmatchedSection(let name): "the section “\(name)” is not closed by {{/\(name)}}"
        case .splitSection(let name):
            "the section “\(name)” begins and ends at different places of the HTML; keep whole elements, "
                + "whole attributes or parts of one value inside it"
        case .insideElement(let name):
            "no {{ may stand inside <\(name)>; put the value into a data- attribute and read it from there"
        case .insideTag: "a variable may stand in text and in quoted values, not elsewhere in a tag"
        case .unquoted(let name): "the value of “\(name)” needs quotes around it"
        case .dangerousAttribute(let name): "no variable may stand in the attribute “\(name)”"
        case .linkStart(let name):
            "a variable may not decide where “\(name)” leads; begin it with https://host/, mailto:, tel:, / or ?"
        case .inertAttribute(let name):
            "the attribute “\(name)” has no effect under the page's policy; use a <style> or <script> block"
        case .externalScript: "scripts from elsewhere are not loaded; put the script into the page"
        case .unfinished: "a tag, comment or element that begins before is not closed"
        case .commentInScript: "<!-- must not stand in a script"
        case .malformed: "it is not Mustache"
        }
    }
}
