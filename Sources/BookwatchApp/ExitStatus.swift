import ArgumentParser

/// The exit codes of the commands (README, "Commands").
enum ExitStatus {
    /// Something failed; what, was said on the standard error.
    static let failure = ExitCode(1)
    /// The user interrupted it.
    static let interrupted = ExitCode(130)
}
