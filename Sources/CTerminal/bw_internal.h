// What the files of this target share.

#ifndef BW_INTERNAL_H
#define BW_INTERNAL_H

#include "bw_terminal.h"

#include <stddef.h>
#include <termios.h>

// bw_modes.c
// Writes all of it. Async-signal-safe, as bw_leave_modes is.
void bw_write(int file, const void *bytes, size_t count);
// Switches a mode on or off, now where there is a file, and whenever the terminal is taken again.
void bw_want_mode(int file, enum bw_mode mode, bool on);
// Switches on what is wanted; switches off all that is on, the last one first; wants nothing any more.
void bw_enter_modes(int file);
void bw_leave_modes(int file);
void bw_forget_modes(void);

// bw_signals.c
void bw_watch_signals(void);
void bw_unwatch_signals(void);
// Raises SIGTSTP with its default effect; returns when the process is continued.
void bw_stop_process(void);
// The end of the pipe that becomes readable with an event, and the events since the last call.
int bw_event_pipe(void);
unsigned bw_take_events(void);

// bw_rescue.c: what a crash must undo, prepared while there is time.
void bw_prepare_rescue(int output, const struct termios *modes, const char *restore, size_t length);
void bw_cancel_rescue(void);

// bw_clusters.c
// What ncurses has in each column of a cluster. Nothing else is handed to it as this.
enum { BW_PLACE = 0xA0 };
// Learns what the terminal can do.
void bw_prepare_clusters(void);
// Takes the cells of a row, and makes ordinary ones of the clusters that cannot be placed.
void bw_put_clusters(int row, bw_cell *cells, int count);
// Sends the clusters of all rows that were put since the last time.
void bw_draw_clusters(int file);
// Has all sent with the next bw_draw_clusters; has none any more.
void bw_resend_clusters(void);
void bw_forget_clusters(void);

// bw_terminal.c: attributes as ncurses has them.
unsigned bw_attributes(uint8_t bits);

// bw_stderr.c
void bw_keep_stderr(void);
// Puts the standard error back and prints what was kept. Async-signal-safe.
void bw_release_stderr(void);

#endif
