// Files that change, told by the system: nothing runs while they do not.
#define _GNU_SOURCE
#define _DARWIN_C_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/inotify.h>
#else
#include <sys/event.h>
#include <sys/time.h>
#endif

// Editors write a file in several steps; what follows within this time is one change.
enum { SETTLE_MILLISECONDS = 40, MOST_ROUNDS = 4 };

int cs_watch_open(void) {
#ifdef __linux__
    return inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
#else
    int watch = kqueue();
    if (watch >= 0) fcntl(watch, F_SETFD, FD_CLOEXEC);
    return watch;
#endif
}

int cs_watch_add(int watch, const char *path, int *kept) {
    *kept = -1;
#ifdef __linux__
    unsigned changes = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF;
    return inotify_add_watch(watch, path, changes | IN_ONLYDIR) < 0 ? -1 : 0;
#else
    int file = open(path, O_EVTONLY | O_CLOEXEC);
    if (file < 0) return -1;
    struct kevent change;
    EV_SET(&change, file, EVFILT_VNODE, EV_ADD | EV_CLEAR, NOTE_WRITE | NOTE_EXTEND | NOTE_RENAME | NOTE_DELETE, 0, NULL);
    if (kevent(watch, &change, 1, NULL, 0, NULL) < 0) {
        int reason = errno;
        close(file);
        errno = reason;
        return -1;
    }
    *kept = file;
    return 0;
#endif
}

static void read_all(int watch) {
#ifdef __linux__
    char buffer[4096];
    while (read(watch, buffer, sizeof buffer) > 0) {}
#else
    struct kevent events[16];
    struct timespec now = {0, 0};
    while (kevent(watch, NULL, 0, events, 16, &now) > 0) {}
#endif
}

int cs_watch_wait(int watch, int stop) {
    struct pollfd files[2] = {{.fd = stop, .events = POLLIN}, {.fd = watch, .events = POLLIN}};
    for (int round = 0; round <= MOST_ROUNDS; round++) {
        int count = poll(files, 2, round == 0 ? -1 : SETTLE_MILLISECONDS);
        if (count < 0 && errno == EINTR) {
            round--;
            continue;
        }
        if (count < 0) return -1;
        if (files[0].revents != 0) return 0;
        if (count == 0) return 1;
        if (files[1].revents & (POLLERR | POLLNVAL)) {
            errno = EBADF;
            return -1;
        }
        read_all(watch);
    }
    return 1;
}
