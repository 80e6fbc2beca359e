import Bookings
import Crypto
import Mustache

/// A page with variables, ready to be filled in.
struct PageTemplate: Sendable {
    /// The longest template, in bytes.
    static let sizeLimit = 256 << 10

    /// What a policy lets in besides the page's own styles and scripts.
    enum Guests {
        case none
        /// Images of the same site, and images and fonts that stand in the page itself.
        case ownImages
    }

    /// The content security policy: the styles and scripts that stand in the page, told by their hashes, and nothing from
    /// elsewhere.
    let policy: String
    private let outlines: PageOutlines

    /// Reads and checks a template in UTF-8.
    init(_ source: [UInt8], allowing guests: Guests) throws(TemplateFault) {
        guard source.count <= PageTemplate.sizeLimit else {
            throw TemplateFault(.tooLong(limit: PageTemplate.sizeLimit))
        }
        guard String(validating: source, as: UTF8.self) != nil, !source.contains(0) else {
            throw TemplateFault(.notText)
        }
        // A browser reads CR LF as LF, and hashes what it has read.
        let bytes = PageTemplate.withPlainLineEnds(source)
        let checker = try TemplateChecker(checking: bytes)
        policy = PageTemplate.policy(for: checker.blocks, allowing: guests)
        do {
            let template = try MustacheTemplate(
                string: HTMLEscaping.pragma + String(decoding: bytes, as: UTF8.self)
            )
            outlines = PageOutlines(of: template, source: bytes)
        } catch let error as MustacheTemplate.ParserError {
            throw TemplateFault(.malformed, line: error.context.lineNumber)
        } catch {
            throw TemplateFault(.malformed)
        }
    }

    /// The page with its variables filled in, all of them escaped.
    func render(_ facts: PageFacts) -> [UInt8] {
        outlines.render(facts)
    }

    private static func withPlainLineEnds(_ source: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count)
        var previous: UInt8 = 0
        for byte in source.dropFirst(source.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0) {
            if byte == 0x0D { bytes.append(0x0A) } else if byte != 0x0A || previous != 0x0D { bytes.append(byte) }
            previous = byte
        }
        return bytes
    }

    private static func policy(for blocks: [TemplateChecker.Block], allowing guests: Guests) -> String {
        var policy = "default-src 'none'"
        for element in ["style", "script"] {
            let hashes = Set(blocks.filter { $0.element == element }.map { hash($0.content) }).sorted()
            if !hashes.isEmpty { policy += "; \(element)-src " + hashes.joined(separator: " ") }
        }
        if case .ownImages = guests { policy += "; img-src 'self' data:; font-src data:" }
        // No frame-ancestors: inside an embed the redirect opens this page in the site's own frame.
        return policy + "; base-uri 'none'; form-action 'none'"
    }

    private static func hash(_ content: [UInt8]) -> String {
        "'sha256-\(Base64.text(Array(SHA256.hash(data: content))))'"
    }
}
