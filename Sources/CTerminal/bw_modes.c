// What is switched on in the terminal beside what terminfo knows of, on one list, and undone from it on every way out.

#include "bw_internal.h"
#include "bw_terminal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *on, *off;
} modes[BW_MODES] = {
    [BW_MODE_TITLE] = {"\033[22;0;0t\033]2;bookwatch\a", "\033[23;0;0t"},
    [BW_MODE_PASTE] = {"\033[?2004h", "\033[?2004l"},
    [BW_MODE_MOUSE] = {"\033[?1000h\033[?1002h\033[?1006h", "\033[?1006l\033[?1002l\033[?1000l"},
    [BW_MODE_SCHEME] = {"\033[?2031h", "\033[?2031l"},
    // The last one, so that it is undone first.
    [BW_MODE_UPDATE] = {"\033[?2026h", "\033[?2026l"},
};

// What the terminal has, and what it is to have while it is ours.
static volatile sig_atomic_t is_on[BW_MODES];
static bool is_wanted[BW_MODES];

void bw_write(int file, const void *bytes, size_t count) {
    const char *rest = bytes;
    while (count > 0) {
        ssize_t written = write(file, rest, count);
        if (written < 0 && errno == EAGAIN) {
            struct pollfd ready = {.fd = file, .events = POLLOUT};
            if (poll(&ready, 1, 1000) > 0) continue;
        }
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        rest += written;
        count -= (size_t)written;
    }
}

static void apply(int file, int mode, bool on) {
    const char *text = on ? modes[mode].on : modes[mode].off;
    // A crash in between undoes what may not be done yet, rather than leaving what is.
    if (on) is_on[mode] = 1;
    bw_write(file, text, strlen(text));
    if (!on) is_on[mode] = 0;
}

void bw_want_mode(int file, enum bw_mode mode, bool on) {
    is_wanted[mode] = on;
    if (file >= 0 && (is_on[mode] != 0) != on) apply(file, mode, on);
}

void bw_enter_modes(int file) {
    for (int mode = 0; mode < BW_MODES; mode++) {
        if (is_wanted[mode] && !is_on[mode]) apply(file, mode, true);
    }
}

void bw_leave_modes(int file) {
    for (int mode = BW_MODES - 1; mode >= 0; mode--) {
        if (is_on[mode]) apply(file, mode, false);
    }
}

void bw_forget_modes(void) { memset(is_wanted, 0, sizeof is_wanted); }
