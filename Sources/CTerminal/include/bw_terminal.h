// The terminal, as narrow as the program needs it. One screen at a time; everything is called from one thread except
// bw_wake. No ncurses name leaves this target.

#ifndef BW_TERMINAL_H
#define BW_TERMINAL_H

#include <stdbool.h>
#include <stdint.h>

// One cell of a row. The second column of a wide one is not a cell of its own.
typedef struct {
    uint32_t base;
    uint32_t marks[4];  // 0 where there is none
    uint8_t width;      // 1 or 2
    uint8_t attributes; // bw_attribute bits
    uint8_t cluster;    // a bw_cluster
    int16_t pair;       // 0 is the terminal's own colours
} bw_cell;

// Whether terminals agree how wide it is. One that they do not agree on is a cluster: a cell, or some that are one character.
enum bw_cluster {
    BW_NO_CLUSTER = 0,
    BW_CLUSTER = 1,
    BW_CLUSTER_REST = 2, // the cells after its first
};

enum bw_attribute {
    BW_BOLD = 1,
    BW_DIM = 2,
    BW_ITALIC = 4,
    BW_UNDERLINE = 8,
    BW_REVERSE = 16,
};

enum bw_start_result {
    BW_STARTED = 0,
    BW_UNKNOWN_TERMINAL = 1, // no entry in terminfo
    BW_NO_SCREEN = 2,        // an entry without cursor movement, or a screen is up already
};

// What happened beside input; bits.
enum bw_event {
    BW_WOKEN = 1,
    BW_RESIZED = 2,
    BW_CONTINUED = 4,
    BW_SUSPEND_ASKED = 8,
    BW_INTERRUPTED = 16,
    BW_QUIT_ASKED = 32,
    BW_TERMINATED = 64,
    BW_HANG_UP_ASKED = 128,
    BW_INPUT = 256,
    BW_GONE = 512, // there is no terminal any more
};

// What a terminal can be told to do beside what terminfo knows of.
enum bw_mode {
    BW_MODE_TITLE,  // the title of the window, kept on the terminal's stack
    BW_MODE_PASTE,  // pastes are told from keys
    BW_MODE_MOUSE,  // buttons, drags and the wheel are reported
    BW_MODE_SCHEME, // a change between light and dark is reported
    BW_MODE_UPDATE, // nothing is shown until it is over
    BW_MODES,
};

// Takes the character set from a locale, "" for that of the environment. True if it is UTF-8.
bool bw_use_locale(const char *name);

// Columns of a scalar in the C library's opinion; -1 for what cannot be shown.
int bw_wcwidth(uint32_t scalar);

// Takes the terminal over: alternate screen, raw keys, bracketed paste; signals and the standard error are taken too.
int bw_start(const char *terminal, int input, int output);

// Gives everything back, and prints what was written to the standard error meanwhile. Harmless when nothing is up.
void bw_stop(void);

// Gives the terminal back, stops the process until it is continued, and takes the terminal again.
void bw_suspend(void);

// Takes the terminal again after somebody else stopped and continued the process.
void bw_take_back(void);

// Takes the size that the terminal has now.
void bw_measure(void);
int bw_rows(void);
int bw_columns(void);

// The number of colours and of pairs of them, 0 without colours.
int bw_colors(void);
int bw_pairs(void);
// Defines a pair; -1 is the terminal's own colour.
bool bw_define_pair(int pair, int foreground, int background);

// Replaces a row. Only what differs from the terminal's content is sent by bw_flush. A cluster that the terminal cannot be
// told to place is none afterwards.
void bw_put_row(int row, bw_cell *cells, int count);
// Sends everything with the next bw_flush.
void bw_resend_all(void);
// Shows the cursor, or hides it with a negative row.
void bw_place_cursor(int row, int column);
void bw_flush(void);
// Lets bw_flush bracket what it sends, for terminals that then show it at once (mode 2026).
void bw_synchronize_updates(bool on);
// Switches a mode on or off. It is off while the terminal is given back, and for good at the end or in a crash.
void bw_set_mode(enum bw_mode mode, bool on);
// Sends bytes as they are, between two frames.
void bw_send(const uint8_t *bytes, int count);
// What is in a cell, as ncurses has it.
bool bw_read_cell(int row, int column, bw_cell *cell);

// Waits for input or an event; for ever with a negative time. Returns bw_event bits, 0 when the time is over.
unsigned bw_wait(int milliseconds);
// Reads what has been typed: a count, 0 for nothing, -1 when the terminal is gone.
int bw_read(uint8_t *bytes, int capacity);
// Milliseconds of a clock that never goes back.
int64_t bw_milliseconds(void);
// Ends a bw_wait. From any thread, at any time.
void bw_wake(void);

#endif
