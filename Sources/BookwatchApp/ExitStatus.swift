import ArgumentParser
import Ingest
import Subscription

/// The exit codes of the commands.
enum ExitStatus {
    /// Something failed; what, was said on the standard error.
    static let failure = ExitCode(1)
    /// A filter was given, and nothing passed it.
    static let nothingMatched = ExitCode(3)
    /// Another program listens on the address.
    static let addressInUse = ExitCode(4)
    /// No endpoint answers.
    static let unreachable = ExitCode(5)
    /// The log is not whole.
    static let damagedLog = ExitCode(6)
    /// The time of `--for` was over before what was waited for came.
    static let timeOver = ExitCode(7)
    /// No line came within the time of `--wait`.
    static let silence = ExitCode(8)
    /// The command line is wrong.
    static let usage = ExitCode(64)
    /// The user interrupted it.
    static let interrupted = ExitCode(130)
    /// It was told to end.
    static let terminated = ExitCode(143)

    /// All of them with their meanings: for the help, the manual and the README.
    static let table: [(code: Int32, meaning: String)] = [
        (
            ExitCode.success.rawValue,
            "done; also where --count was reached, --until matched, or the reader of a pipe went away"
        ),
        (failure.rawValue, "a failure; standard error says what"),
        (
            nothingMatched.rawValue,
            "nothing matched: the log, the input or the time of --for is over and no line was printed"
        ),
        (addressInUse.rawValue, "another program listens on the address"),
        (unreachable.rawValue, "no endpoint answers, or another program does"),
        (damagedLog.rawValue, "the log is damaged; what could be read was used"),
        (timeOver.rawValue, "the time of --for was over before --count or --until came true"),
        (silence.rawValue, "no line came within the time of --wait"),
        (usage.rawValue, "wrong usage"),
        (interrupted.rawValue, "interrupted by SIGINT (Ctrl-C)"),
        (terminated.rawValue, "ended by SIGTERM; serve, whose ordinary end it is, gives 0"),
    ]

    /// The table as Markdown.
    static var markdown: String {
        "| code | meaning |\n| --- | --- |\n"
            + table.map { "| \($0.code) | \($0.meaning) |\n" }.joined()
    }

    /// The code of a command that an error ended.
    static func of(_ error: any Error) -> ExitCode {
        switch error {
        case EndpointError.addressInUse: addressInUse
        case ClientError.unreachable, ClientError.anotherProgram, ClientError.timedOut, ClientError.closed: unreachable
        case AppError.badFilter, AppError.badAddress: usage
        case AppError.settings(let diagnostic) where diagnostic.origin.kind == "flag": usage
        default: failure
        }
    }

    /// The code of a command that a signal ended; nil where that is not its doing.
    static func ended(by signal: Int32?) -> ExitCode? {
        switch signal {
        case TerminationSignals.interrupt: interrupted
        case .some: terminated
        case nil: nil
        }
    }
}
