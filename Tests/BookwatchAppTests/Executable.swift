import Foundation

/// The program under test, as it was built beside the tests.
enum Executable {
    static let path: String = {
        let runner = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        return runner.deletingLastPathComponent().appending(path: "bookwatch").path
    }()

    /// What a run of the program gave.
    struct Output {
        var status: Int32
        var standardOutput: String
        var standardError: String
    }

    /// Runs the program to its end.
    static func run(_ arguments: [String], input: String = "", environment: [String: String] = [:]) throws -> Output {
        let folder = try TemporaryFolder()
        let (outPath, errorPath, inPath) = (folder.path("out"), folder.path("error"), folder.path("in"))
        for path in [outPath, errorPath] { try Data().write(to: URL(filePath: path)) }
        try Data(input.utf8).write(to: URL(filePath: inPath))
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = Self.environment(environment, folder: folder)
        process.standardInput = FileHandle(forReadingAtPath: inPath)
        process.standardOutput = FileHandle(forWritingAtPath: outPath)
        process.standardError = FileHandle(forWritingAtPath: errorPath)
        try process.run()
        process.waitUntilExit()
        return Output(
            status: process.terminationStatus,
            standardOutput: try String(contentsOfFile: outPath, encoding: .utf8),
            standardError: try String(contentsOfFile: errorPath, encoding: .utf8)
        )
    }

    /// An environment in which nothing of the user's own is read or written.
    static func environment(_ more: [String: String] = [:], folder: TemporaryFolder) -> [String: String] {
        var environment = [
            "PATH": "/usr/bin:/bin", "HOME": folder.url.path, "TMPDIR": folder.url.path, "LANG": "C.UTF-8", "TZ": "UTC",
            "XDG_CONFIG_HOME": folder.path("config"), "XDG_STATE_HOME": folder.path("state"),
            "XDG_RUNTIME_DIR": folder.url.path, "SWIFT_BACKTRACE": "enable=no",
        ]
        environment.merge(more) { $1 }
        return environment
    }
}

/// A folder that goes away with its last user.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        // Short: the path of a Unix socket has about a hundred bytes.
        url = URL(filePath: "/tmp/bw-\(UInt32.random(in: .min ... .max))")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    func path(_ name: String) -> String { url.appending(path: name).path }
}
