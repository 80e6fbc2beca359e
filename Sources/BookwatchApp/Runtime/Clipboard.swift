import Dashboard
import Screen
import Synchronization

/// By which way texts go to the clipboard.
enum ClipboardChoice: String, CaseIterable {
    /// By a program where the user's display is, else by the terminal, else to a file.
    case auto
    /// By a program: wl-copy, xclip, xsel or pbcopy.
    case native
    /// By the terminal (OSC 52), which may be on another machine.
    case osc52
    /// To a file.
    case file
    /// By none.
    case off
}

/// Puts texts on the clipboard, and tells how.
///
/// Used from the loop's thread alone; what a program does is awaited elsewhere.
final class Clipboard {
    /// A text on its way.
    private struct Text: Sendable {
        var text: String
        var what: String

        /// `e-mail: copied 24 characters`.
        var copied: String { "\(what): copied \(count)" }
        var count: String { text.count == 1 ? "1 character" : "\(text.count) characters" }
    }

    /// The longest that a program may take.
    private static let limit = Duration.seconds(2)

    private let choice: ClipboardChoice
    private let desktop: DesktopEnvironment
    private let terminal: any TerminalPort
    private let file: String
    private let post: @Sendable (Message) -> Void
    private let failed = FailedTexts()

    /// - Parameters:
    ///   - choice: the way to go.
    ///   - desktop: where programs are looked for.
    ///   - terminal: the terminal that is asked to copy.
    ///   - file: where a text goes that can go nowhere else; it is for this user alone.
    ///   - post: takes what is to be told, from any thread.
    init(
        _ choice: ClipboardChoice,
        desktop: DesktopEnvironment = DesktopEnvironment(),
        terminal: any TerminalPort,
        file: String = Environment.clipboardFile,
        post: @escaping @Sendable (Message) -> Void
    ) {
        self.choice = choice
        self.desktop = desktop
        self.terminal = terminal
        self.file = file
        self.post = post
    }

    /// Copies a text; `what` is what it is, for people.
    func copy(_ text: String, what: String) {
        let text = Text(text: text, what: what)
        switch choice {
        case .off: post(.notice("Copying is off: the setting clipboard says so"))
        case .file: write(text)
        case .osc52: copyByTerminal(text)
        case .native, .auto:
            if let tool = desktop.clipboardTool {
                copy(text, by: tool)
            } else if choice == .auto {
                copyByTerminal(text)
            } else {
                post(.notice("There is no program for the clipboard here; clipboard = \"auto\" finds another way"))
            }
        }
    }

    /// Goes on with texts that programs did not take.
    func heedFailures() {
        for text in failed.take() { copyByTerminal(text) }
    }

    private func copy(_ text: Text, by tool: ChildProcess) {
        let (choice, failed, post, wake) = (choice, failed, post, terminal.waker)
        Task.detached {
            let ending = await tool.run(input: Array(text.text.utf8), upTo: Clipboard.limit, endsWithTime: true)
            let name = tool.path.split(separator: "/").last.map(String.init) ?? tool.path
            if ending == .exited(0) {
                post(.done("\(text.copied) by \(name)"))
            } else if choice == .native {
                post(.notice("\(name) did not take the text"))
            } else {
                failed.add(text)
                wake()
            }
        }
    }

    private func copyByTerminal(_ text: Text) {
        switch terminal.copy(text.text) {
        case .sent(let multiplexer):
            post(.done("\(text.copied) by OSC 52" + (multiplexer.map { " through \($0)" } ?? "")))
        case .tooLong where choice == .auto, .unsupported where choice == .auto:
            write(text)
        case .tooLong(let limit):
            post(.notice("\(text.what): \(text.count) are more than the \(limit) bytes that a terminal takes"))
        case .unsupported:
            post(.notice("This terminal has no clipboard; clipboard = \"file\" writes to a file"))
        }
    }

    private func write(_ text: Text) {
        do {
            try PrivateFile.write(Array(text.text.utf8), to: file, replacing: true)
            post(.done("\(text.what): wrote \(text.count) to \(file)"))
        } catch {
            post(.notice(ErrorMessages.text(for: error)))
        }
    }

    /// The texts that are still to go another way.
    private final class FailedTexts: Sendable {
        private let texts = Mutex<[Text]>([])

        func add(_ text: Text) { texts.withLock { $0.append(text) } }

        func take() -> [Text] {
            texts.withLock { texts in
                defer { texts = [] }
                return texts
            }
        }
    }
}
