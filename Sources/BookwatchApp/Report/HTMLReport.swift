import Bookings
import Crypto
import Ledger

/// A report as one page of HTML that needs nothing else: no script, no request, no font of another.
///
/// Its content security policy lets nothing in but its own style, by that one's digest. Every chart is a table too.
struct HTMLReport {
    private let content: ReportContent

    init(_ subject: ReportSubject) { content = ReportContent(subject) }

    /// The page; it ends with a line break.
    var text: String {
        var page = HTMLWriter()
        page.raw("<!DOCTYPE html>\n")
        page.element("html", ["lang": "en"]) { page in
            page.element("head") { head(&$0) }
            page.element("body") { body(&$0) }
        }
        return page.text + "\n"
    }

    /// What the page may load: its own style alone.
    static let policy: String = {
        let digest = Base64.text(Array(SHA256.hash(data: Array(ReportStyle.text.utf8))))
        return "default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; form-action 'none'"
    }()

    private func head(_ page: inout HTMLWriter) {
        page.empty("meta", ["charset": "utf-8"])
        page.empty("meta", ["http-equiv": "Content-Security-Policy", "content": HTMLReport.policy])
        page.empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        page.empty("meta", ["name": "color-scheme", "content": "light dark"])
        page.empty("meta", ["name": "referrer", "content": "no-referrer"])
        page.empty("meta", ["name": "robots", "content": "noindex"])
        page.element("title", text: ReportText.shown(content.title))
        page.element("style") { $0.raw(ReportStyle.text) }
    }

    private func body(_ page: inout HTMLWriter) {
        page.element("header") { page in
            page.element("h1") { $0.element("bdi", text: ReportText.shown(content.title)) }
            page.element("dl", ["class": "facts"]) { page in
                for fact in content.facts {
                    page.element("div") { page in
                        page.element("dt", text: fact.name)
                        page.element("dd") { $0.element("bdi", text: fact.value) }
                    }
                }
            }
        }
        page.element("main") { page in
            figures(&page)
            var rest = Array(content.sections.enumerated())[...]
            while let (number, section) = rest.first {
                let narrow = rest.prefix { !$0.element.isWide }
                rest = rest.dropFirst(max(1, narrow.count))
                guard !narrow.isEmpty else {
                    add(section, number + 1, to: &page)
                    continue
                }
                page.element("div", ["class": "columns"]) { page in
                    for (number, section) in narrow { add(section, number + 1, to: &page) }
                }
            }
        }
        page.element("footer") { $0.element("p", text: content.closing) }
    }

    private func figures(_ page: inout HTMLWriter) {
        page.element("section", ["aria-label": "Figures"]) { page in
            page.element("dl", ["class": "figures"]) { page in
                for figure in content.figures {
                    page.element("div") { page in
                        page.element("dt", text: figure.name)
                        page.element("dd") { page in
                            page.element("strong", text: figure.value)
                            page.element("span", text: figure.remark)
                        }
                    }
                }
            }
        }
    }

    private func add(_ section: ReportContent.Section, _ number: Int, to page: inout HTMLWriter) {
        let heading = "s\(number)"
        page.element("section", ["class": "card", "aria-labelledby": heading]) { page in
            page.element("h2", ["id": heading], text: section.title)
            if !section.remark.isEmpty { page.element("p", ["class": "remark"], text: section.remark) }
            for block in section.blocks {
                switch block {
                case .table(let table): HTMLReport.add(table, labelled: heading, to: &page)
                case .days(let days): HTMLReport.add(days, named: heading, to: &page)
                case .week(let hours, let name): HTMLReport.add(hours, name, labelled: heading, to: &page)
                case .lines(let lines):
                    page.element("ul") { page in
                        for line in lines {
                            page.element("li") { $0.element("bdi", text: ReportText.shown(line)) }
                        }
                    }
                }
            }
        }
    }
}
