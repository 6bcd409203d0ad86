#ifndef WF_ENCODING_H
#define WF_ENCODING_H
/*
 * Text in the code pages of Windows and Macintosh, as .xls (BIFF5), .doc and .csv files
 * hold it, to UTF-8. Single-byte pages are read through a table that iconv fills once;
 * pages with several bytes a character go through iconv string by string.
 */
#include "wayforward/arena.h"

enum {
    WF_CODE_PAGE_WINDOWS = 1252,
    WF_CODE_PAGE_MAC = 10000
};

typedef struct wf_decoder {
    unsigned code_page;
    void *multi; /* private: iconv's handle for a page with several bytes a character */
    uint16_t high[128]; /* private: code points of the bytes 0x80..0xFF, 0 for none */
} wf_decoder;

/** Make ready for a Windows code page number (1250..1258, 437, 850, 852, 866, 874, 932,
 * 936, 949, 950, 10000 ...). A page that is not known is read as Windows-1252 and gives
 * false: the caller has a diagnostic. Caller: wf_decoder_close. */
bool wf_decoder_open(unsigned code_page, wf_decoder *out);
/** Safe on {0} and twice. */
void wf_decoder_close(wf_decoder *decoder);

/** The text of `n` bytes in `arena`, NUL-terminated; bytes that mean nothing in the page
 * give U+FFFD and are counted in *replaced (may be NULL); NUL is dropped. WF_E_MEMORY. */
wf_status wf_decode(const wf_decoder *decoder, const void *bytes, size_t n,
                    wf_arena *arena, wf_str *out, size_t *replaced) WF_MUST_CHECK;

/** UTF-16 code units, little- or big-endian, to UTF-8 as above; an odd last byte is
 * dropped. Lone surrogates give U+FFFD. WF_E_MEMORY. */
wf_status wf_decode_utf16(const void *bytes, size_t n, bool is_big_endian,
                          wf_arena *arena, wf_str *out, size_t *replaced) WF_MUST_CHECK;

/* Code pages whose conversion the system has loaded. */
enum {
    WF_ENCODINGS_READY = 22
};
typedef struct wf_encodings {
    void *pages[WF_ENCODINGS_READY];
} wf_encodings;

/** Load the code pages that old files of our world use, while files may still be opened:
 * iconv keeps each as a module on disk, which a sandboxed process can no longer reach.
 * Without it such a page is read as Windows-1252, with a warning. */
void wf_encodings_open(wf_encodings *out);
void wf_encodings_close(wf_encodings *encodings);

#endif
