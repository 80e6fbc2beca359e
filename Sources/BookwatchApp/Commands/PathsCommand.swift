import ArgumentParser
import Bookings

/// `bookwatch paths`: every file and folder that is used.
struct PathsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paths",
        abstract: "Print every file and folder in use, what decides on it, and whether it is there.",
        discussion: "A faulty configuration is no obstacle: what is wrong with it is told on standard error."
    )

    @Flag(name: .long, help: "Print a JSON array.")
    var json = false

    @OptionGroup(title: "Endpoint options") var endpoint: EndpointOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try reportingErrors {
            let layers = try LayeredSettings.load(
                file: common.config,
                profile: common.profile,
                flags: endpoint.given
            )
            if !common.quiet { DiagnosticPrinter.write(layers.found) }
            let paths = UsedPath.all(layers, configFlag: common.config)
            guard !json else { return StandardOutput.write(json: .array(paths.map(\.json))) }
            let nameWidth = paths.map(\.name.count).max() ?? 0
            let pathWidth = min(60, paths.map { Quoted.width($0.path) }.max() ?? 0)
            for path in paths {
                let name = path.name + String(repeating: " ", count: nameWidth - path.name.count)
                let gap = String(repeating: " ", count: max(0, pathWidth - Quoted.width(path.path)))
                let origin = path.origin + (path.exists ? "" : ", not there")
                StandardOutput.write("\(name)  \(Quoted.line(path.path))\(gap)  \(Quoted.line(origin))\n")
            }
        }
    }
}
