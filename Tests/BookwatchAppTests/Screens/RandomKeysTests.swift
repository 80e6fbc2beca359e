import Foundation
import Testing

/// Some seconds of what `Tests/Benchmarks/run keys` does for minutes.
@Suite struct RandomKeysTests {
    @Test func whateverIsPressedNothingCrashesAndNothingIsSentUnasked() async throws {
        let program = Tool.repository.appending(path: "Tests/Benchmarks/keys.py").path
        let outcome = try await Tool.run(
            "/usr/bin/env",
            ["python3", program, Executable.path, "--minutes", "0.35"],
            seconds: 180
        )
        #expect(outcome.status == 0, "\(outcome.text)")
    }
}
