#ifndef WF_HTML_WRITER_H
#define WF_HTML_WRITER_H
#include "wayforward/writer.h"

/** Draws a report as one self-contained web page: no network, works without scripts. */
extern const wf_writer wf_html_writer;

#endif
