import Foundation

/// Programs that test ours from outside.
enum Tool {
    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// What a run of a program gave.
    struct Output {
        var status: Int32
        /// What it wrote, errors and all.
        var text: String
        /// Whether it had to be ended.
        var tookTooLong: Bool
    }

    /// Runs a program to its end, which comes by force after the given time.
    static func run(
        _ path: String,
        _ arguments: [String],
        environment: [String: String] = [:],
        seconds: Double
    ) async throws -> Output {
        let folder = try TemporaryFolder()
        let outPath = folder.path("out")
        try Data().write(to: URL(filePath: outPath))
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = Executable.environment(environment, folder: folder)
        process.currentDirectoryURL = folder.url
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: outPath)
        process.standardError = process.standardOutput
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in end.finish() }
        try process.run()
        let identifier = process.processIdentifier
        let limit = DispatchWorkItem { kill(identifier, SIGKILL) }
        DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: limit)
        for await _ in ends {}
        limit.cancel()
        return Output(
            status: process.terminationStatus,
            text: try String(contentsOfFile: outPath, encoding: .utf8),
            tookTooLong: process.terminationReason == .uncaughtSignal
        )
    }
}
