// Characters of which terminals do not agree how wide they are. ncurses is given a stand-in of known width (BW_PLACE) and so
// keeps its opinion of the screen; they are laid over its work, each placed by an absolute move, and so is what follows.
// Where the terminal takes one to be wider or narrower than the program does, it costs the place of that character and no
// more.

// Without it the wide-character part of ncurses does not exist.
#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#ifdef __linux__
#define _GNU_SOURCE
#endif

#include "bw_internal.h"
#include "bw_terminal.h"

#include <curses.h>
#include <langinfo.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>

struct row {
    bw_cell *cells; // NULL without clusters
    int count;
    uint64_t shown, wanted; // digests of what ncurses was handed before, and is now
    bool has_changed;
};

static struct row *rows;
static int row_count;
static bool can_place, can_stop_wrapping;

// What is to be sent.
static char *output;
static size_t length, capacity;

static int add(int byte) {
    if (length == capacity) {
        size_t larger = capacity == 0 ? 1024 : 2 * capacity;
        char *moved = realloc(output, larger);
        if (moved == NULL) return byte;
        output = moved;
        capacity = larger;
    }
    output[length++] = (char)byte;
    return byte;
}

void bw_prepare_clusters(void) {
    bool is_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    can_place = is_utf8 && save_cursor != NULL && restore_cursor != NULL && cursor_address != NULL;
    can_stop_wrapping = enter_am_mode != NULL && exit_am_mode != NULL;
}

void bw_forget_clusters(void) {
    for (int row = 0; row < row_count; row++) free(rows[row].cells);
    free(rows);
    rows = NULL;
    row_count = 0;
}

void bw_resend_clusters(void) {
    for (int row = 0; row < row_count; row++) rows[row].has_changed = true;
}

static bool reserve(int row) {
    if (row < row_count) return true;
    struct row *larger = realloc(rows, sizeof *rows * (size_t)(row + 1));
    if (larger == NULL) return false;
    rows = larger;
    memset(&rows[row_count], 0, sizeof *rows * (size_t)(row + 1 - row_count));
    row_count = row + 1;
    return true;
}

static uint64_t digest(const bw_cell *cells, int count) {
    uint64_t value = 0xCBF29CE484222325;
    for (int index = 0; index < count; index++) {
        const bw_cell *cell = &cells[index];
        uint64_t text = cell->cluster != BW_NO_CLUSTER ? BW_PLACE : cell->base;
        uint64_t look = (uint64_t)cell->attributes << 40 | (uint64_t)cell->width << 48 | (uint64_t)(uint16_t)cell->pair << 24;
        value = (value ^ text ^ look) * 0x100000001B3;
        for (int mark = 0; mark < 4 && cell->marks[mark] != 0; mark++) value = (value ^ cell->marks[mark]) * 0x100000001B3;
    }
    return value;
}

// What cannot be laid over the work of ncurses is left to it.
static void leave_clusters(bw_cell *cells, int count) {
    int column = 0;
    for (int index = 0; index < count;) {
        int first = index, start = column;
        do column += cells[index++].width;
        while (index < count && cells[index].cluster == BW_CLUSTER_REST);
        // One that is taken to be wider could reach over the edge.
        bool has_room = can_stop_wrapping || 2 * column - start <= bw_columns();
        if (can_place && has_room) continue;
        for (; first < index; first++) cells[first].cluster = BW_NO_CLUSTER;
    }
}

// Where wrapping cannot be stopped, ncurses fills the last corner by moving what is before it there, and would tear what is
// wide. In a single column there is nothing before it, but ncurses 6.4 moves what its memory holds there.
static void keep_from_corner(int row, bw_cell *cells, int count) {
    if (can_stop_wrapping || row != bw_rows() - 1) return;
    if (bw_columns() == 1) cells[0] = (bw_cell){.base = ' ', .width = 1};
    if (!can_place || count < 2) return;
    if (cells[count - 1].width == 1 && cells[count - 2].width == 2) cells[count - 2].cluster = BW_CLUSTER;
}

void bw_put_clusters(int number, bw_cell *cells, int count) {
    leave_clusters(cells, count);
    keep_from_corner(number, cells, count);
    bool has_clusters = false;
    for (int index = 0; index < count; index++) has_clusters |= cells[index].cluster != BW_NO_CLUSTER;
    if (!reserve(number)) return;
    struct row *row = &rows[number];
    free(row->cells);
    row->cells = has_clusters ? malloc(sizeof *cells * (size_t)count) : NULL;
    if (row->cells != NULL) memcpy(row->cells, cells, sizeof *cells * (size_t)count);
    row->count = count;
    row->wanted = digest(cells, count);
    row->has_changed = true;
}

