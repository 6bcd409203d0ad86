#ifndef WF_DOCX_COLOR_H
#define WF_DOCX_COLOR_H
/*
 * Colours of WordprocessingML: hexadecimal, automatic, by theme with tint and shade;
 * highlight names; shading patterns. All become 0xRRGGBB.
 */
#include "formats/container/zip_partial.h"
#include "formats/docx/docx_vocabulary.h"
#include "wayforward/document.h"

/* Nothing was said, so what lies beneath holds; WF_COLOR_NONE says "none" or automatic.
 */
#define DOCX_UNSET (WF_COLOR_NONE - 1)

enum {
    DOCX_THEME_COLORS = 12
};

/* The theme's colours, in the order dk1 lt1 dk2 lt2 accent1..6 hlink folHlink. */
typedef struct docx_palette {
    uint32_t scheme[DOCX_THEME_COLORS];
    uint8_t map[4]; /* what background1, text1, background2, text2 mean */
    /* Called once, when a colour of the theme (0) or its mapping (1) is first asked for;
     * may be NULL. Few documents need either. */
    void (*fetch[2])(void *context);
    void *context;
} docx_palette;

/** Office's own theme and the usual mapping. */
void docx_palette_init(docx_palette *palette);

/** Take the colours of a theme part (ECMA-376-1, 20.1.6.2 clrScheme), which stand near
 * its beginning: it is inflated no further. */
wf_status docx_palette_read(docx_palette *palette, wf_zip_partial *part,
                            wf_arena *scratch, const wf_limits *limits) WF_MUST_CHECK;

/** Take w:clrSchemeMapping, which just started. */
void docx_palette_map(docx_palette *palette, wf_xscan *s);

/** The colour in the attributes of w:color (17.3.2.6), which just started. */
uint32_t docx_color(docx_palette *palette, wf_xscan *s);

/** What w:shd (17.3.5), which just started, looks like: fill and pattern blended. */
uint32_t docx_shading(docx_palette *palette, wf_xscan *s);

/** w:highlight (17.18.40). */
uint32_t docx_highlight(wf_str name);

#endif
