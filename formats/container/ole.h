#ifndef WF_OLE_H
#define WF_OLE_H
/*
 * OLE2 compound files ([MS-CFB]), the container of .xls, .doc and of encrypted .xlsx and
 * .docx: read straight from the bytes in memory. Nothing that the file says is believed
 * before it is checked; every chain has a bound; a chain that breaks gives what came
 * before. No allocation is larger than the file.
 *
 * Not built on libgsf: 1.14.50 needs more than 30 s for a 1 MiB file of 8,000 directory
 * entries in one chain, overflows the stack on a larger one, and aborts when memory is
 * short (docs/dependencies.md). It is the second reader in the tests.
 */
#include "wayforward/arena.h"
#include "wayforward/input.h"

typedef struct wf_ole wf_ole;

typedef enum wf_ole_kind {
    WF_OLE_NONE,      /* not a compound file */
    WF_OLE_EXCEL,     /* a "Workbook" (BIFF8) or "Book" (BIFF5) stream */
    WF_OLE_WORD,      /* a "WordDocument" stream: Word 6 to 2003 */
    WF_OLE_ENCRYPTED, /* an .xlsx or .docx with a password: "EncryptedPackage" */
    WF_OLE_POWERPOINT,
    WF_OLE_DAMAGED, /* begins as a compound file, but its directory cannot be read */
    WF_OLE_OTHER
} wf_ole_kind;

/* What a stream holds: bytes of the input itself where they stand in one piece, else a
 * copy in the wf_ole. Valid until wf_ole_free; borrowed ones until the input is closed.
 */
typedef struct wf_ole_stream {
    const uint8_t *p; /* never NULL */
    size_t n;
    bool truncated; /* the directory promised more than the file holds */
} wf_ole_stream;

#define WF_OLE_NO_ENTRY UINT32_MAX

typedef struct wf_ole_entry {
    wf_str name; /* UTF-8; control characters ("\005SummaryInformation") kept */
    uint32_t
        parent;     /* index of its storage; 0 the root; WF_OLE_NO_ENTRY: in no storage */
    bool is_stream; /* else a storage */
    uint64_t size;  /* as the directory says */
    uint32_t start; /* private: first sector */
} wf_ole_entry;

/** What the content says, from the names in the root storage; allocates nothing. For
 *  readers' probes. */
wf_ole_kind wf_ole_probe(const wf_input *in);
/** "a Word document (.doc)"; static. */
const char *wf_ole_describe(wf_ole_kind kind);

/** Read the directory. The input must outlive *out. Caller: wf_ole_free. WF_E_FORMAT
 * where it is no compound file or has no directory; WF_E_LIMIT past limits->members
 * entries; WF_E_MEMORY. */
wf_status wf_ole_open(const wf_input *in, const wf_limits *limits, wf_ole **out,
                      wf_error *err) WF_MUST_CHECK;
/** NULL is fine. */
void wf_ole_free(wf_ole *ole);

/** All entries by their number in the file; 0 is the root. Unused ones have an empty
 * name. */
size_t wf_ole_entry_count(const wf_ole *ole);
const wf_ole_entry *wf_ole_entry_at(const wf_ole *ole, size_t index);

/** The entry of that name in a storage (0: the root), upper and lower case alike; entries
 * that are in no storage, by a fault of their writer, count as in the root.
 *  WF_OLE_NO_ENTRY where there is none. */
uint32_t wf_ole_find(const wf_ole *ole, uint32_t storage, const char *name);

/** The bytes of a stream. WF_E_ARGUMENT where `entry` is none; WF_E_LIMIT past
 *  limits->member_bytes; WF_E_MEMORY. A broken chain is no error: see `truncated`. */
wf_status wf_ole_read(wf_ole *ole, uint32_t entry, wf_ole_stream *out,
                      wf_error *err) WF_MUST_CHECK;

#endif
