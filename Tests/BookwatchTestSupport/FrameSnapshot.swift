import Foundation
public import Screen
public import Testing

/// Compares a frame with the transcript kept in `Snapshots/<Suite>/<name>.txt` beside the test's file.
///
/// The suite is named by the file. With `BOOKWATCH_RECORD=1` in the environment the transcript is written anew, and the test
/// fails, so that recording is never taken for passing. A transcript that is missing is a failure.
public func assertFrame(
    _ frame: Frame,
    named name: String,
    file: StaticString = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let test = URL(filePath: "\(file)")
    let path = test.deletingLastPathComponent().appending(path: "Snapshots")
        .appending(path: test.deletingPathExtension().lastPathComponent).appending(path: name + ".txt")
    let transcript = frame.transcript
    if ProcessInfo.processInfo.environment["BOOKWATCH_RECORD"] == "1" {
        do {
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(transcript.utf8).write(to: path)
            Issue.record("recorded \(path.lastPathComponent)", sourceLocation: sourceLocation)
        } catch {
            Issue.record("cannot record \(path.path): \(error)", sourceLocation: sourceLocation)
        }
        return
    }
    guard let data = try? Data(contentsOf: path) else {
        Issue.record("no snapshot \(path.path); the screen is\n\(transcript)", sourceLocation: sourceLocation)
        return
    }
    let kept = String(decoding: data, as: UTF8.self)
    guard kept != transcript else { return }
    Issue.record("\(name) differs:\n\(difference(kept, transcript))\n\(transcript)", sourceLocation: sourceLocation)
}

/// The lines that differ, the kept ones with `-` before them, the new ones with `+`.
private func difference(_ kept: String, _ new: String) -> String {
    let old = kept.components(separatedBy: "\n")
    let new = new.components(separatedBy: "\n")
    var lines: [String] = []
    for index in 0..<max(old.count, new.count) {
        let before = index < old.count ? old[index] : nil
        let after = index < new.count ? new[index] : nil
        guard before != after else { continue }
        if let before { lines.append("- " + before) }
        if let after { lines.append("+ " + after) }
    }
    return lines.joined(separator: "\n")
}
