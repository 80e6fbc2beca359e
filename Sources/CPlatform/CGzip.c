// Gzip members (RFC 1952), each whole by itself, by the system's zlib.
#include "CPlatform.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

// 15 bits of window, plus 16 for the wrapping of gzip.
enum { GZIP_WINDOW = 15 + 16, DEFLATE_MEMORY = 8 };

size_t cs_gzip_bound(size_t length) {
    return compressBound((uLong)length) + 64;
}

ptrdiff_t cs_gzip(const uint8_t *text, size_t length, uint8_t *member, size_t capacity, int level,
                  const uint8_t *extra, size_t extra_length) {
    if (length > UINT_MAX || capacity > UINT_MAX) return -1;
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (deflateInit2(&stream, level, Z_DEFLATED, GZIP_WINDOW, DEFLATE_MEMORY, Z_DEFAULT_STRATEGY) != Z_OK) return -1;
    gz_header header;
    memset(&header, 0, sizeof header);
    header.os = 255;
    header.extra = (Bytef *)(uintptr_t)extra;
    header.extra_len = (uInt)extra_length;
    deflateSetHeader(&stream, &header);
    stream.next_in = (Bytef *)(uintptr_t)text;
    stream.avail_in = (uInt)length;
    stream.next_out = member;
    stream.avail_out = (uInt)capacity;
    int result = deflate(&stream, Z_FINISH);
    ptrdiff_t written = (ptrdiff_t)(capacity - stream.avail_out);
    deflateEnd(&stream);
    return result == Z_STREAM_END ? written : -1;
}

int cs_gunzip(const uint8_t *member, size_t length, uint8_t *text, size_t text_length) {
    if (length > UINT_MAX || text_length > UINT_MAX) return -1;
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (inflateInit2(&stream, GZIP_WINDOW) != Z_OK) return -1;
    stream.next_in = (Bytef *)(uintptr_t)member;
    stream.avail_in = (uInt)length;
    stream.next_out = text;
    stream.avail_out = (uInt)text_length;
    int result = inflate(&stream, Z_FINISH);
    int isWhole = result == Z_STREAM_END && stream.avail_in == 0 && stream.avail_out == 0;
    inflateEnd(&stream);
    return isWhole ? 0 : -1;
}

struct cs_inflater {
    z_stream stream;
    int is_between_members;
};

cs_inflater *cs_inflater_open(void) {
    cs_inflater *inflater = calloc(1, sizeof *inflater);
    if (inflater == NULL) return NULL;
    if (inflateInit2(&inflater->stream, GZIP_WINDOW) != Z_OK) {
        free(inflater);
        return NULL;
    }
    inflater->is_between_members = 1;
    return inflater;
}

int cs_inflater_step(cs_inflater *inflater, const uint8_t **input, size_t *input_length, uint8_t *text, size_t capacity,
                     size_t *text_length) {
    z_stream *stream = &inflater->stream;
    stream->next_in = (Bytef *)(uintptr_t)*input;
    stream->avail_in = *input_length > UINT_MAX ? UINT_MAX : (uInt)*input_length;
    stream->next_out = text;
    stream->avail_out = capacity > UINT_MAX ? UINT_MAX : (uInt)capacity;
    size_t given_in = stream->avail_in, given_out = stream->avail_out;
    int result = inflate(stream, Z_NO_FLUSH);
    *input += given_in - stream->avail_in;
    *input_length -= given_in - stream->avail_in;
    *text_length = given_out - stream->avail_out;
    if (given_in > stream->avail_in) inflater->is_between_members = 0;
    if (result == Z_STREAM_END) {
        inflater->is_between_members = 1;
        return inflateReset(stream) == Z_OK ? 0 : -1;
    }
    return result == Z_OK || result == Z_BUF_ERROR ? 0 : -1;
}

int cs_inflater_is_between_members(const cs_inflater *inflater) {
    return inflater->is_between_members;
}

void cs_inflater_close(cs_inflater *inflater) {
    inflateEnd(&inflater->stream);
    free(inflater);
}
