import CPlatform

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Tells when theme files may have changed.
///
/// The system wakes a thread that otherwise sleeps, so a theme that nobody edits costs nothing. It is not said what has changed,
/// nor that it has in truth: whoever is told reads the files again. It stops when it is let go.
public final class ThemeWatcher: Sendable {
    private let stopEnd: Int32

    /// Watches files that are there or may come; nil where there is nothing to watch, or the system refuses.
    ///
    /// - Parameters:
    ///   - paths: the files. Their folders are watched, those of what links point to as well; a folder that does not exist
    ///     is not.
    ///   - onChange: called on a thread of its own, within a tenth of a second after a change, or twice that where many
    ///     follow one another. One call may still come while the watcher is let go.
    public init?(paths: [String], onChange: @escaping @Sendable () -> Void) {
        var stop: [Int32] = [-1, -1]
        guard let watch = ThemeWatch(paths: paths), pipe(&stop) == 0 else { return nil }
        for end in stop { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        stopEnd = stop[1]
        let work = Work(watch: watch, stop: stop[0], onChange: onChange)
        guard work.start() else {
            for end in stop { close(end) }
            return nil
        }
    }

    deinit { close(stopEnd) }

    /// What the thread does; it owns the watch and its end of the pipe.
    private final class Work: Sendable {
        private let watch: ThemeWatch
        private let stop: Int32
        private let onChange: @Sendable () -> Void

        init(watch: ThemeWatch, stop: Int32, onChange: @escaping @Sendable () -> Void) {
            self.watch = watch
            self.stop = stop
            self.onChange = onChange
        }

        func start() -> Bool {
            let pointer = Unmanaged.passRetained(self).toOpaque()
            #if canImport(Darwin)
                var thread: pthread_t?
                let result = pthread_create(&thread, nil, { Work.run($0) }, pointer)
                if result == 0, let thread { pthread_detach(thread) }
            #else
                var thread = pthread_t()
                let result = pthread_create(&thread, nil, { Work.run($0) }, pointer)
                if result == 0 { pthread_detach(thread) }
            #endif
            if result != 0 { Unmanaged<Work>.fromOpaque(pointer).release() }
            return result == 0
        }

        private static func run(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
            guard let pointer else { return nil }
            let work = Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue()
            // The signals that concern the terminal are the main thread's.
            var signals = sigset_t()
            sigfillset(&signals)
            pthread_sigmask(SIG_BLOCK, &signals, nil)
            while work.watch.waitForChange(orEndOf: work.stop) { work.onChange() }
            close(work.stop)
            return nil
        }
    }
}

/// The descriptors of a watch.
private final class ThemeWatch: Sendable {
    private let descriptor: Int32
    private let kept: [Int32]

    init?(paths: [String]) {
        let descriptor = cs_watch_open()
        guard descriptor >= 0 else { return nil }
        self.descriptor = descriptor
        var kept: [Int32] = []
        var isWatching = false
        for path in ThemeWatch.watched(paths) {
            var file: Int32 = -1
            if cs_watch_add(descriptor, path, &file) == 0 { isWatching = true }
            if file >= 0 { kept.append(file) }
        }
        self.kept = kept
        guard isWatching else { return nil }
    }

    deinit {
        close(descriptor)
        for file in kept { close(file) }
    }

    func waitForChange(orEndOf stop: Int32) -> Bool { cs_watch_wait(descriptor, stop) == 1 }

    /// The folders of files and of what they are links to, and the files themselves, which some systems want to be told of.
    private static func watched(_ paths: [String]) -> Set<String> {
        var watched: Set<String> = []
        for path in paths {
            watched.formUnion([path, folder(of: path)])
            guard let target = realpath(path, nil) else { continue }
            let real = String(cString: target)
            free(target)
            watched.formUnion([real, folder(of: real)])
        }
        return watched
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
