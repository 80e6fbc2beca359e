// CRC-32C (RFC 3720 appendix B.4) by the processor's own instruction.
#ifndef BOOKWATCH_CCHECKSUM_H
#define BOOKWATCH_CCHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/// Whether the processor has the instruction.
int cc_has_crc32c(void);

/// The checksum of some bytes; only where the processor has the instruction.
uint32_t cc_crc32c(const void *bytes, size_t count);

#endif
