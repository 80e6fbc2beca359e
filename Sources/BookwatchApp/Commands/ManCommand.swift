import ArgumentParser

/// `bookwatch man`: the manual.
struct ManCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "man",
        abstract: "Print a page of the manual, as man reads it.",
        discussion: "1 is the commands; 5 the configuration, the themes, the filter language and the log."
    )

    @Argument(
        help: .init("1 or 5.", valueName: "section"),
        completion: .list(["1", "5"]),
        transform: { text in
            guard text == "1" || text == "5" else {
                throw ValidationError("the manual has the sections 1 (commands) and 5 (files)")
            }
            return text
        }
    )
    var section = "1"

    func run() {
        StandardOutput.write(section == "1" ? Manual.commands : Manual.files)
    }
}
