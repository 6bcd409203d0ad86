#ifndef WF_COLOR_H
#define WF_COLOR_H
/* Colours as the spreadsheet formats have them: 0xRRGGBB, the indexed palette, tints,
 * patterns. */
#include "wayforward/document.h"

enum {
    WF_PALETTE_SIZE = 64,
    WF_PALETTE_TEXT = 64, /* system foreground */
    WF_PALETTE_BACK = 65  /* system background */
};

/** The default indexed palette: 0..63 (ECMA-376-1 §18.8.27; [MS-XLS] Palette: the first 8
 * are the fixed ones again). WF_COLOR_NONE past it. */
uint32_t wf_color_indexed(uint32_t index);

/** Lighter (tint > 0) or darker (tint < 0), -1..1, by the luminance of HLS (§18.8.19). */
uint32_t wf_color_tint(uint32_t rgb, double tint);

/** How a pattern of `fore` over `back` looks from afar: `share` 0..1 of fore. */
uint32_t wf_color_mix(uint32_t fore, uint32_t back, double share);

/** The share of foreground in a pattern by its number in [MS-XLS] FillPattern (1 =
 * solid). */
double wf_pattern_share(unsigned pattern);

#endif
