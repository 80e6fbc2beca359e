import BookwatchTestSupport
import Foundation
import Screen

/// A real tmux, whose one pane is fed the bytes of a session.
final class Tmux {
    /// Where it is; nil where it is not installed.
    static let path = ["/usr/bin/tmux", "/usr/local/bin/tmux", "/opt/homebrew/bin/tmux"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    struct Failure: Error { var message: String }

    private let path: String
    private let folder: URL
    private let input: FileHandle
    private let server: Process
    private var steps = 0
    private(set) var size: Size

    init(_ size: Size) throws {
        guard let path = Tmux.path else { throw Failure(message: "there is no tmux") }
        self.path = path
        self.size = size
        folder = URL(filePath: "/tmp/bw-tmux-\(UInt32.random(in: .min ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let pipe = folder.appending(path: "pipe").path
        guard mkfifo(pipe, 0o600) == 0 else { throw Failure(message: "no pipe: \(errno)") }
        // For reading too, so that opening it does not wait for the reader.
        let file = open(pipe, O_RDWR)
        guard file >= 0 else { throw Failure(message: "no pipe: \(errno)") }
        input = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        let place = ["-x", "\(size.columns)", "-y", "\(size.rows)"]
        let command = "stty raw -echo; exec cat '\(pipe)'"
        // In the foreground: a server of its own would keep what this process waits for.
        server = try Tmux.launch(path, ["-S", folder.appending(path: "socket").path, "-f", "/dev/null", "-D"])
        let socket = folder.appending(path: "socket").path
        for _ in 0..<2_000 where !FileManager.default.fileExists(atPath: socket) { usleep(5_000) }
        try run(["new-session", "-d"] + place + [command])
        try run(["set-option", "-g", "status", "off", ";", "resize-window"] + place)
    }

    deinit {
        server.terminate()
        server.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    func feed(_ bytes: [UInt8]) throws { try input.write(contentsOf: bytes) }

    /// What it shows once it has read all that it was fed.
    func screen() throws -> VirtualScreen {
        steps += 1
        // It changes the title when it gets there.
        try feed(Array("\u{1B}]2;step \(steps)\u{7}".utf8))
        let question = ["display-message", "-p", "#{pane_title}", ";", "capture-pane", "-p", "-N"]
        for _ in 0..<2_000 {
            let answer = try run(question)
            let lines = answer.split(separator: "\n", omittingEmptySubsequences: false)
            guard lines.first == "step \(steps)" else { continue }
            return read(lines.dropFirst().prefix(size.rows))
        }
        throw Failure(message: "tmux does not read")
    }

    func resize(_ size: Size) throws {
        // What came before belongs to the old size.
        _ = try screen()
        try run(["resize-window", "-x", "\(size.columns)", "-y", "\(size.rows)"])
        self.size = size
    }

    private func read(_ lines: ArraySlice<Substring>) -> VirtualScreen {
        // Wider than it is, since what it takes to be narrow may be wide here.
        var screen = VirtualScreen(columns: 2 * size.columns + 2, rows: size.rows)
        for (row, line) in lines.enumerated() { screen.feed(Array("\u{1B}[\(row + 1)H\(line)".utf8)) }
        return screen
    }

    @discardableResult
    private func run(_ arguments: [String]) throws -> String {
        let output = folder.appending(path: "output")
        try Data().write(to: output)
        let socket = folder.appending(path: "socket").path
        let client = try Tmux.launch(path, ["-S", socket] + arguments, output: FileHandle(forWritingTo: output))
        client.waitUntilExit()
        guard client.terminationStatus == 0 else { throw Failure(message: "tmux \(arguments)") }
        return try String(contentsOf: output, encoding: .utf8)
    }

    private static func launch(
        _ path: String,
        _ arguments: [String],
        output: FileHandle = .nullDevice
    ) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = ["LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "TERM": "xterm-256color"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        return process
    }
}
