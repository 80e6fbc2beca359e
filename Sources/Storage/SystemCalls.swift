import CPlatform

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The calls that change files.
///
/// Each answers as the system's does, with the reason of a failure in `errno`; a test has the
/// k-th of them fail.
struct SystemCalls: Sendable {
    var open: @Sendable (_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32
    var write: @Sendable (_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int
    var sync: @Sendable (_ descriptor: Int32) -> Int32
    var truncate: @Sendable (_ descriptor: Int32, _ size: Int) -> Int32
    var rename: @Sendable (_ from: String, _ to: String) -> Int32
    var unlink: @Sendable (_ path: String) -> Int32 = { systemUnlink($0) }

    static let real = SystemCalls(
        open: { cs_open($0, $1, $2) },
        write: { systemWrite($0, $1) },
        sync: { cs_sync($0) },
        truncate: { ftruncate($0, off_t($1)) },
        rename: { systemRename($0, $1) }
    )
}

// Inside the struct these names are its members.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}

private func systemUnlink(_ path: String) -> Int32 { unlink(path) }

private func systemRename(_ from: String, _ to: String) -> Int32 {
    rename(from, to)
}
