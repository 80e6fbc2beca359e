#define _GNU_SOURCE
#define _DARWIN_C_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>

#ifdef __APPLE__
#include <pthread.h>
#include <pthread/qos.h>
#else
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#endif

int cs_open(const char *path, int flags, mode_t mode) {
    return open(path, flags | O_CLOEXEC, mode);
}

int cs_sync(int descriptor) {
#ifdef __APPLE__
    return fcntl(descriptor, F_FULLFSYNC);
#else
    return fdatasync(descriptor);
#endif
}

void cs_lower_priority(void) {
#ifdef __APPLE__
    pthread_set_qos_class_self_np(QOS_CLASS_BACKGROUND, 0);
#else
    // Threads that wake up preempt an idle-class one at once; the nice value stands where the class is refused.
    struct sched_param parameters = {0};
    setpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid), 19);
    sched_setscheduler(0, SCHED_IDLE, &parameters);
#endif
}

void cs_yield_to_running(void) {
#ifndef __APPLE__
    struct sched_param parameters = {0};
    sched_setscheduler(0, SCHED_BATCH, &parameters);
#endif
}

int cs_lock(int descriptor) {
    return flock(descriptor, LOCK_EX | LOCK_NB);
}

int cs_unlock(int descriptor) {
    return flock(descriptor, LOCK_UN);
}

int cs_set_window_size(int master, uint16_t rows, uint16_t columns) {
    struct winsize size = {.ws_row = rows, .ws_col = columns};
    return ioctl(master, TIOCSWINSZ, &size);
}

static pid_t close_keeping_errno(int one, int other) {
    int reason = errno;
    close(one);
    if (other >= 0) close(other);
    errno = reason;
    return -1;
}

pid_t cs_spawn_in_pty(const char *path, char *const arguments[], char *const environment[], const char *folder,
                      uint16_t rows, uint16_t columns, int *master) {
    int side = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (side < 0) return -1;
    // ptsname's buffer is shared between threads, and tests start several programs at once.
    char name[128];
    int other = -1;
    if (grantpt(side) == 0 && unlockpt(side) == 0 && ptsname_r(side, name, sizeof name) == 0)
        other = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (other < 0 || cs_set_window_size(side, rows, columns) != 0) return close_keeping_errno(side, other);
    pid_t process = fork();
    if (process == 0) {
        // Between fork and exec only what is async-signal-safe may be called.
        sigset_t none;
        sigemptyset(&none);
        for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
        sigprocmask(SIG_SETMASK, &none, NULL);
        setsid();
        ioctl(other, TIOCSCTTY, 0);
        dup2(other, 0);
        dup2(other, 1);
        dup2(other, 2);
        if (folder != NULL && chdir(folder) != 0) _exit(126);
        execve(path, arguments, environment);
        _exit(127);
    }
    if (process < 0) return close_keeping_errno(side, other);
    close(other);
    *master = side;
    return process;
}
