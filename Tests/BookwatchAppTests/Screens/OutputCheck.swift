import Foundation
import Testing

/// Whether bytes that a program wrote can do nothing to a terminal but show text.
enum OutputCheck {
    /// What the program itself says to a terminal beside what ncurses does, each once.
    private static let own = [
        "\u{1B}[22;0;0t\u{1B}]2;bookwatch\u{7}", "\u{1B}]11;?\u{7}\u{1B}[?2026$p\u{1B}[?2031$p\u{1B}[c",
    ]

    /// A checker of another hand lies beside the checkout where the project is developed; elsewhere there is less to say.
    private static let checker = Tool.repository.deletingLastPathComponent().appending(path: "shared/tools/ttycheck.py")

    /// Expects that a capture of the screen has nothing in it that a text brought along; which sequences there are, the virtual
    /// screen has looked at.
    static func expectHarmless(screen captured: [UInt8], in folder: TemporaryFolder) throws {
        var rest = Data(captured)
        for text in own {
            let range = try #require(rest.firstRange(of: Data(text.utf8)))
            rest.removeSubrange(range)
        }
        expectHarmless(text: withoutSequences(String(decoding: rest, as: UTF8.self)))
        try expectNoFindings(rest, in: folder)
    }

    /// Expects that what is printed has no controls in it but the ends of lines, and tabs where they are its form.
    ///
    /// What is data keeps what only a screen cannot show: marks without end, private characters, those of later times.
    static func expectHarmless(
        output: String,
        allowing allowed: Set<Unicode.Scalar> = [],
        isData: Bool = false,
        in folder: TemporaryFolder
    ) throws {
        expectHarmless(text: output, allowing: allowed, isData: isData)
        try expectNoFindings(Data(output.utf8), isData: isData, in: folder)
    }

    private static func expectHarmless(text: String, allowing allowed: Set<Unicode.Scalar> = [], isData: Bool = false) {
        let plain: Set<Unicode.Scalar> = ["\n", "\r", "\u{8}"]
        let joiners: Set<Unicode.Scalar> = ["\u{200C}", "\u{200D}"]
        let wrong = text.unicodeScalars.filter { scalar in
            guard !plain.contains(scalar), !allowed.contains(scalar), !joiners.contains(scalar) else { return false }
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: return true
            // The tags of a flag are looked at by the other checker.
            case .format: return !(isData && 0xE0020...0xE007F ~= scalar.value)
            case .privateUse, .unassigned: return !isData
            default: return false
            }
        }
        let values = Set(wrong.map { "U+" + String($0.value, radix: 16) }).sorted()
        #expect(values.isEmpty)
    }

    /// The text that stands between control sequences.
    private static func withoutSequences(_ text: String) -> String {
        text.replacing(/\u{1B}(?:\[[0-9;:?]*[@-~]|[()][B0]|[78M=>])|\u{0F}/, with: "")
    }

    private static func expectNoFindings(_ bytes: Data, isData: Bool = false, in folder: TemporaryFolder) throws {
        guard FileManager.default.fileExists(atPath: checker.path) else { return }
        let (capture, payloads) = (folder.path("capture"), folder.path("payloads"))
        try bytes.write(to: URL(filePath: capture))
        let lines = try HostileCorpus.all.map {
            try JSONSerialization.data(withJSONObject: ["value": $0.wrapped]) + Data([0x0A])
        }
        try Data(lines.joined()).write(to: URL(filePath: payloads))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        let limits = isData ? ["--max-combining", "1000"] : []
        process.arguments = ["python3", checker.path, "check", "--payloads", payloads] + limits + [capture]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let findings = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(findings)")
    }
}
