import Dashboard
import Ledger

/// What a viewer keeps from one start to the next: the views, and the history of the filter line.
struct ViewerFiles {
    /// The history: an expression a line, oldest first.
    let historyPath: String
    let viewsPath: String
    private let mayWriteViews: Bool
    let views: [SavedView]
    let history: [String]
    /// What could not be read; safe for a terminal.
    let faults: [String]

    init(
        viewsPath: String = ViewsFile.path,
        historyPath: String = Environment.filterHistoryFile
    ) {
        (self.viewsPath, self.historyPath) = (viewsPath, historyPath)
        let file = ViewsFile(reading: viewsPath)
        (views, mayWriteViews, faults) = (file.views, file.isReadable, file.faults)
        let bytes = (try? ConfigurationFile(reading: historyPath, mustExist: false))?.bytes ?? []
        history = bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The filter of a view, as one expression; nil for a view that is not there.
    func filter(ofView name: String) -> String? {
        views.first { $0.name == name || "\($0.key)" == name }.map { view in
            let choices = Facet.allCases.compactMap { view.choices[$0]?.expression(of: $0) }
            return Filter.combining([view.filter] + choices)
        }
    }

    /// Writes the views; what could not be read is not written over.
    func save(_ views: [SavedView]) throws {
        guard mayWriteViews else {
            throw SettingFault("\(Quoted.line(viewsPath)) could not be read, so it is left alone")
        }
        try PrivateFile.write(Array(ViewsFile.text(views).utf8), to: viewsPath, replacing: true)
    }

    /// Writes the history of the filter line.
    func save(history: [String]) throws {
        let lines = history.map { $0 + "\n" }.joined()
        try PrivateFile.write(Array(lines.utf8), to: historyPath, replacing: true)
    }
}
