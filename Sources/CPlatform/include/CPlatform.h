// What the C library's Swift module lacks, or offers only as variadic functions, which Swift cannot call.
#ifndef BOOKWATCH_CPLATFORM_H
#define BOOKWATCH_CPLATFORM_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// open(2) with O_CLOEXEC added to the flags.
int cs_open(const char *path, int flags, mode_t mode);

/// Forces a file's data to the disk itself: fdatasync, on macOS F_FULLFSYNC.
int cs_sync(int descriptor);

/// Locks a whole file for this process alone, without waiting; -1 and EWOULDBLOCK where another has it.
int cs_lock(int descriptor);

/// Gives the lock back, also where other processes have the descriptor.
int cs_unlock(int descriptor);

/// Starts a program in a new pseudo-terminal, as its controlling terminal, with all signals at their defaults.
/// Returns the process id, or -1 and errno; the terminal's other side is in `master`.
pid_t cs_spawn_in_pty(const char *path, char *const arguments[], char *const environment[], const char *folder,
                      uint16_t rows, uint16_t columns, int *master);

/// Gives a pseudo-terminal another size; its programs get SIGWINCH.
int cs_set_window_size(int master, uint16_t rows, uint16_t columns);

/// Opens a watch on files and folders: inotify, on macOS kqueue. Returns its descriptor, or -1 and errno.
int cs_watch_open(void);

/// Has a folder watched for files that come, go or are written, on macOS also a file for being written. Returns 0, or -1 and
/// errno. `kept` is a descriptor to be closed after the watch, or -1.
int cs_watch_add(int watch, const char *path, int *kept);

/// Waits, without end, until something of what is watched has changed and nothing more has for a moment. Returns 1 for that,
/// 0 as soon as `stop` can be read or was closed at its other end, -1 and errno where waiting fails.
int cs_watch_wait(int watch, int stop);

/// The most bytes that a gzip member of so much text takes.
size_t cs_gzip_bound(size_t length);

/// Packs a text into one gzip member with an extra field (RFC 1952, section 2.3.1.1). Returns its length, or -1.
ptrdiff_t cs_gzip(const uint8_t *text, size_t length, uint8_t *member, size_t capacity, int level,
                  const uint8_t *extra, size_t extra_length);

/// Unpacks one whole gzip member whose text has just this length. Returns 0, or -1 where it is damaged.
int cs_gunzip(const uint8_t *member, size_t length, uint8_t *text, size_t text_length);

/// Unpacks gzip members of any length, piece by piece.
typedef struct cs_inflater cs_inflater;

/// Returns NULL where there is no memory.
cs_inflater *cs_inflater_open(void);

/// Takes some of the input, which it shortens, and fills some of the buffer. Returns 0, or -1 where the input is damaged.
int cs_inflater_step(cs_inflater *inflater, const uint8_t **input, size_t *input_length, uint8_t *text, size_t capacity,
                     size_t *text_length);

/// Whether all members that were begun have ended.
int cs_inflater_is_between_members(const cs_inflater *inflater);

void cs_inflater_close(cs_inflater *inflater);

/// Gives the calling thread the lowest priority: its work may wait for all others.
void cs_lower_priority(void);

/// Lets threads that run go on when the calling thread wakes up, where no processor is free: it then has more to do at once.
/// Only Linux knows of that.
void cs_yield_to_running(void);

#endif
