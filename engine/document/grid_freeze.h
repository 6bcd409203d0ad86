#ifndef WF_GRID_FREEZE_H
#define WF_GRID_FREEZE_H
#include "engine/document/document_parts.h"

/** Sort the cells and merges of a grid, drop what overlaps, set flags and extent. */
wf_status wf_grid_freeze(wf_document *doc, grid_build *g, wf_error *err) WF_MUST_CHECK;

#endif
