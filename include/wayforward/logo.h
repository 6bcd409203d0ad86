#ifndef WF_LOGO_H
#define WF_LOGO_H
/* A trust's logo: a picture for the title of a report's first sheet or page. */
#include "wayforward/error.h"

typedef struct wf_logo {
    bool is_png;            /* else JPEG */
    uint32_t width, height; /* pixels */
    double dpi_x, dpi_y;    /* as the picture says; 96 where it says nothing */
    uint64_t bytes;
} wf_logo;

WF_BEGIN_DECLS

/** Is it a PNG or JPEG picture of at most 1 MiB and 4,000 pixels a side, by its own
 * header? WF_E_IO where it cannot be read; WF_E_FORMAT, WF_E_LIMIT with what is wrong. */
WF_API wf_status wf_logo_check(const char *path, wf_logo *out,
                               wf_error *err) WF_MUST_CHECK;

WF_END_DECLS
#endif