// Whether ncurses may move rows on the terminal, and then write anew some that it was not handed.
static bool may_scroll(void) {
    for (int number = 0; number < row_count; number++) {
        if (!rows[number].has_changed) continue;
        for (int other = 0; other < row_count; other++) {
            if (other != number && rows[other].shown == rows[number].wanted) return true;
        }
    }
    return false;
}

static void move_to(int row, int column) { tputs(tiparm(cursor_address, row, column), 1, add); }

// From nothing, since vid_puts does not take back a colour where the next pair has the terminal's own.
static void set_look(uint8_t attributes, int16_t pair) {
    static uint8_t last_attributes;
    static int16_t last_pair;
    if (attributes == last_attributes && pair == last_pair) return;
    last_attributes = attributes;
    last_pair = pair;
    vid_puts(A_NORMAL, 0, NULL, add);
    if (attributes != 0 || pair != 0) vid_puts(bw_attributes(attributes), pair, NULL, add);
}

static void add_scalar(uint32_t scalar) {
    if (scalar < 0x80) {
        add((int)scalar);
    } else if (scalar < 0x800) {
        add((int)(0xC0 | scalar >> 6));
        add((int)(0x80 | (scalar & 0x3F)));
    } else {
        if (scalar < 0x10000) {
            add((int)(0xE0 | scalar >> 12));
        } else {
            add((int)(0xF0 | scalar >> 18));
            add((int)(0x80 | (scalar >> 12 & 0x3F)));
        }
        add((int)(0x80 | (scalar >> 6 & 0x3F)));
        add((int)(0x80 | (scalar & 0x3F)));
    }
}

static void add_text(const bw_cell *cell) {
    set_look(cell->attributes, cell->pair);
    add_scalar(cell->base);
    for (int index = 0; index < 4 && cell->marks[index] != 0; index++) add_scalar(cell->marks[index]);
}

static void add_blanks(const bw_cell *cell) {
    set_look(cell->attributes, cell->pair);
    for (int column = 0; column < cell->width; column++) add(' ');
}

static bool is_in_cluster(const bw_cell *cell) { return cell->cluster != BW_NO_CLUSTER; }

// Shows again what stands before a cluster at the edge: one that is taken to be wider is moved over it by some terminals.
static void draw_before(int number, int column, const bw_cell *cells, int end, int width) {
    int first = end, covered = 0;
    while (first > 0 && covered < width) covered += cells[--first].width;
    for (int index = first; index < end; index++) {
        if (!is_in_cluster(&cells[index])) {
            move_to(number, column - covered);
            add_text(&cells[index]);
        }
        covered -= cells[index].width;
    }
}

// Shows again what stands after a cluster, as far as one that is taken to be wider would cover it.
static void draw_after(int number, int column, const bw_cell *cells, int first, int count, int width) {
    if (first < count) move_to(number, column);
    for (int index = first, covered = 0; index < count && covered < width; index++) {
        if (is_in_cluster(&cells[index])) add_blanks(&cells[index]);
        else add_text(&cells[index]);
        covered += cells[index].width;
    }
}

// Shows one cluster and what stands around it; returns the index after it.
static int draw_cluster(int number, int column, const bw_cell *cells, int first, int count) {
    int end = first, width = 0;
    // One that is taken to be narrower leaves what was there before.
    move_to(number, column);
    do {
        add_blanks(&cells[end]);
        width += cells[end++].width;
    } while (end < count && cells[end].cluster == BW_CLUSTER_REST);
    move_to(number, column);
    for (int index = first; index < end; index++) add_text(&cells[index]);
    if (column + 2 * width > bw_columns()) draw_before(number, column, cells, first, width);
    draw_after(number, column + width, cells, end, count, width);
    return end;
}

static void draw(int number, const bw_cell *cells, int count) {
    int column = 0;
    for (int index = 0; index < count;) {
        int start = index;
        index = is_in_cluster(&cells[index]) ? draw_cluster(number, column, cells, index, count) : index + 1;
        for (; start < index; start++) column += cells[start].width;
    }
}

void bw_draw_clusters(int file) {
    bool has_begun = false, sends_all = may_scroll();
    for (int number = 0; number < row_count; number++) {
        struct row *row = &rows[number];
        if (!row->has_changed && !sends_all) continue;
        row->has_changed = false;
        row->shown = row->wanted;
        if (row->cells == NULL) continue;
        if (!has_begun) {
            // ncurses knows nothing of this: cursor and look are afterwards what they were.
            vid_puts(A_NORMAL, 0, NULL, add);
            tputs(save_cursor, 1, add);
            if (can_stop_wrapping) tputs(exit_am_mode, 1, add);
        }
        has_begun = true;
        draw(number, row->cells, row->count);
    }
    if (!has_begun) return;
    set_look(0, 0);
    if (can_stop_wrapping) tputs(enter_am_mode, 1, add);
    tputs(restore_cursor, 1, add);
    bw_write(file, output, length);
    length = 0;
}
