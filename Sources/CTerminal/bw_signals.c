// Signals become bits and a byte in a pipe, which ends a wait. Nothing else happens in a handler.

#ifdef __linux__
#define _GNU_SOURCE
#endif
#include "bw_internal.h"
#include "bw_terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

// The pipe stays for the life of the process, so that bw_wake has no race with bw_stop.
static int pipe_ends[2] = {-1, -1};
static atomic_uint pending;

static const struct {
    int number;
    unsigned event;
} watched[] = {
    {SIGWINCH, BW_RESIZED}, {SIGCONT, BW_CONTINUED}, {SIGTSTP, BW_SUSPEND_ASKED}, {SIGINT, BW_INTERRUPTED},
    {SIGQUIT, BW_QUIT_ASKED}, {SIGTERM, BW_TERMINATED}, {SIGHUP, BW_HANG_UP_ASKED},
};
enum { WATCHED = sizeof watched / sizeof *watched };
static struct sigaction before[WATCHED];
static bool is_watching;

static void post(unsigned event) {
    // If a bit was set already, the byte that goes with it is still to be read, or about to be.
    if (atomic_fetch_or(&pending, event) == 0 && pipe_ends[1] >= 0) {
        int error = errno;
        (void)!write(pipe_ends[1], "", 1);
        errno = error;
    }
}

static void handle(int number) {
    for (int index = 0; index < WATCHED; index++) {
        if (watched[index].number == number) post(watched[index].event);
    }
}

static void watch(int index) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handle;
    action.sa_flags = SA_RESTART;
    sigfillset(&action.sa_mask);
    sigaction(watched[index].number, &action, &before[index]);
}

void bw_watch_signals(void) {
    if (pipe_ends[0] < 0 && pipe(pipe_ends) == 0) {
        for (int end = 0; end < 2; end++) {
            fcntl(pipe_ends[end], F_SETFD, FD_CLOEXEC);
            fcntl(pipe_ends[end], F_SETFL, O_NONBLOCK);
        }
    }
    if (is_watching) return;
    is_watching = true;
    // Whoever started us may have blocked them, and a resize would never be seen.
    sigset_t signals;
    sigemptyset(&signals);
    for (int index = 0; index < WATCHED; index++) {
        watch(index);
        sigaddset(&signals, watched[index].number);
    }
    pthread_sigmask(SIG_UNBLOCK, &signals, NULL);
    signal(SIGPIPE, SIG_IGN);
}

void bw_unwatch_signals(void) {
    if (!is_watching) return;
    is_watching = false;
    for (int index = 0; index < WATCHED; index++) sigaction(watched[index].number, &before[index], NULL);
}

void bw_stop_process(void) {
    struct sigaction standard, current;
    memset(&standard, 0, sizeof standard);
    standard.sa_handler = SIG_DFL;
    sigaction(SIGTSTP, &standard, &current);
    // To this thread, so that it is over when this returns.
    raise(SIGTSTP);
    sigaction(SIGTSTP, &current, NULL);
    // The signal that ended the stop has been answered by then.
    atomic_fetch_and(&pending, ~(unsigned)(BW_CONTINUED | BW_SUSPEND_ASKED));
}

void bw_wake(void) { post(BW_WOKEN); }

unsigned bw_take_events(void) {
    char bytes[16];
    while (read(pipe_ends[0], bytes, sizeof bytes) > 0) {}
    return atomic_exchange(&pending, 0);
}

int bw_event_pipe(void) { return pipe_ends[0]; }
