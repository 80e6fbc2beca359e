// A crash skips everything that would put the terminal back. These handlers do it, print what was kept of the standard
// error, and let the crash go on as if they had not been there, backtrace included. Async-signal-safe calls only.

#ifdef __linux__
#define _GNU_SOURCE
#endif
#include "bw_internal.h"

#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
enum { CRASHES = sizeof crashes / sizeof *crashes };
static struct sigaction before[CRASHES];

static volatile sig_atomic_t is_armed;
static int terminal = -1;
static bool has_modes;
static struct termios modes;
static char restore[512];
static size_t restore_length;

// A stack overflow leaves no room for a handler on the stack that overflowed.
static char spare_stack[64 * 1024];

static void give_terminal_back(void) {
    is_armed = 0;
    bw_leave_modes(terminal);
    bw_write(terminal, restore, restore_length);
    // Answers of the terminal, and keys, that nobody reads any more.
    tcflush(terminal, TCIFLUSH);
    if (has_modes) tcsetattr(terminal, TCSANOW, &modes);
    bw_release_stderr();
}

static void handle(int number, siginfo_t *info, void *context) {
    (void)context;
    if (is_armed) give_terminal_back();
    for (int index = 0; index < CRASHES; index++) {
        if (crashes[index] == number) sigaction(number, &before[index], NULL);
    }
    // A faulty instruction is run again and faults again, which tells the handler of before the true place. Other signals
    // are sent again; they are blocked until this handler returns.
    bool is_fault = number == SIGILL || number == SIGSEGV || number == SIGBUS || number == SIGFPE;
    if (!is_fault || info->si_code <= 0) raise(number);
}

void bw_prepare_rescue(int output, const struct termios *saved, const char *text, size_t length) {
    terminal = output;
    has_modes = saved != NULL;
    if (saved != NULL) modes = *saved;
    restore_length = length < sizeof restore ? length : sizeof restore;
    memcpy(restore, text, restore_length);

    stack_t stack;
    if (sigaltstack(NULL, &stack) == 0 && (stack.ss_flags & SS_DISABLE) != 0) {
        memset(&stack, 0, sizeof stack);
        stack.ss_sp = spare_stack;
        stack.ss_size = sizeof spare_stack;
        sigaltstack(&stack, NULL);
    }
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = handle;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    for (int index = 0; index < CRASHES; index++) sigaction(crashes[index], &action, &before[index]);
    is_armed = 1;
}

void bw_cancel_rescue(void) {
    if (!is_armed) return;
    is_armed = 0;
    for (int index = 0; index < CRASHES; index++) sigaction(crashes[index], &before[index], NULL);
}
