import Dashboard
import Ledger
import Theming

/// `views.toml`: the views that were saved in the dashboard.
///
///     [views.1]
///     name = "demos"
///     filter = "type:demo -status:canceled"
///     keep.source = ["pricing-page", ""]
///     drop.status = ["no_show"]
///
/// The facets of `keep` and `drop` are called as in the filter language; an empty text stands for bookings without a value.
struct ViewsFile {
    var views: [SavedView] = []
    /// What was passed over, or is wrong; safe for a terminal.
    var faults: [String] = []
    /// Whether it could be read at all: what could not is not to be written over.
    var isReadable = true

    /// The file in the folder of the settings.
    static var path: String { Environment.configurationFolder + "/views.toml" }

    /// Reads a file; one that does not exist has no views.
    init(reading path: String) {
        do {
            guard let file = try ConfigurationFile(reading: path, mustExist: false) else { return }
            read(file.bytes, name: path)
        } catch {
            (isReadable, faults) = (false, [ErrorMessages.text(for: error)])
        }
    }

    /// Reads the bytes of a file of some name.
    init(_ bytes: [UInt8], name: String) { read(bytes, name: name) }

    private mutating func read(_ bytes: [UInt8], name: String) {
        let file = String(name.split(separator: "/").last ?? "views.toml")
        do {
            let document = try BoundedTOML.parse(bytes, file: file)
            for (key, node) in document.entries {
                guard key == "views" else {
                    skip(key, node, in: file)
                    continue
                }
                for (number, view) in node.entries { read(view, number, in: file) }
            }
        } catch {
            (isReadable, faults) = (false, [error.description])
        }
    }

    private mutating func read(_ node: TOMLNode, _ number: String, in file: String) {
        guard let key = Int(number), SavedView.keys.contains(key), case .table = node.value else {
            return fault("a view is on a key from 1 to 9, not \(Quoted.text(number))", node, in: file)
        }
        var view = SavedView(key: key, name: "")
        for (name, value) in node.entries {
            switch name {
            case "name": view.name = value.string ?? ""
            case "filter": view.filter = value.string ?? ""
            case "keep": read(value, in: file) { view.choices[$0, default: FacetChoice()].kept = $1 }
            case "drop": read(value, in: file) { view.choices[$0, default: FacetChoice()].dropped = $1 }
            default: skip(name, value, in: file)
            }
        }
        guard !view.name.isEmpty else { return fault("view \(key) has no name", node, in: file) }
        if let error = ValueRules.filterFault(view.filter) { fault("view \(key): \(error.message)", node, in: file) }
        views.append(view)
    }

    private mutating func read(_ node: TOMLNode, in file: String, _ set: (Facet, [String?]) -> Void) {
        for (name, list) in node.entries {
            guard let facet = Facet(qualifier: name), case .array(let elements) = list.value else {
                skip(name, list, in: file)
                continue
            }
            set(facet, elements.compactMap(\.string).map { $0.isEmpty ? nil : $0 })
        }
    }

    private mutating func skip(_ name: String, _ node: TOMLNode, in file: String) {
        fault("\(Quoted.text(name)) means nothing here and is passed over", node, in: file)
    }

    private mutating func fault(_ message: String, _ node: TOMLNode, in file: String) {
        faults.append("\(Quoted.line(file)):\(node.line): \(message)")
    }

    /// The text of the file for some views.
    static func text(_ views: [SavedView]) -> String {
        var lines = ["# The views of bookwatch; written anew when one is saved (S)."]
        for view in views {
            lines += ["", "[views.\(view.key)]", "name = \(TOMLText.string(view.name))"]
            if !view.filter.isEmpty { lines.append("filter = \(TOMLText.string(view.filter))") }
            for facet in Facet.allCases {
                guard let choice = view.choices[facet] else { continue }
                for (word, values) in [("keep", choice.kept), ("drop", choice.dropped)] where !values.isEmpty {
                    let texts = values.map { TOMLText.string($0 ?? "") }.joined(separator: ", ")
                    lines.append("\(word).\(facet.qualifier) = [\(texts)]")
                }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
