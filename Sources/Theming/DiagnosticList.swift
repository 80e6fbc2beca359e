/// What was found in the files of a theme.
///
/// Bounded: a file can hold thousands of faults, and nobody reads the hundredth.
struct DiagnosticList {
    static let mostOfEach = 20

    private var errors: [ThemeDiagnostic] = []
    private var warnings: [ThemeDiagnostic] = []
    private var leftOut: [ThemeDiagnostic.Severity: Int] = [:]

    var hasErrors: Bool { !errors.isEmpty }

    /// How many errors were found, with those that are left out.
    var errorCount: Int { errors.count + leftOut[.error, default: 0] }

    mutating func error(_ message: String, in file: String, line: Int, column: Int? = nil) {
        add(ThemeDiagnostic(file: file, line: line, column: column, severity: .error, message: message))
    }

    mutating func error(_ message: String, in file: String, at node: TOMLNode) {
        error(message, in: file, line: node.line, column: node.column)
    }

    mutating func warn(_ message: String, in file: String, line: Int, column: Int? = nil) {
        add(ThemeDiagnostic(file: file, line: line, column: column, severity: .warning, message: message))
    }

    mutating func warn(_ message: String, in file: String, at node: TOMLNode) {
        warn(message, in: file, line: node.line, column: node.column)
    }

    private mutating func add(_ diagnostic: ThemeDiagnostic) {
        let isError = diagnostic.severity == .error
        guard (isError ? errors : warnings).count < DiagnosticList.mostOfEach else {
            leftOut[diagnostic.severity, default: 0] += 1
            return
        }
        if isError {
            errors.append(diagnostic)
        } else {
            warnings.append(diagnostic)
        }
    }

    /// All of them, errors first, each kind in the order in which it was found, which is that of the file.
    var diagnostics: [ThemeDiagnostic] {
        var all = errors + warnings
        for severity in [ThemeDiagnostic.Severity.error, .warning] {
            let last = all.last { $0.severity == severity }
            guard let count = leftOut[severity], var last else { continue }
            last.message = "and \(count) more"
            all.append(last)
        }
        return all
    }
}
