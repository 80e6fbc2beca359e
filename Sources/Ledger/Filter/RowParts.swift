import Dispatch
import Synchronization

/// Work on many rows, in parts that are done side by side by as many cores as there are.
enum RowParts {
    /// The rows of a part, whole words of a `RowSet`: so many that handing them out costs nothing beside the work on them.
    static let size = 16 * Paging.size

    /// What the work on each part gives, in the order of the parts; a single part is done at once, by the caller's thread.
    static func map<Result: Sendable>(_ count: Int, _ work: @Sendable (Range<Int>) -> Result) -> [Result] {
        guard count > size else { return [work(0..<count)] }
        let results = Mutex<[Int: Result]>([:])
        DispatchQueue.concurrentPerform(iterations: (count + size - 1) / size) { part in
            let result = work(part * size..<min(count, (part + 1) * size))
            results.withLock { $0[part] = result }
        }
        return results.withLock { $0.sorted { $0.key < $1.key }.map(\.value) }
    }
}
