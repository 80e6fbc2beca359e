import Bookings
import Dashboard
import Ledger
import Screen
import Storage

/// The one loop of the dashboard: messages in, state changed once each, at most one frame for all of them.
///
/// It owns the only `DashboardState` and runs on the thread that calls `run`, which is also the only one that touches
/// the terminal. Everything else posts to the mailbox.
final class Runtime {
    /// The shortest time between two frames.
    private static let frameInterval: Int64 = 33
    /// The longest time that is worked without looking whether something came, in milliseconds, and the rows that take a
    /// part of it.
    private static let workLimit: Int64 = 8
    private static let workRows = 16_384

    private let terminal: any TerminalPort
    private let feed: any BookingFeed
    private let replay: (@Sendable (ReplayCommand) -> Void)?
    private let themes: ThemeControl?
    private let files: ViewerFiles
    let mailbox: Mailbox
    private let clipboard: Clipboard
    private var state: DashboardState
    private var isDirty = true
    /// A key was pressed: its answer does not wait for the next regular frame.
    private var isAwaited = true
    private var lastFrameAt: Int64 = .min / 2
    private var isRunning = true

    /// How the loop ended.
    enum Ending: Equatable {
        /// The user quit.
        case quit
        /// A signal asked for the end.
        case signal(TerminationSignal)
        /// The terminal went away.
        case hangUp
        /// The feed could not go on.
        case failure
    }

    private var ending = Ending.quit

    init(
        terminal: any TerminalPort,
        feed: any BookingFeed,
        state: DashboardState,
        themes: ThemeControl? = nil,
        files: ViewerFiles = ViewerFiles(),
        clipboard: ClipboardChoice = .auto,
        replay: (@Sendable (ReplayCommand) -> Void)? = nil
    ) {
        self.terminal = terminal
        self.feed = feed
        self.state = state
        self.themes = themes
        self.replay = replay
        self.files = files
        let wake = terminal.waker
        let mailbox = Mailbox { wake() }
        self.mailbox = mailbox
        self.clipboard = Clipboard(clipboard, terminal: terminal) { mailbox.post($0) }
    }

    /// Runs until the user quits, a signal asks for the end, or the terminal goes away.
    func run() -> Ending {
        let mailbox = mailbox
        feed.start(after: 0) { mailbox.post(.feed($0, at: SystemClock.now)) }
        while isRunning {
            let events = terminal.events(waitingUpTo: waitingTime)
            let now = SystemClock.now
            for event in events { handle(event, at: now) }
            for message in mailbox.drain() { update(message) }
            if let tick = state.nextTick(), tick <= now { update(.tick(now)) }
            if state.hasWork { work() }
            draw()
        }
        mailbox.close()
        feed.stop()
        return ending
    }

    /// Milliseconds until there is something to do without anybody's asking; nil for never.
    private var waitingTime: Int? {
        if state.hasWork { return 0 }
        if isDirty {
            if isAwaited { return 0 }
            return Int(max(0, lastFrameAt + Runtime.frameInterval - MonotonicClock.milliseconds))
        }
        return state.nextTick().map { max(0, Int($0.milliseconds - SystemClock.now.milliseconds)) }
    }

    /// Goes on with a slow filter for as long as nobody notices; who types in the meantime is heard after it.
    private func work() {
        // The frame that shows the key comes before.
        draw()
        let end = MonotonicClock.milliseconds + Runtime.workLimit
        repeat { update(.work(rows: Runtime.workRows)) } while state.hasWork && MonotonicClock.milliseconds < end
        if !state.hasWork { isAwaited = true }
    }

    private func handle(_ event: TerminalEvent, at now: Timestamp) {
        switch event {
        case .signal(let signal):
            end(.signal(signal))
        case .hangUp:
            end(.hangUp)
        case .woken:
            apply(themes?.heedFiles())
            clipboard.heedFailures()
        case .background(let background):
            apply(themes?.heed(background))
        default:
            isAwaited = true
            update(.event(event, at: now))
        }
    }

    private func update(_ message: Message) {
        isDirty = true
        if case .feed(.failed, _) = message { end(.failure) }
        for effect in state.update(message) { perform(effect) }
    }

    private func apply(_ change: ThemeControl.Change?) {
        if let styleSheet = change?.styleSheet, let glyphs = themes?.glyphs {
            terminal.styleSheet = styleSheet
            update(.glyphs(glyphs))
        }
        if let notice = change?.notice { update(.notice(notice)) }
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .quit:
            end(.quit)
        case .redraw:
            terminal.redraw()
        case .suspend:
            terminal.suspend()
        case .replay(let command):
            replay?(command)
        case .annotate(let annotation):
            annotate(annotation)
        case .copy(let text, let what):
            clipboard.copy(text, what: what)
        case .write(let file, let replacing):
            write(file, replacing: replacing)
        case .openLink(let address):
            openLink(address)
        case .mouse(let isOn):
            terminal.mouse = isOn
        case .listThemes:
            if let themes { mailbox.post(.themes(themes.choices, current: themes.choice)) }
        case .theme(let choice, let keep):
            apply(themes?.show(choice, keep: keep))
        case .saveScreen(let choices):
            keep("The columns") { try ScreenFile.write(choices, to: Environment.screenFile) }
        case .saveViews(let views):
            keep("The views") { try files.save(views) }
        case .saveFilterHistory(let history):
            keep("The history of the filter") { try files.save(history: history) }
        case .loadRecords(let sequences):
            let (feed, mailbox) = (feed, mailbox)
            Task.detached {
                do {
                    mailbox.post(.records(try await feed.records(sequences)))
                } catch {
                    mailbox.post(.recordsFailed(ErrorMessages.text(for: error)))
                }
            }
        }
    }

    /// Has the endpoint keep what a viewer added; says so where that fails.
    private func annotate(_ annotation: Annotation) {
        let (feed, mailbox) = (feed, mailbox)
        Task.detached {
            do {
                try await feed.annotate(annotation)
            } catch {
                mailbox.post(.notice("This could not be kept: \(ErrorMessages.text(for: error))"))
            }
        }
    }

    /// Writes one of the viewer's files; says so where that fails.
    private func keep(_ what: String, _ write: () throws -> Void) {
        do {
            try write()
        } catch {
            mailbox.post(.notice("\(what) cannot be kept: \(ErrorMessages.text(for: error))"))
        }
    }

    private func end(_ ending: Ending) {
        self.ending = ending
        isRunning = false
    }

    private func draw() {
        guard isDirty, isRunning else { return }
        let now = MonotonicClock.milliseconds
        guard isAwaited || now - lastFrameAt >= Runtime.frameInterval else { return }
        terminal.present(state.render(in: terminal.size))
        lastFrameAt = now
        isDirty = false
        isAwaited = false
    }
}
