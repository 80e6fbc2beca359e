#include "CChecksum.h"

#include <string.h>

#if defined(__x86_64__)

#include <nmmintrin.h>

int cc_has_crc32c(void) { return __builtin_cpu_supports("sse4.2") != 0; }

__attribute__((target("sse4.2"))) uint32_t cc_crc32c(const void *bytes, size_t count) {
    const unsigned char *place = bytes;
    uint64_t remainder = 0xFFFFFFFF;
    for (; count >= 8; count -= 8, place += 8) {
        uint64_t word;
        memcpy(&word, place, 8);
        remainder = _mm_crc32_u64(remainder, word);
    }
    uint32_t rest = (uint32_t)remainder;
    for (; count > 0; count--) rest = _mm_crc32_u8(rest, *place++);
    return ~rest;
}

#elif defined(__aarch64__) && defined(__ARM_FEATURE_CRC32)

#include <arm_acle.h>

int cc_has_crc32c(void) { return 1; }

uint32_t cc_crc32c(const void *bytes, size_t count) {
    const unsigned char *place = bytes;
    uint32_t remainder = 0xFFFFFFFF;
    for (; count >= 8; count -= 8, place += 8) {
        uint64_t word;
        memcpy(&word, place, 8);
        remainder = __crc32cd(remainder, word);
    }
    for (; count > 0; count--) remainder = __crc32cb(remainder, *place++);
    return ~remainder;
}

#else

int cc_has_crc32c(void) { return 0; }

uint32_t cc_crc32c(const void *bytes, size_t count) {
    (void)bytes;
    (void)count;
    return 0;
}

#endif
