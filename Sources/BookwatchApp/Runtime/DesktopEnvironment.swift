/// Which programs of the user's desktop can be reached: there is one where a display is, and it is the user's own.
struct DesktopEnvironment: Sendable {
    private let variables: @Sendable (String) -> String?

    /// Looks at the variables of the process, or at others.
    init(_ variables: @escaping @Sendable (String) -> String? = { Environment.value($0) }) {
        self.variables = variables
    }

    /// The program that takes the clipboard's text from its input; nil where there is none, or no display.
    var clipboardTool: ChildProcess? {
        #if os(macOS)
            // Over SSH that is the clipboard of another machine.
            let tools = isRemote ? [] : [("pbcopy", [String]())]
        #else
            var tools: [(String, [String])] = []
            if variables("WAYLAND_DISPLAY") != nil {
                tools.append(("wl-copy", ["--type", "text/plain;charset=utf-8"]))
            }
            if variables("DISPLAY") != nil {
                tools += [("xclip", ["-selection", "clipboard", "-in"]), ("xsel", ["--clipboard", "--input"])]
            }
        #endif
        return tools.lazy.compactMap { name, arguments in tool(name, arguments) }.first
    }

    /// The program that opens an address; nil where there is none, or no display.
    func opener(of address: String) -> ChildProcess? {
        #if os(macOS)
            isRemote ? nil : tool("open", [address])
        #else
            variables("WAYLAND_DISPLAY") ?? variables("DISPLAY") == nil ? nil : tool("xdg-open", [address])
        #endif
    }

    private var isRemote: Bool { variables("SSH_CONNECTION") != nil }

    private func tool(_ name: String, _ arguments: [String]) -> ChildProcess? {
        ChildProcess.find(name, path: variables("PATH")).map { ChildProcess(path: $0, arguments: arguments) }
    }
}
