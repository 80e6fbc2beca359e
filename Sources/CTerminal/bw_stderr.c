// While the screen is up, text on the standard error would tear it and vanish with it. It is kept in a file without a name
// and printed once the terminal is back, also after a crash: the last words of a program are there.

#ifdef __linux__
#define _GNU_SOURCE
#endif
#include "bw_internal.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/mman.h>
#endif

// A flood of messages is not printed to the last one.
enum { PRINTED_BYTES = 64 * 1024 };

static int kept = -1;
static int original = -1;

static int nameless_file(void) {
#ifdef __linux__
    return memfd_create("bookwatch-stderr", MFD_CLOEXEC);
#else
    char path[] = "/tmp/bookwatch-stderr.XXXXXX";
    int file = mkstemp(path); // mode 0600
    if (file < 0) return -1;
    unlink(path);
    fcntl(file, F_SETFD, FD_CLOEXEC);
    return file;
#endif
}

void bw_keep_stderr(void) {
    // Somebody who sent it to a file wants it there.
    if (kept >= 0 || !isatty(STDERR_FILENO)) return;
    int file = nameless_file();
    if (file < 0) return;
    // Every writer appends, and reading does not move them.
    fcntl(file, F_SETFL, O_APPEND);
    int copy = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (copy < 0 || dup2(file, STDERR_FILENO) < 0) {
        close(file);
        if (copy >= 0) close(copy);
        return;
    }
    original = copy;
    kept = file;
}

// Messages may quote text from outside: controls other than line feeds and tabs are shown as a question mark.
static size_t make_inert(unsigned char *bytes, size_t count) {
    size_t end = 0;
    for (size_t index = 0; index < count; index++) {
        unsigned char byte = bytes[index];
        bool c1 = byte == 0xC2 && index + 1 < count && bytes[index + 1] >= 0x80 && bytes[index + 1] <= 0x9F;
        bool c0 = (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F;
        if (c1) index++;
        bytes[end++] = c0 || c1 ? '?' : byte;
    }
    return end;
}

void bw_release_stderr(void) {
    if (kept < 0) return;
    int file = kept;
    kept = -1;
    dup2(original, STDERR_FILENO);
    close(original);
    original = -1;

    off_t size = lseek(file, 0, SEEK_END);
    off_t offset = size > PRINTED_BYTES ? size - PRINTED_BYTES : 0;
    unsigned char buffer[2048];
    ssize_t count;
    while ((count = pread(file, buffer, sizeof buffer, offset)) > 0) {
        offset += count;
        size_t length = make_inert(buffer, (size_t)count);
        if (write(STDERR_FILENO, buffer, length) < 0) break;
    }
    close(file);
}
