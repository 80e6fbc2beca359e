// Without it the wide-character part of ncurses does not exist.
#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#ifdef __linux__
#define _GNU_SOURCE
#endif

#include "bw_terminal.h"
#include "bw_internal.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;
static FILE *input_file, *output_file;
static int input = -1, output = -1;
static bool cursor_is_shown;
static bool updates_are_synchronized;
static bool has_changes; // since the last flush

// Text

bool bw_use_locale(const char *name) {
    setlocale(LC_CTYPE, name);
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

int bw_wcwidth(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

// Start and end

// Collects what tputs makes of a capability, padding removed.
static char collected[256];
static size_t collected_length;

static int collect(int character) {
    if (collected_length < sizeof collected) collected[collected_length++] = (char)character;
    return character;
}

static void collect_capability(const char *name) {
    char *value = tigetstr((char *)name);
    if (value != NULL && value != (char *)-1) tputs(value, 1, collect);
}

static bool has_capability(const char *name) {
    char *value = tigetstr((char *)name);
    return value != NULL && value != (char *)-1;
}

static void set_modes(void) {
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE); // the keys that the parser of the input expects
    nodelay(stdscr, TRUE);
    typeahead(-1); // a key must not hold up a frame
    leaveok(stdscr, TRUE);
    cursor_is_shown = false;
    curs_set(0);
    if (has_colors()) {
        start_color();
        use_default_colors();
    }
    bw_set_mode(BW_MODE_PASTE, true);
}

static void close_files(void) {
    if (input_file != NULL) fclose(input_file);
    if (output_file != NULL) fclose(output_file);
    input_file = output_file = NULL;
    input = output = -1;
}

int bw_start(const char *terminal, int input_descriptor, int output_descriptor) {
    static bool is_registered;
    if (screen != NULL) return BW_NO_SCREEN;
    struct termios modes;
    bool has_modes = tcgetattr(output_descriptor, &modes) == 0;

    input = fcntl(input_descriptor, F_DUPFD_CLOEXEC, 3);
    output = fcntl(output_descriptor, F_DUPFD_CLOEXEC, 3);
    input_file = fdopen(input, "r");
    output_file = fdopen(output, "w");
    // Before newterm, which leaves alone what is handled already.
    bw_watch_signals();
    if (input_file != NULL && output_file != NULL) screen = newterm((char *)terminal, output_file, input_file);
    if (screen == NULL) {
        bw_unwatch_signals();
        close_files();
        return BW_UNKNOWN_TERMINAL;
    }
    if (!has_capability("cup")) {
        bw_stop();
        return BW_NO_SCREEN;
    }
    set_modes();
    bw_prepare_clusters();
    collected_length = 0;
    collect_capability("rmkx");
    collect_capability("sgr0");
    collect_capability("op");
    collect_capability("cnorm");
    collect_capability("smam");
    collect_capability("rmcup");
    collect('\r');
    bw_prepare_rescue(output, has_modes ? &modes : NULL, collected, collected_length);
    bw_keep_stderr();
    if (!is_registered) {
        is_registered = true;
        atexit(bw_stop);
    }
    bw_measure();
    return BW_STARTED;
}

static void give_back(void) {
    bw_leave_modes(output);
    curs_set(1);
    endwin();
    bw_release_stderr();
}

void bw_stop(void) {
    if (screen == NULL) return;
    give_back();
    bw_cancel_rescue();
    bw_unwatch_signals();
    SCREEN *ended = screen;
    screen = NULL;
    bw_forget_modes();
    bw_forget_clusters();
    updates_are_synchronized = false;
    delscreen(ended);
    close_files();
}

static void take(void) {
    bw_keep_stderr();
    // The first refresh after endwin puts the modes and the alternate screen back.
    curs_set(cursor_is_shown ? 1 : 0);
    bw_enter_modes(output);
    bw_measure();
    bw_resend_all();
}

void bw_suspend(void) {
    if (screen == NULL) return;
    give_back();
    bw_stop_process();
    take();
}

void bw_take_back(void) {
    if (screen == NULL) return;
    // Whoever had the terminal meanwhile may have switched them off.
    bw_leave_modes(output);
    endwin();
    take();
}

// Size

void bw_measure(void) {
    struct winsize size;
    if (screen == NULL || ioctl(output, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return;
    if (is_term_resized(size.ws_row, size.ws_col)) {
        resizeterm(size.ws_row, size.ws_col);
        bw_forget_clusters();
    }
}

int bw_rows(void) { return screen == NULL ? 0 : getmaxy(stdscr); }

int bw_columns(void) { return screen == NULL ? 0 : getmaxx(stdscr); }

// Colours

int bw_colors(void) { return screen != NULL && has_colors() ? COLORS : 0; }

int bw_pairs(void) {
    if (screen == NULL || !has_colors()) return 0;
    return COLOR_PAIRS < INT16_MAX ? COLOR_PAIRS : INT16_MAX;
}

bool bw_define_pair(int pair, int foreground, int background) {
    if (screen == NULL || pair <= 0 || pair >= bw_pairs()) return false;
    // Of ncurses 6.1; before, there were no direct colours either.
#if defined(NCURSES_EXT_COLORS) && NCURSES_EXT_COLORS >= 20170401
    return init_extended_pair(pair, foreground, background) != ERR;
#else
    return init_pair((short)pair, (short)foreground, (short)background) != ERR;
#endif
}

// Drawing

unsigned bw_attributes(uint8_t bits) {
    attr_t attributes = A_NORMAL;
    if (bits & BW_BOLD) attributes |= A_BOLD;
    if (bits & BW_DIM) attributes |= A_DIM;
#ifdef A_ITALIC
    if (bits & BW_ITALIC) attributes |= A_ITALIC;
#endif
    if (bits & BW_UNDERLINE) attributes |= A_UNDERLINE;
    if (bits & BW_REVERSE) attributes |= A_REVERSE;
    return (unsigned)attributes;
}

static uint32_t stand_in(void) { return wcwidth(0xFFFD) == 1 ? 0xFFFD : '?'; }

// Fills in the cells of ncurses for one cell; returns how many. Where the C library has another opinion about the width than
// the table that the frame was laid out by, a stand-in keeps the columns.
static int convert(const bw_cell *cell, cchar_t *cells) {
    wchar_t text[CCHARW_MAX + 1] = {cell->base == BW_PLACE ? L' ' : (wchar_t)cell->base};
    int length = 1;
    int width = wcwidth(text[0]);
    attr_t attributes = bw_attributes(cell->attributes);
    if (cell->cluster != BW_NO_CLUSTER) {
        text[0] = BW_PLACE;
        for (int column = 0; column < cell->width; column++) setcchar(&cells[column], text, attributes, cell->pair, NULL);
        return cell->width;
    }
    if (width == cell->width) {
        for (int index = 0; index < 4 && cell->marks[index] != 0; index++) {
            if (length < CCHARW_MAX && wcwidth((wchar_t)cell->marks[index]) == 0) {
                text[length++] = (wchar_t)cell->marks[index];
            }
        }
        setcchar(&cells[0], text, attributes, cell->pair, NULL);
        return 1;
    }
    text[0] = (wchar_t)stand_in();
    setcchar(&cells[0], text, attributes, cell->pair, NULL);
    if (cell->width == 1) return 1;
    setcchar(&cells[1], L" ", attributes, cell->pair, NULL);
    return 2;
}

void bw_put_row(int row, bw_cell *cells, int count) {
    static cchar_t *buffer;
    static int capacity;
    if (screen == NULL || row < 0 || row >= bw_rows() || count <= 0) return;
    if (2 * count > capacity) {
        cchar_t *larger = realloc(buffer, sizeof(cchar_t) * 2 * (size_t)count);
        if (larger == NULL) return;
        buffer = larger;
        capacity = 2 * count;
    }
    bw_put_clusters(row, cells, count);
    int length = 0;
    for (int index = 0; index < count; index++) length += convert(&cells[index], &buffer[length]);
    mvadd_wchnstr(row, 0, buffer, length);
    has_changes = true;
}

void bw_resend_all(void) {
    if (screen == NULL) return;
    clearok(curscr, TRUE);
    bw_resend_clusters();
    has_changes = true;
}

void bw_place_cursor(int row, int column) {
    if (screen == NULL) return;
    bool is_shown = row >= 0;
    if (is_shown) move(row, column);
    if (is_shown == cursor_is_shown) return;
    cursor_is_shown = is_shown;
    leaveok(stdscr, !is_shown);
    curs_set(is_shown ? 1 : 0);
}

void bw_flush(void) {
    if (screen == NULL) return;
    wnoutrefresh(stdscr);
    bool is_bracketed = updates_are_synchronized && has_changes;
    has_changes = false;
    if (is_bracketed) bw_set_mode(BW_MODE_UPDATE, true);
    doupdate();
    bw_draw_clusters(output);
    if (is_bracketed) bw_set_mode(BW_MODE_UPDATE, false);
}

void bw_synchronize_updates(bool on) { updates_are_synchronized = on; }

// ncurses' own buffer is empty between two refreshes.

void bw_set_mode(enum bw_mode mode, bool on) { bw_want_mode(screen == NULL ? -1 : output, mode, on); }

void bw_send(const uint8_t *bytes, int count) {
    if (screen != NULL && count > 0) bw_write(output, bytes, (size_t)count);
}

bool bw_read_cell(int row, int column, bw_cell *cell) {
    cchar_t content;
    wchar_t text[CCHARW_MAX + 1] = {0};
    attr_t attributes = 0;
    short pair = 0;
    memset(cell, 0, sizeof *cell);
    if (screen == NULL || mvin_wch(row, column, &content) == ERR) return false;
    if (getcchar(&content, text, &attributes, &pair, NULL) == ERR) return false;
    cell->base = (uint32_t)text[0];
    for (int index = 1; index < CCHARW_MAX && text[index] != 0; index++) cell->marks[index - 1] = (uint32_t)text[index];
    cell->pair = pair;
    if (attributes & A_BOLD) cell->attributes |= BW_BOLD;
    if (attributes & A_DIM) cell->attributes |= BW_DIM;
    if (attributes & A_UNDERLINE) cell->attributes |= BW_UNDERLINE;
    if (attributes & A_REVERSE) cell->attributes |= BW_REVERSE;
    return true;
}

// Input

unsigned bw_wait(int milliseconds) {
    struct pollfd files[2] = {{.fd = bw_event_pipe(), .events = POLLIN}, {.fd = input, .events = POLLIN}};
    int count = poll(files, 2, milliseconds);
    // A signal was taken: its bit is there.
    if (count < 0 && errno == EINTR) return bw_take_events();
    unsigned events = files[0].revents != 0 ? bw_take_events() : 0;
    if (files[1].revents & POLLIN) events |= BW_INPUT;
    else if (files[1].revents != 0) events |= BW_GONE;
    return events;
}

int bw_read(uint8_t *bytes, int capacity) {
    struct pollfd file = {.fd = input, .events = POLLIN};
    if (poll(&file, 1, 0) <= 0) return 0;
    ssize_t count = read(input, bytes, (size_t)capacity);
    if (count > 0) return (int)count;
    return count < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;
}

int64_t bw_milliseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}
