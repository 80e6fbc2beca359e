import ArgumentParser

/// The program.
public enum Program {
    /// Parses the command line and does what it says; ends the process.
    public static func run() {
        BookwatchCommand.main()
    }
}
