extension TemplateChecker {
    /// Their values are programs, styles or pages, or change what other attributes say.
    private static let dangerousAttributes: Set<String> = [
        "style", "srcdoc", "srcset", "imagesrcset", "ping", "content", "http-equiv", "to", "from", "by", "values",
        "attributename", "integrity", "nonce",
    ]
    /// Their values are addresses.
    private static let linkAttributes: Set<String> = [
        "href", "src", "action", "formaction", "data", "poster", "cite", "background", "xlink:href", "manifest",
        "longdesc", "codebase", "archive", "profile", "classid", "lowsrc", "dynsrc", "usemap",
    ]

    /// Reads a tag of Mustache, `{{…}}`, and looks at where it stands.
    mutating func readMustache() throws(TemplateFault) {
        guard let end = bytes[(index + 2)...].firstRange(of: [0x7D, 0x7D]) else { throw fault(.unclosedTag) }
        let content = bytes[(index + 2)..<end.lowerBound]
        guard let sign = content.first else { throw fault(.malformed) }
        if case .raw(let name) = place, name != "title", name != "textarea" { throw fault(.insideElement(name)) }
        switch sign {
        case UInt8(ascii: "!"): break
        case UInt8(ascii: "{"), UInt8(ascii: "&"): throw fault(.unescaped)
        case UInt8(ascii: "#"), UInt8(ascii: "^"): try open(TemplateChecker.name(content.dropFirst()))
        case UInt8(ascii: "/"): try close(TemplateChecker.name(content.dropFirst()))
        case UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "$"), UInt8(ascii: "%"):
            throw fault(.unknownTag(String(Unicode.Scalar(sign))))
        default: try put(TemplateChecker.name(content))
        }
        advance(end.upperBound - index)
    }

    private var isInList: Bool { sections.contains { $0.name == TemplateVariables.list } }

    private static func name(_ content: ArraySlice<UInt8>) -> String {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }
        let name = content.drop(while: isBlank)
        let last = name.lastIndex { !isBlank($0) } ?? name.startIndex - 1
        return String(decoding: name[..<(last + 1)], as: UTF8.self)
    }

    private mutating func put(_ name: String) throws(TemplateFault) {
        guard TemplateVariables.isText(name, inList: isInList) else { throw fault(.unknownVariable(name)) }
        switch place {
        case .text, .comment, .raw: return
        case .tagName, .tag, .attributeName, .afterAttributeName, .declaration: throw fault(.insideTag)
        case .beforeValue, .unquoted: throw fault(.unquoted(attribute))
        case .quoted: break
        }
        guard !TemplateChecker.dangerousAttributes.contains(attribute) else {
            throw fault(.dangerousAttribute(attribute))
        }
        defer { valueHasVariable = true }
        guard TemplateChecker.linkAttributes.contains(attribute), !valueHasVariable else { return }
        let isCalendarLink = name == "calendar_url" && attribute == "href" && valueStart.isEmpty
        guard isCalendarLink || TemplateChecker.isSettled(valueStart) else { throw fault(.linkStart(attribute)) }
    }

    private mutating func open(_ name: String) throws(TemplateFault) {
        guard TemplateVariables.isSection(name, inList: isInList) else { throw fault(.unknownVariable(name)) }
        switch place {
        case .text, .comment, .raw, .tag: break
        case .quoted where TemplateChecker.linkAttributes.contains(attribute): throw fault(.linkStart(attribute))
        case .quoted: break
        case .beforeValue, .unquoted: throw fault(.unquoted(attribute))
        case .tagName, .attributeName, .afterAttributeName, .declaration: throw fault(.insideTag)
        }
        sections.append(Section(name: name, place: place, element: element, attribute: attribute, line: line))
    }

    private mutating func close(_ name: String) throws(TemplateFault) {
        guard let section = sections.popLast(), section.name == name else { throw fault(.unmatchedSection(name)) }
        var isWhole = place == section.place
        if case .tag = place { isWhole = isWhole && element == section.element }
        if case .quoted = place { isWhole = isWhole && element == section.element && attribute == section.attribute }
        guard isWhole else { throw fault(.splitSection(name)) }
    }

    /// Whether the beginning of an address settles its scheme and host, so that what follows changes neither.
    private static func isSettled(_ start: [UInt8]) -> Bool {
        let text = String(decoding: start, as: UTF8.self).lowercased()
        if ["mailto:", "tel:", "sms:", "?", "#", "./", "../"].contains(where: text.hasPrefix) { return true }
        if text.hasPrefix("/") {
            return text.utf8.dropFirst().first.map { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\\") } ?? false
        }
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return false }
        let rest = text.utf8.dropFirst(scheme.utf8.count)
        let host = rest.prefix { !"/?#".utf8.contains($0) }
        return !host.isEmpty && host.count < rest.count && !host.contains(UInt8(ascii: "\\"))
    }
}
