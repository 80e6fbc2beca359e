// The text files that the binary carries: themes and pages.
#ifndef BOOKWATCH_CASSETS_H
#define BOOKWATCH_CASSETS_H

#include <stddef.h>

/// How many files there are.
size_t bw_asset_count(void);

/// The name of a file, such as "themes/default.toml"; NULL where `index` is not below the count.
const char *bw_asset_name(size_t index);

/// The bytes of a file, which live as long as the program, and their number; NULL and 0 where `index` is not below the count.
const unsigned char *bw_asset_bytes(size_t index, size_t *length);

#endif
